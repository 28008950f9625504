-- What is carried and reported only; relations that hold rows come from table.sql. `relation` is set for what belongs to a table.
-- Names as the compiler makes them from source: name and signature, types in format_type's words.
WITH
ns AS (
  SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
),
-- What came with an extension, and what comes with another object: a range type's constructors and casts.
part AS MATERIALIZED (
  SELECT classid, objid FROM pg_depend WHERE deptype IN ('e', 'i')
),
found(classid, objid, namespace, relation, what, name) AS (
  SELECT 'pg_rewrite'::regclass, r.oid, 0::oid, r.ev_class, 'rule', r.rulename FROM pg_rewrite r WHERE r.oid >= 16384 AND r.rulename <> '_RETURN'
  UNION ALL
  SELECT 'pg_foreign_data_wrapper'::regclass, w.oid, 0, 0, 'foreign-data wrapper', w.fdwname FROM pg_foreign_data_wrapper w
  UNION ALL
  SELECT 'pg_foreign_server'::regclass, s.oid, 0, 0, 'server', s.srvname FROM pg_foreign_server s
  UNION ALL
  -- The view and not pg_user_mapping, which only superusers may read.
  SELECT 'pg_user_mapping'::regclass, u.umid, 0, 0, 'user mapping', format('for %s server %s', u.usename, u.srvname) FROM pg_user_mappings u
  UNION ALL
  SELECT 'pg_seclabel'::regclass, l.objoid, 0, 0, 'security label', format('of %s on %s', l.provider, pg_describe_object(l.classoid, l.objoid, l.objsubid))
  FROM pg_seclabel l
)
SELECT ns.nspname AS schema, f.relation, f.what, f.name, d.description AS comment
FROM found f
LEFT JOIN ns ON ns.oid = f.namespace
LEFT JOIN pg_description d ON d.classoid = f.classid AND d.objoid = f.objid AND d.objsubid = 0
WHERE (f.namespace = 0 OR ns.oid IS NOT NULL)
  AND NOT EXISTS (SELECT FROM part p WHERE p.classid = f.classid AND p.objid = f.objid)
ORDER BY ns.nspname, f.relation, f.what, f.name
