-- Security labels of what is an object of the schema. What names its object by itself (a publication) gives its name.
SELECT x.catalog, l.objoid AS object, l.objsubid AS attnum, l.provider, l.label,
       CASE x.catalog WHEN 'publication' THEN (SELECT pubname FROM pg_publication WHERE oid = l.objoid)
                      WHEN 'event trigger' THEN (SELECT evtname FROM pg_event_trigger WHERE oid = l.objoid) END AS name
FROM pg_seclabel l
JOIN (VALUES ('pg_namespace'::regclass, 'schema'), ('pg_class'::regclass, 'relation'), ('pg_type'::regclass, 'type'), ('pg_proc'::regclass, 'routine'),
             ('pg_language'::regclass, 'language'), ('pg_publication'::regclass, 'publication'), ('pg_event_trigger'::regclass, 'event trigger')) AS x(class, catalog)
  ON x.class = l.classoid
UNION ALL
SELECT 'subscription', l.objoid, 0, l.provider, l.label, s.subname
FROM pg_shseclabel l
JOIN pg_subscription s ON l.classoid = 'pg_subscription'::regclass AND s.oid = l.objoid
WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
ORDER BY 1, 2, 3, 4
