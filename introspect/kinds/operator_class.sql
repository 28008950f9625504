-- What the family holds for the type of the class: see operator_family.h of the model. Of two classes for one type the first by name has it.
SELECT n.nspname AS schema, o.opcname AS class, m.amname AS method, pg_get_userbyid(o.opcowner) AS owner, d.description AS comment, o.opcintype AS type,
       o.opcdefault AS is_default, o.opckeytype AS storage, fn.nspname AS family_schema, f.opfname AS family,
       i.strategies, i.operators, i.sort_schemas, i.sort_families, p.numbers, p.lefts, p.rights, p.functions
FROM pg_opclass o
JOIN pg_am m ON m.oid = o.opcmethod
JOIN pg_namespace n ON n.oid = o.opcnamespace
JOIN pg_opfamily f ON f.oid = o.opcfamily
JOIN pg_namespace fn ON fn.oid = f.opfnamespace
LEFT JOIN LATERAL (
  SELECT array_agg(a.amopstrategy ORDER BY a.oid) AS strategies, array_agg(a.amopopr ORDER BY a.oid) AS operators,
         array_agg(sn.nspname::text ORDER BY a.oid) AS sort_schemas, array_agg(sf.opfname::text ORDER BY a.oid) AS sort_families
  FROM pg_amop a LEFT JOIN pg_opfamily sf ON sf.oid = a.amopsortfamily LEFT JOIN pg_namespace sn ON sn.oid = sf.opfnamespace
  WHERE a.amopfamily = o.opcfamily AND a.amoplefttype = o.opcintype
) i ON true
LEFT JOIN LATERAL (
  SELECT array_agg(a.amprocnum ORDER BY a.oid) AS numbers, array_agg(a.amproclefttype ORDER BY a.oid) AS lefts, array_agg(a.amprocrighttype ORDER BY a.oid) AS rights,
         array_agg(a.amproc::oid ORDER BY a.oid) AS functions
  FROM pg_amproc a WHERE a.amprocfamily = o.opcfamily AND a.amproclefttype = o.opcintype
) p ON true
LEFT JOIN pg_description d ON d.classoid = 'pg_opclass'::regclass AND d.objoid = o.oid AND d.objsubid = 0
WHERE o.oid >= 16384
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_opclass'::regclass AND e.objid = o.oid AND e.deptype = 'e')
ORDER BY n.nspname, o.opcname, m.amname
