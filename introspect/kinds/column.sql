-- Columns of everything in table.sql and composite_type.sql; others find no relation when they are read. User objects have OIDs from 16384 on.
SELECT a.attrelid AS relation, a.attnum AS position, a.attname AS name, d.description AS comment, a.atttypid AS type, a.atttypmod AS typmod,
       a.attcollation AS collation, a.attstorage AS storage, a.attcompression AS compression, nullif(a.attstattarget, -1) AS statistics_target,
       a.attoptions AS options, a.attnotnull AS not_null, a.attfdwoptions AS foreign_options,
       -- What a parent or a composite type brings, and the table does not define itself.
       NOT a.attislocal OR c.reloftype <> 0 AS inherited,
--:since 18
       nn.conname AS not_null_name, coalesce(nn.connoinherit, false) AS not_null_no_inherit, coalesce(nn.convalidated, true) AS not_null_valid,
       nd.description AS not_null_comment,
--:until 17
       NULL AS not_null_name, false AS not_null_no_inherit, true AS not_null_valid, NULL AS not_null_comment,
--:end
       a.attgenerated AS generated, f.oid IS NOT NULL AS has_expression,
       -- A default names no columns; without the relation its locks and caches are not needed to print it.
       pg_get_expr(f.adbin, CASE WHEN a.attgenerated = '' THEN 0 ELSE f.adrelid END) AS expression,
       -- A partition shows its parent's identity, but has no sequence of its own.
       CASE WHEN s.nspname IS NOT NULL THEN a.attidentity ELSE '' END AS identity, s.nspname AS sequence_schema, s.relname AS sequence_name, s.seqtypid AS sequence_type, s.seqstart AS start,
       s.seqincrement AS increment, s.seqmin AS min_value, s.seqmax AS max_value, s.seqcache AS cache, s.seqcycle AS cycle, s.seqrelid AS sequence,
       s.sequence_comment
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
LEFT JOIN pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
LEFT JOIN (SELECT p.refobjid, p.refobjsubid, qn.nspname, qc.relname, qd.description AS sequence_comment, q.*
           FROM pg_sequence q
           JOIN pg_class qc ON qc.oid = q.seqrelid
           JOIN pg_namespace qn ON qn.oid = qc.relnamespace
           JOIN pg_depend p ON p.classid = 'pg_class'::regclass AND p.objid = q.seqrelid AND p.refclassid = 'pg_class'::regclass AND p.deptype = 'i'
           LEFT JOIN pg_description qd ON qd.classoid = 'pg_class'::regclass AND qd.objoid = q.seqrelid AND qd.objsubid = 0
          ) s ON s.refobjid = a.attrelid AND s.refobjsubid = a.attnum
--:since 18
LEFT JOIN pg_constraint nn ON nn.conrelid = a.attrelid AND nn.contype = 'n' AND nn.conkey[1] = a.attnum
LEFT JOIN pg_description nd ON nd.classoid = 'pg_constraint'::regclass AND nd.objoid = nn.oid AND nd.objsubid = 0
--:end
LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = a.attrelid AND d.objsubid = a.attnum
WHERE c.relkind IN ('r', 'p', 'f', 'c') AND c.relpersistence <> 't' AND a.attrelid >= 16384 AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attrelid, a.attnum
