-- All relations that hold rows. Who is a partition or an heir of whom: inheritance.sql.
SELECT c.oid, n.nspname AS schema, c.relname AS name, d.description AS comment, pg_get_userbyid(c.relowner) AS owner,
       c.reloftype AS of_type, f.ftoptions AS foreign_options, v.srvname AS foreign_server,
       EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e') AS of_extension,
       c.relpersistence AS persistence, m.amname AS access_method, s.spcname AS tablespace, c.reloptions AS options, t.reloptions AS toast_options,
       c.relrowsecurity AS row_security, c.relforcerowsecurity AS force_row_security, c.relreplident AS replica_identity,
       i.replica_identity_index, i.cluster_index
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_foreign_table f ON f.ftrelid = c.oid
LEFT JOIN pg_foreign_server v ON v.oid = f.ftserver
LEFT JOIN pg_am m ON m.oid = c.relam
LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
LEFT JOIN pg_class t ON t.oid = c.reltoastrelid AND t.reloptions IS NOT NULL
LEFT JOIN (SELECT x.indrelid, min(k.relname::text) FILTER (WHERE x.indisreplident) AS replica_identity_index,
                  min(k.relname::text) FILTER (WHERE x.indisclustered) AS cluster_index
           FROM pg_index x JOIN pg_class k ON k.oid = x.indexrelid
           WHERE x.indisreplident OR x.indisclustered
           GROUP BY x.indrelid) i ON i.indrelid = c.oid
LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't'
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY n.nspname, c.relname
