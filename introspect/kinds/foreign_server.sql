SELECT s.oid, s.srvname AS name, d.description AS comment, pg_get_userbyid(s.srvowner) AS owner, w.fdwname AS wrapper, s.srvtype AS type,
       s.srvversion AS version, s.srvoptions AS options
FROM pg_foreign_server s
JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
LEFT JOIN pg_description d ON d.classoid = 'pg_foreign_server'::regclass AND d.objoid = s.oid AND d.objsubid = 0
WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_foreign_server'::regclass AND e.objid = s.oid AND e.deptype = 'e')
ORDER BY s.srvname
