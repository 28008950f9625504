-- The types that extensions brought, but for the arrays and row types that come with others.
SELECT n.nspname AS schema, t.typname AS name, x.extname AS extension
FROM pg_depend d
JOIN pg_extension x ON x.oid = d.refobjid
JOIN pg_type t ON t.oid = d.objid
JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE d.classid = 'pg_type'::regclass AND d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
  AND NOT EXISTS (SELECT FROM pg_type e WHERE e.oid = t.typelem AND e.typarray = t.oid)
ORDER BY n.nspname, t.typname
