SELECT n.nspname AS schema, s.stxname AS name, pg_get_userbyid(s.stxowner) AS owner, d.description AS comment, s.stxrelid AS relation,
       'd' = ANY (s.stxkind) AS ndistinct, 'f' = ANY (s.stxkind) AS dependencies, 'm' = ANY (s.stxkind) AS mcv, s.stxkeys AS columns,
       s.stxexprs IS NOT NULL AS has_expressions, pg_get_statisticsobjdef_expressions(s.oid) AS expressions,
       nullif(s.stxstattarget, -1) AS target
FROM pg_statistic_ext s
JOIN pg_namespace n ON n.oid = s.stxnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_statistic_ext'::regclass AND d.objoid = s.oid AND d.objsubid = 0
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_statistic_ext'::regclass AND e.objid = s.oid AND e.deptype = 'e')
ORDER BY n.nspname, s.stxname
