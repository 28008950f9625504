-- One element of the arrays for each dictionary of each token type, in the order of tokens and dictionaries.
SELECT n.nspname AS schema, c.cfgname AS name, pg_get_userbyid(c.cfgowner) AS owner, d.description AS comment,
       pn.nspname AS parser_schema, p.prsname AS parser, m.tokens, m.dictionary_schemas, m.dictionaries
FROM pg_ts_config c
JOIN pg_namespace n ON n.oid = c.cfgnamespace
JOIN pg_ts_parser p ON p.oid = c.cfgparser
JOIN pg_namespace pn ON pn.oid = p.prsnamespace
LEFT JOIN LATERAL (
  SELECT array_agg(t.alias::text ORDER BY t.alias, m.mapseqno) AS tokens, array_agg(dn.nspname::text ORDER BY t.alias, m.mapseqno) AS dictionary_schemas,
         array_agg(i.dictname::text ORDER BY t.alias, m.mapseqno) AS dictionaries
  FROM pg_ts_config_map m
  JOIN ts_token_type(c.cfgparser) t ON t.tokid = m.maptokentype
  JOIN pg_ts_dict i ON i.oid = m.mapdict
  JOIN pg_namespace dn ON dn.oid = i.dictnamespace
  WHERE m.mapcfg = c.oid
) m ON true
LEFT JOIN pg_description d ON d.classoid = 'pg_ts_config'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_ts_config'::regclass AND e.objid = c.oid AND e.deptype = 'e')
ORDER BY n.nspname, c.cfgname
