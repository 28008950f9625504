-- Materialized views, with their columns in arrays; their indexes come from index.sql.
SELECT c.oid, n.nspname AS schema, c.relname AS name, d.description AS comment, pg_get_userbyid(c.relowner) AS owner, c.reloptions AS options,
       m.amname AS access_method, s.spcname AS tablespace, c.relispopulated AS populated,
       (SELECT k.relname FROM pg_index x JOIN pg_class k ON k.oid = x.indexrelid WHERE x.indrelid = c.oid AND x.indisclustered) AS cluster_index,
       pg_get_viewdef(c.oid) AS query, a.names, a.types, a.collations, a.typmods, a.positions, a.comments, a.commented, a.defaults, a.defaulted
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_am m ON m.oid = c.relam
LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
LEFT JOIN LATERAL (SELECT array_agg(a.attname::text ORDER BY a.attnum) AS names, array_agg(a.atttypid ORDER BY a.attnum) AS types,
                          array_agg(a.attcollation ORDER BY a.attnum) AS collations,
                          array_agg(a.atttypmod ORDER BY a.attnum) AS typmods, array_agg(a.attnum ORDER BY a.attnum) AS positions,
                          array_agg(d.description ORDER BY a.attnum) AS comments, array_agg((d.description IS NOT NULL)::int ORDER BY a.attnum) AS commented,
                          array_agg(pg_get_expr(f.adbin, 0) ORDER BY a.attnum) AS defaults, array_agg((f.oid IS NOT NULL)::int ORDER BY a.attnum) AS defaulted
                   FROM pg_attribute a
                   LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = a.attnum
                   LEFT JOIN pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
                   WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) a ON true
LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE c.relkind = 'm' AND c.relpersistence <> 't'
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
ORDER BY n.nspname, c.relname
