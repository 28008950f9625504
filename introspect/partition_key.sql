-- The keys of partitioned tables. Expressions come in one text, separated by commas, as pg_get_expr prints a list; the definition is there to tell whether
-- the server prints COLLATE behind one, since the collation of an expression is nowhere stored.
SELECT p.partrelid AS relation, p.partstrat AS strategy, p.partattrs AS keys, p.partclass AS opclasses, p.partcollation AS collations,
       (SELECT array_agg(o.opcintype ORDER BY n) FROM generate_series(0, p.partnatts - 1) n JOIN pg_opclass o ON o.oid = p.partclass[n]) AS types,
       (SELECT m.oid FROM pg_am m WHERE m.amname = CASE p.partstrat WHEN 'h' THEN 'hash' ELSE 'btree' END) AS method,
       pg_get_expr(p.partexprs, p.partrelid) AS expressions, pg_get_partkeydef(p.partrelid) AS definition
FROM pg_partitioned_table p
ORDER BY p.partrelid
