SELECT t.oid, n.nspname AS schema, t.typname AS name, pg_get_userbyid(t.typowner) AS owner, d.description AS comment, r.rngsubtype AS subtype, r.rngsubopc AS opclass,
       b.oid AS btree, r.rngcollation AS collation, r.rngcanonical::oid AS canonical, r.rngsubdiff::oid AS subtype_diff, m.typname AS multirange_name
FROM pg_range r
JOIN pg_type t ON t.oid = r.rngtypid
JOIN pg_type m ON m.oid = r.rngmultitypid
JOIN pg_namespace n ON n.oid = t.typnamespace
JOIN pg_am b ON b.amname = 'btree'
LEFT JOIN pg_description d ON d.classoid = 'pg_type'::regclass AND d.objoid = t.oid AND d.objsubid = 0
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
ORDER BY n.nspname, t.typname
