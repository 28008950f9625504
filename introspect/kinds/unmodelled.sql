-- What is carried and reported only: labels of a view's columns, which are no objects of their own. `relation` is set for what belongs to a table.
SELECT NULL::text AS schema, 0::oid AS relation, 'security label' AS what, format('of %s on column %I.%I.%I', l.provider, n.nspname, c.relname, a.attname) AS name,
       NULL::text AS comment
FROM pg_seclabel l
JOIN pg_class c ON l.classoid = 'pg_class'::regclass AND c.oid = l.objoid AND c.relkind IN ('v', 'm')
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = l.objsubid
WHERE l.objsubid > 0
ORDER BY 4
