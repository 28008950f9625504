SELECT c.conrelid AS relation, c.conname AS name, d.description AS comment, xd.description AS index_comment, m.amname AS method, m.oid AS method_oid, i.indnkeyatts AS key_count,
       i.indkey AS keys, i.indclass AS opclasses, i.indcollation AS collations, i.indoption AS key_options,
       e.expressions, e.types AS expression_types, e.collated AS expressions_collated,
       (SELECT array_agg(concat(a.attnum, ' ', o)) FROM pg_attribute a, unnest(a.attoptions) o WHERE a.attrelid = i.indexrelid) AS opclass_options,
       (SELECT array_agg(n.nspname::text ORDER BY u.place) FROM unnest(c.conexclop) WITH ORDINALITY u(operator, place)
          JOIN pg_operator p ON p.oid = u.operator JOIN pg_namespace n ON n.oid = p.oprnamespace) AS operator_schemas,
       (SELECT array_agg(p.oprname::text ORDER BY u.place) FROM unnest(c.conexclop) WITH ORDINALITY u(operator, place)
          JOIN pg_operator p ON p.oid = u.operator) AS operators,
       i.indpred IS NOT NULL AS has_predicate, pg_get_expr(i.indpred, i.indrelid) AS predicate,
       c.condeferrable AS deferrable, c.condeferred AS deferred, x.reloptions AS options, s.spcname AS tablespace
FROM pg_constraint c
JOIN pg_index i ON i.indexrelid = c.conindid
JOIN pg_class x ON x.oid = c.conindid
JOIN pg_am m ON m.oid = x.relam
LEFT JOIN pg_tablespace s ON s.oid = x.reltablespace
-- As in index.sql.
LEFT JOIN LATERAL (SELECT array_agg(k.expression ORDER BY k.attnum) AS expressions, array_agg(k.type ORDER BY k.attnum) AS types,
                          array_agg(strpos(pg_get_indexdef(i.indexrelid), k.expression || ' COLLATE ') > 0 ORDER BY k.attnum) AS collated
                   FROM (SELECT a.attnum, a.atttypid AS type, pg_get_indexdef(i.indexrelid, a.attnum, false) AS expression
                         FROM pg_attribute a
                         WHERE i.indexprs IS NOT NULL AND a.attrelid = i.indexrelid AND a.attnum <= i.indnkeyatts AND i.indkey[a.attnum - 1] = 0) k
                  ) e ON true
LEFT JOIN pg_description xd ON xd.classoid = 'pg_class'::regclass AND xd.objoid = c.conindid AND xd.objsubid = 0
LEFT JOIN pg_description d ON d.classoid = 'pg_constraint'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE c.contype = 'x' AND c.conparentid = 0 AND c.conrelid >= 16384
ORDER BY c.conrelid, c.conname
