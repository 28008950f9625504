-- Indexes that are no part of a constraint. What belongs to an index of the parent is no index of the partition.
SELECT i.indrelid AS relation, x.relname AS name, d.description AS comment, i.indisunique AS is_unique,
--:since 15
       i.indnullsnotdistinct AS nulls_not_distinct,
--:until 14
       false AS nulls_not_distinct,
--:end
       m.amname AS method, m.oid AS method_oid, i.indnkeyatts AS key_count, i.indkey AS keys, i.indclass AS opclasses, i.indcollation AS collations,
       i.indoption AS key_options, e.expressions, e.types AS expression_types, e.collated AS expressions_collated, o.opclass_options,
       i.indpred IS NOT NULL AS has_predicate, pg_get_expr(i.indpred, i.indrelid) AS predicate, x.reloptions AS options, s.spcname AS tablespace,
       i.indisvalid AS valid,
       (SELECT array_agg(a.attnum ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0) AS statistics_positions,
       (SELECT array_agg(a.attstattarget ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0) AS statistics_targets
FROM pg_index i
JOIN pg_class x ON x.oid = i.indexrelid
JOIN pg_class t ON t.oid = i.indrelid AND t.relkind IN ('r', 'p', 'm') AND t.relpersistence <> 't'
JOIN pg_am m ON m.oid = x.relam
LEFT JOIN pg_tablespace s ON s.oid = x.reltablespace
-- The expressions among the keys, their types, and whether the index gives them a collation that is not their own: that cannot be told from the
-- catalogs, since the collation of an expression is nowhere stored, but the server prints COLLATE just then.
LEFT JOIN LATERAL (SELECT array_agg(k.expression ORDER BY k.attnum) AS expressions, array_agg(k.type ORDER BY k.attnum) AS types,
                          array_agg(strpos(pg_get_indexdef(i.indexrelid), k.expression || ' COLLATE ') > 0 ORDER BY k.attnum) AS collated
                   FROM (SELECT a.attnum, a.atttypid AS type, pg_get_indexdef(i.indexrelid, a.attnum, false) AS expression
                         FROM pg_attribute a
                         WHERE i.indexprs IS NOT NULL AND a.attrelid = i.indexrelid AND a.attnum <= i.indnkeyatts AND i.indkey[a.attnum - 1] = 0) k
                  ) e ON true
LEFT JOIN (SELECT a.attrelid, array_agg(concat(a.attnum, ' ', u)) AS opclass_options
           FROM pg_attribute a, unnest(a.attoptions) u
           WHERE a.attoptions IS NOT NULL
           GROUP BY a.attrelid) o ON o.attrelid = i.indexrelid
LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = i.indexrelid AND d.objsubid = 0
WHERE i.indrelid >= 16384
  AND NOT x.relispartition
  AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x'))
  AND NOT EXISTS (SELECT FROM pg_depend p WHERE p.classid = 'pg_class'::regclass AND p.objid = i.indexrelid AND p.deptype = 'e')
ORDER BY i.indrelid, x.relname
