SELECT t.oid, n.nspname AS schema, t.typname AS name, d.description AS comment, pg_get_userbyid(t.typowner) AS owner,
       t.typbasetype AS type, t.typtypmod AS typmod, t.typnotnull AS not_null, t.typdefaultbin IS NOT NULL AS has_default,
       pg_get_expr(t.typdefaultbin, 0) AS default_value, t.typcollation AS collation
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_type'::regclass AND d.objoid = t.oid AND d.objsubid = 0
WHERE t.typtype = 'd'
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
ORDER BY n.nspname, t.typname
