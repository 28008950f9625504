SELECT c.oid, n.nspname AS schema, c.collname AS name
FROM pg_collation c
JOIN pg_namespace n ON n.oid = c.collnamespace
ORDER BY c.oid
