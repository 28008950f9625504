SELECT p.polrelid AS relation, p.polname AS name, d.description AS comment, p.polcmd AS command, p.polpermissive AS permissive,
       ARRAY(SELECT pg_get_userbyid(r) FROM unnest(p.polroles) r WHERE r <> 0 ORDER BY 1)::text[] AS roles,
       p.polqual IS NOT NULL AS has_using, pg_get_expr(p.polqual, p.polrelid) AS using_expression,
       p.polwithcheck IS NOT NULL AS has_check, pg_get_expr(p.polwithcheck, p.polrelid) AS with_check
FROM pg_policy p
JOIN pg_class c ON c.oid = p.polrelid AND c.relpersistence <> 't'
LEFT JOIN pg_description d ON d.classoid = 'pg_policy'::regclass AND d.objoid = p.oid AND d.objsubid = 0
ORDER BY p.polrelid, p.polname
