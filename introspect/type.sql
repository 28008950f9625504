-- All types (OIDs of columns, domains and sequences point here), arrays under the name of their element.
SELECT t.oid, n.nspname AS schema, coalesce(e.typname, t.typname) AS name, e.oid IS NOT NULL AS is_array,
       t.typcollation AS collation, t.typstorage AS storage
FROM pg_type t
LEFT JOIN pg_type e ON e.oid = t.typelem AND e.typarray = t.oid
JOIN pg_namespace n ON n.oid = coalesce(e.typnamespace, t.typnamespace)
ORDER BY t.oid
