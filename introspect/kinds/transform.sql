SELECT t.trftype AS type, l.lanname AS language, d.description AS comment, t.trffromsql::oid AS from_sql, t.trftosql::oid AS to_sql
FROM pg_transform t
JOIN pg_language l ON l.oid = t.trflang
LEFT JOIN pg_description d ON d.classoid = 'pg_transform'::regclass AND d.objoid = t.oid AND d.objsubid = 0
WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_transform'::regclass AND e.objid = t.oid AND e.deptype = 'e')
ORDER BY t.trftype, l.lanname
