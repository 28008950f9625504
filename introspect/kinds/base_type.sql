-- typisdefined is false for a shell. Alignment, storage and such as CREATE TYPE spells them, NULL where they are its defaults.
SELECT t.oid, n.nspname AS schema, t.typname AS name, pg_get_userbyid(t.typowner) AS owner, d.description AS comment, NOT t.typisdefined AS shell,
       t.typinput::oid AS input, t.typoutput::oid AS output, t.typreceive::oid AS receive, t.typsend::oid AS send, t.typmodin::oid AS typmod_in,
       t.typmodout::oid AS typmod_out, t.typanalyze::oid AS analyze, t.typsubscript::oid AS subscript,
       nullif(t.typlen, -1) AS length, t.typbyval AS by_value, t.typalign AS alignment, t.typstorage AS storage, t.typcategory AS category,
       t.typispreferred AS preferred, t.typdefault AS default_value, t.typelem AS element, t.typdelim AS delimiter, t.typcollation <> 0 AS collatable
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_type'::regclass AND d.objoid = t.oid AND d.objsubid = 0
WHERE t.oid >= 16384
  AND (t.typtype = 'b' AND NOT EXISTS (SELECT FROM pg_type e WHERE e.oid = t.typelem AND e.typarray = t.oid) OR t.typtype = 'p' AND NOT t.typisdefined)
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
ORDER BY n.nspname, t.typname
