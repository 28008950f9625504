SELECT p.pubname AS name, pg_get_userbyid(p.pubowner) AS owner, d.description AS comment, p.puballtables AS all_tables,
       p.pubinsert AS inserts, p.pubupdate AS updates, p.pubdelete AS deletes, p.pubtruncate AS truncates, p.pubviaroot AS via_root,
--:since 18
       p.pubgencols = 's' AS generated_columns,
--:until 17
       false AS generated_columns,
--:end
       t.tables, t.conditions, t.columns,
--:since 15
       ARRAY(SELECT n.nspname::text FROM pg_publication_namespace s JOIN pg_namespace n ON n.oid = s.pnnspid WHERE s.pnpubid = p.oid ORDER BY 1) AS schemas
--:until 14
       NULL AS schemas
--:end
FROM pg_publication p
LEFT JOIN LATERAL (
  SELECT array_agg(r.prrelid ORDER BY r.prrelid) AS tables,
--:since 15
         array_agg(pg_get_expr(r.prqual, r.prrelid) ORDER BY r.prrelid) AS conditions, array_agg(r.prattrs::text ORDER BY r.prrelid) AS columns
--:until 14
         NULL AS conditions, NULL AS columns
--:end
  FROM pg_publication_rel r WHERE r.prpubid = p.oid
) t ON true
LEFT JOIN pg_description d ON d.classoid = 'pg_publication'::regclass AND d.objoid = p.oid AND d.objsubid = 0
WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_publication'::regclass AND e.objid = p.oid AND e.deptype = 'e')
ORDER BY p.pubname
