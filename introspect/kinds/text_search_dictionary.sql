SELECT n.nspname AS schema, t.dictname AS name, pg_get_userbyid(t.dictowner) AS owner, d.description AS comment,
       tn.nspname AS template_schema, m.tmplname AS template, t.dictinitoption AS options
FROM pg_ts_dict t
JOIN pg_namespace n ON n.oid = t.dictnamespace
JOIN pg_ts_template m ON m.oid = t.dicttemplate
JOIN pg_namespace tn ON tn.oid = m.tmplnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_ts_dict'::regclass AND d.objoid = t.oid AND d.objsubid = 0
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_ts_dict'::regclass AND e.objid = t.oid AND e.deptype = 'e')
ORDER BY n.nspname, t.dictname
