-- Not the families that CREATE OPERATOR CLASS makes of its name, unless something hangs on them besides. Members for the type of a class: with that class.
SELECT n.nspname AS schema, f.opfname AS family, m.amname AS method, pg_get_userbyid(f.opfowner) AS owner, d.description AS comment,
       i.strategies, i.operators, i.sort_schemas, i.sort_families, p.numbers, p.lefts, p.rights, p.functions
FROM pg_opfamily f
JOIN pg_am m ON m.oid = f.opfmethod
JOIN pg_namespace n ON n.oid = f.opfnamespace
LEFT JOIN LATERAL (
  SELECT array_agg(a.amopstrategy ORDER BY a.oid) AS strategies, array_agg(a.amopopr ORDER BY a.oid) AS operators,
         array_agg(sn.nspname::text ORDER BY a.oid) AS sort_schemas, array_agg(sf.opfname::text ORDER BY a.oid) AS sort_families
  FROM pg_amop a LEFT JOIN pg_opfamily sf ON sf.oid = a.amopsortfamily LEFT JOIN pg_namespace sn ON sn.oid = sf.opfnamespace
  WHERE a.amopfamily = f.oid AND NOT EXISTS (SELECT FROM pg_opclass o WHERE o.opcfamily = f.oid AND o.opcintype = a.amoplefttype)
) i ON true
LEFT JOIN LATERAL (
  SELECT array_agg(a.amprocnum ORDER BY a.oid) AS numbers, array_agg(a.amproclefttype ORDER BY a.oid) AS lefts, array_agg(a.amprocrighttype ORDER BY a.oid) AS rights,
         array_agg(a.amproc::oid ORDER BY a.oid) AS functions
  FROM pg_amproc a WHERE a.amprocfamily = f.oid AND NOT EXISTS (SELECT FROM pg_opclass o WHERE o.opcfamily = f.oid AND o.opcintype = a.amproclefttype)
) p ON true
LEFT JOIN pg_description d ON d.classoid = 'pg_opfamily'::regclass AND d.objoid = f.oid AND d.objsubid = 0
WHERE f.oid >= 16384
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT (i.strategies IS NULL AND p.numbers IS NULL AND d.description IS NULL
           AND EXISTS (SELECT FROM pg_opclass o WHERE o.opcfamily = f.oid AND o.opcname = f.opfname AND o.opcnamespace = f.opfnamespace))
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_opfamily'::regclass AND e.objid = f.oid AND e.deptype = 'e')
ORDER BY n.nspname, f.opfname, m.amname
