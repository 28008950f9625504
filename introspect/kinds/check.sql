SELECT c.conrelid AS relation, c.conname AS name, d.description AS comment, pg_get_expr(c.conbin, c.conrelid) AS expression,
       c.connoinherit AS no_inherit, c.convalidated AS valid,
--:since 18
       c.conenforced AS enforced
--:until 17
       true AS enforced
--:end
FROM pg_constraint c
JOIN pg_class t ON t.oid = c.conrelid AND t.relpersistence <> 't'
LEFT JOIN pg_description d ON d.classoid = 'pg_constraint'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE c.contype = 'c' AND c.conislocal AND c.conrelid >= 16384
ORDER BY c.conrelid, c.conname
