-- Rules other than a view's query. The definition is what stands behind the table in what the server prints: the condition, INSTEAD, and the actions.
SELECT r.ev_class AS relation, r.rulename AS name, d.description AS comment, r.ev_type AS event, r.ev_enabled AS enabled,
       substr(rtrim(x.text, ';'), length(format(E'CREATE RULE %I AS\n    ON %s TO %I.%I', r.rulename, e.word, n.nspname, c.relname)) + 1) AS definition
FROM pg_rewrite r
JOIN pg_class c ON c.oid = r.ev_class AND c.relpersistence <> 't'
JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (SELECT CASE r.ev_type WHEN '1' THEN 'SELECT' WHEN '2' THEN 'UPDATE' WHEN '3' THEN 'INSERT' ELSE 'DELETE' END) AS e(word)
CROSS JOIN LATERAL (SELECT pg_get_ruledef(r.oid, false)) AS x(text)
LEFT JOIN pg_description d ON d.classoid = 'pg_rewrite'::regclass AND d.objoid = r.oid AND d.objsubid = 0
WHERE r.oid >= 16384 AND r.rulename <> '_RETURN'
  AND NOT EXISTS (SELECT FROM pg_depend p WHERE p.classid = 'pg_rewrite'::regclass AND p.objid = r.oid AND p.deptype = 'e')
ORDER BY r.ev_class, r.rulename
