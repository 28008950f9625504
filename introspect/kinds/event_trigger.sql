SELECT t.evtname AS name, d.description AS comment, pg_get_userbyid(t.evtowner) AS owner, t.evtevent AS event, t.evttags AS tags, t.evtenabled AS enabled,
       n.nspname AS function_schema, p.proname AS function
FROM pg_event_trigger t
JOIN pg_proc p ON p.oid = t.evtfoid
JOIN pg_namespace n ON n.oid = p.pronamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_event_trigger'::regclass AND d.objoid = t.oid AND d.objsubid = 0
WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_event_trigger'::regclass AND e.objid = t.oid AND e.deptype = 'e')
ORDER BY t.evtname
