-- NOT NULL of a domain is a constraint from 17 on; it is read as pg_type.typnotnull.
SELECT c.contypid AS type, c.conname AS name, d.description AS comment, pg_get_expr(c.conbin, 0) AS expression, c.convalidated AS valid
FROM pg_constraint c
LEFT JOIN pg_description d ON d.classoid = 'pg_constraint'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE c.contypid <> 0 AND c.contype = 'c'
ORDER BY c.contypid, c.conname
