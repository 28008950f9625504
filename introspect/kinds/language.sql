SELECT l.oid, l.lanname AS name, pg_get_userbyid(l.lanowner) AS owner, d.description AS comment, l.lanpltrusted AS trusted, l.lanplcallfoid AS handler,
       l.laninline AS inline_handler, l.lanvalidator AS validator
FROM pg_language l
LEFT JOIN pg_description d ON d.classoid = 'pg_language'::regclass AND d.objoid = l.oid AND d.objsubid = 0
WHERE l.oid >= 16384 AND l.lanispl
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_language'::regclass AND e.objid = l.oid AND e.deptype = 'e')
ORDER BY l.lanname
