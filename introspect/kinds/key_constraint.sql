SELECT c.conrelid AS relation, c.conname AS name, d.description AS comment, xd.description AS index_comment, c.contype = 'p' AS is_primary, c.conkey AS keys, i.indkey AS index_keys,
       i.indnkeyatts AS key_count,
--:since 15
       i.indnullsnotdistinct AS nulls_not_distinct,
--:until 14
       false AS nulls_not_distinct,
--:end
--:since 18
       c.conperiod AS without_overlaps,
--:until 17
       false AS without_overlaps,
--:end
       c.condeferrable AS deferrable, c.condeferred AS deferred, x.reloptions AS options, s.spcname AS tablespace
FROM pg_constraint c
JOIN pg_index i ON i.indexrelid = c.conindid
JOIN pg_class x ON x.oid = c.conindid
LEFT JOIN pg_tablespace s ON s.oid = x.reltablespace
LEFT JOIN pg_description xd ON xd.classoid = 'pg_class'::regclass AND xd.objoid = c.conindid AND xd.objsubid = 0
LEFT JOIN pg_description d ON d.classoid = 'pg_constraint'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE c.contype IN ('p', 'u') AND c.conparentid = 0 AND c.conrelid >= 16384
ORDER BY c.conrelid, c.conname
