-- Which tables are partitions of which, or inherit from which, in their order.
SELECT i.inhrelid AS relation, i.inhparent AS parent, c.relispartition AS is_partition, pg_get_expr(c.relpartbound, c.oid) AS bound
FROM pg_inherits i
JOIN pg_class c ON c.oid = i.inhrelid AND c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't'
ORDER BY i.inhrelid, i.inhseqno
