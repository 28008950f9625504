SELECT m.amname AS name, d.description AS comment, m.amtype = 't' AS for_tables, m.amhandler::oid AS handler
FROM pg_am m
LEFT JOIN pg_description d ON d.classoid = 'pg_am'::regclass AND d.objoid = m.oid AND d.objsubid = 0
WHERE m.oid >= 16384
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_am'::regclass AND e.objid = m.oid AND e.deptype = 'e')
ORDER BY m.amname
