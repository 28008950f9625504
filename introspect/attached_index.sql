-- Which indexes of partitions belong to which of their parent. The index behind a constraint has its name.
SELECT i.indrelid AS relation, x.relname AS name, p.relname AS parent
FROM pg_inherits h
JOIN pg_class x ON x.oid = h.inhrelid AND x.relkind IN ('i', 'I')
JOIN pg_class p ON p.oid = h.inhparent
JOIN pg_index i ON i.indexrelid = x.oid
ORDER BY i.indrelid, p.relname COLLATE "C"
