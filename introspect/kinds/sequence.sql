-- Sequences of identity columns are part of their column (column.sql).
SELECT c.oid, n.nspname AS schema, c.relname AS name, d.description AS comment, pg_get_userbyid(c.relowner) AS owner,
       c.relpersistence AS persistence, q.seqtypid AS sequence_type, q.seqstart AS start, q.seqincrement AS increment, q.seqmin AS min_value,
       q.seqmax AS max_value, q.seqcache AS cache, q.seqcycle AS cycle, p.refobjid AS owning_relation, p.refobjsubid AS owning_column
FROM pg_sequence q
JOIN pg_class c ON c.oid = q.seqrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_depend p ON p.classid = 'pg_class'::regclass AND p.objid = c.oid AND p.objsubid = 0 AND p.refclassid = 'pg_class'::regclass
  AND p.refobjsubid > 0 AND p.deptype IN ('a', 'i')
LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE c.relpersistence <> 't' AND p.deptype IS DISTINCT FROM 'i'
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
ORDER BY n.nspname, c.relname
