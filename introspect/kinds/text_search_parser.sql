SELECT n.nspname AS schema, p.prsname AS name, d.description AS comment, p.prsstart::oid AS start, p.prstoken::oid AS token, p.prsend::oid AS end_function,
       p.prslextype::oid AS lextypes, p.prsheadline::oid AS headline
FROM pg_ts_parser p
JOIN pg_namespace n ON n.oid = p.prsnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_ts_parser'::regclass AND d.objoid = p.oid AND d.objsubid = 0
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_ts_parser'::regclass AND e.objid = p.oid AND e.deptype = 'e')
ORDER BY n.nspname, p.prsname
