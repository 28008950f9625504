SELECT n.nspname AS schema, c.collname AS name, pg_get_userbyid(c.collowner) AS owner, d.description AS comment, c.collprovider AS provider,
       c.collisdeterministic AS deterministic,
       CASE c.collprovider WHEN 'c' THEN c.collcollate END AS lc_collate, CASE c.collprovider WHEN 'c' THEN c.collctype END AS lc_ctype,
       -- colllocale since 17, colliculocale in 15 and 16; before that the locale of ICU stood where libc's does.
       CASE WHEN c.collprovider <> 'c' THEN coalesce(to_jsonb(c)->>'colllocale', to_jsonb(c)->>'colliculocale', c.collcollate) END AS locale,
       to_jsonb(c)->>'collicurules' AS rules
FROM pg_collation c
JOIN pg_namespace n ON n.oid = c.collnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_collation'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_collation'::regclass AND e.objid = c.oid AND e.deptype = 'e')
ORDER BY n.nspname, c.collname
