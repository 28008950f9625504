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
  SELECT 'pg_class'::regclass, c.oid, c.relnamespace, 0::oid, CASE c.relkind WHEN 'v' THEN 'view' ELSE 'materialized view' END, c.relname::text
  FROM pg_class c WHERE c.relkind IN ('v', 'm') AND c.relpersistence <> 't'
  UNION ALL
  SELECT 'pg_proc'::regclass, p.oid, p.pronamespace, 0, CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END,
         format('%s(%s)', p.proname, oidvectortypes(p.proargtypes))
  FROM pg_proc p
  WHERE p.oid >= 16384
  UNION ALL
  SELECT 'pg_type'::regclass, t.oid, t.typnamespace, 0, CASE t.typtype WHEN 'r' THEN 'range type' ELSE 'base type' END, t.typname
  FROM pg_type t
  WHERE t.oid >= 16384
    AND (t.typtype = 'r' OR t.typtype = 'p' OR t.typtype = 'b' AND NOT EXISTS (SELECT FROM pg_type e WHERE e.oid = t.typelem AND e.typarray = t.oid))
  UNION ALL
  SELECT 'pg_trigger'::regclass, t.oid, 0, t.tgrelid, 'trigger', t.tgname FROM pg_trigger t WHERE NOT t.tgisinternal
  UNION ALL
  SELECT 'pg_policy'::regclass, p.oid, 0, p.polrelid, 'policy', p.polname FROM pg_policy p
  UNION ALL
  SELECT 'pg_rewrite'::regclass, r.oid, 0, r.ev_class, 'rule', r.rulename FROM pg_rewrite r WHERE r.oid >= 16384 AND r.rulename <> '_RETURN'
  UNION ALL
  SELECT 'pg_statistic_ext'::regclass, s.oid, s.stxnamespace, 0, 'statistics', s.stxname FROM pg_statistic_ext s
  UNION ALL
  SELECT 'pg_collation'::regclass, c.oid, c.collnamespace, 0, 'collation', c.collname FROM pg_collation c WHERE c.oid >= 16384
  UNION ALL
  SELECT 'pg_conversion'::regclass, c.oid, c.connamespace, 0, 'conversion', c.conname FROM pg_conversion c WHERE c.oid >= 16384
  UNION ALL
  -- An operator without its function is only a promise that another operator's COMMUTATOR or NEGATOR made.
  SELECT 'pg_operator'::regclass, o.oid, o.oprnamespace, 0, 'operator',
         format('%s(%s, %s)', o.oprname, CASE o.oprleft WHEN 0 THEN 'NONE' ELSE format_type(o.oprleft, NULL) END, format_type(o.oprright, NULL))
  FROM pg_operator o WHERE o.oid >= 16384 AND o.oprcode <> 0
  UNION ALL
  SELECT 'pg_opclass'::regclass, o.oid, o.opcnamespace, 0, 'operator class', format('%s using %s', o.opcname, m.amname)
  FROM pg_opclass o JOIN pg_am m ON m.oid = o.opcmethod WHERE o.oid >= 16384
  UNION ALL
  -- CREATE OPERATOR CLASS makes a family of its name when none is given.
  SELECT 'pg_opfamily'::regclass, f.oid, f.opfnamespace, 0, 'operator family', format('%s using %s', f.opfname, m.amname)
  FROM pg_opfamily f JOIN pg_am m ON m.oid = f.opfmethod
  WHERE f.oid >= 16384
    AND NOT EXISTS (SELECT FROM pg_opclass o WHERE o.opcfamily = f.oid AND o.opcname = f.opfname AND o.opcnamespace = f.opfnamespace)
  UNION ALL
  SELECT 'pg_ts_config'::regclass, c.oid, c.cfgnamespace, 0, 'text search configuration', c.cfgname FROM pg_ts_config c WHERE c.oid >= 16384
  UNION ALL
  SELECT 'pg_ts_dict'::regclass, d.oid, d.dictnamespace, 0, 'text search dictionary', d.dictname FROM pg_ts_dict d WHERE d.oid >= 16384
  UNION ALL
  SELECT 'pg_ts_parser'::regclass, p.oid, p.prsnamespace, 0, 'text search parser', p.prsname FROM pg_ts_parser p WHERE p.oid >= 16384
  UNION ALL
  SELECT 'pg_ts_template'::regclass, t.oid, t.tmplnamespace, 0, 'text search template', t.tmplname FROM pg_ts_template t WHERE t.oid >= 16384
  UNION ALL
  SELECT 'pg_cast'::regclass, c.oid, 0, 0, 'cast', format('(%s AS %s)', format_type(c.castsource, NULL), format_type(c.casttarget, NULL))
  FROM pg_cast c WHERE c.oid >= 16384
  UNION ALL
  SELECT 'pg_transform'::regclass, t.oid, 0, 0, 'transform', format('for %s language %s', format_type(t.trftype, NULL), l.lanname)
  FROM pg_transform t JOIN pg_language l ON l.oid = t.trflang
  UNION ALL
  SELECT 'pg_language'::regclass, l.oid, 0, 0, 'language', l.lanname FROM pg_language l WHERE l.oid >= 16384
  UNION ALL
  SELECT 'pg_am'::regclass, m.oid, 0, 0, 'access method', m.amname FROM pg_am m WHERE m.oid >= 16384
  UNION ALL
  SELECT 'pg_event_trigger'::regclass, t.oid, 0, 0, 'event trigger', t.evtname FROM pg_event_trigger t
  UNION ALL
  SELECT 'pg_publication'::regclass, p.oid, 0, 0, 'publication', p.pubname FROM pg_publication p
  UNION ALL
  SELECT 'pg_subscription'::regclass, s.oid, 0, 0, 'subscription', s.subname
  FROM pg_subscription s WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
  UNION ALL
  SELECT 'pg_default_acl'::regclass, a.oid, 0, 0, 'default privileges',
         concat_ws(' ', 'for', pg_get_userbyid(a.defaclrole), 'in schema ' || (SELECT nspname FROM pg_namespace WHERE oid = a.defaclnamespace), 'on',
                   CASE a.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions' WHEN 'T' THEN 'types'
                        WHEN 'n' THEN 'schemas' ELSE 'large objects' END)
  FROM pg_default_acl a
)
SELECT ns.nspname AS schema, f.relation, f.what, f.name, d.description AS comment
FROM found f
LEFT JOIN ns ON ns.oid = f.namespace
LEFT JOIN pg_description d ON d.classoid = f.classid AND d.objoid = f.objid AND d.objsubid = 0
WHERE (f.namespace = 0 OR ns.oid IS NOT NULL)
  AND NOT EXISTS (SELECT FROM part p WHERE p.classid = f.classid AND p.objid = f.objid)
ORDER BY ns.nspname, f.relation, f.what, f.name
