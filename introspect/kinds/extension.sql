SELECT e.extname AS name, d.description AS comment, n.nspname AS in_schema, e.extversion AS version
FROM pg_extension e
JOIN pg_namespace n ON n.oid = e.extnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_extension'::regclass AND d.objoid = e.oid AND d.objsubid = 0
-- plpgsql is there from the start, in every database
WHERE e.extname <> 'plpgsql'
ORDER BY e.extname
