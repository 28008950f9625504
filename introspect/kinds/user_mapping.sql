-- The view and not pg_user_mapping, which only superusers may read: it shows options to those alone who may see them. Their values are never asked for.
SELECT u.srvname AS server, u.usename AS "user", NULL AS comment,
       CASE WHEN u.umoptions IS NOT NULL THEN ARRAY(SELECT split_part(o, '=', 1) FROM unnest(u.umoptions) AS o ORDER BY split_part(o, '=', 1) COLLATE "C") END AS option_names
FROM pg_user_mappings u
WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_foreign_server'::regclass AND e.objid = u.srvid AND e.deptype = 'e')
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_user_mapping'::regclass AND e.objid = u.umid AND e.deptype = 'e')
ORDER BY u.srvname, u.usename
