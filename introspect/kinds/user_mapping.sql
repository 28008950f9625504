-- The view and not pg_user_mapping, which only superusers may read: it shows options to those alone who may see them.
SELECT u.srvname AS server, u.usename AS "user", u.umoptions AS options, NULL AS comment
FROM pg_user_mappings u
ORDER BY u.srvname, u.usename
