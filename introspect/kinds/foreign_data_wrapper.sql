-- Wrappers of extensions come with them. Functions as their keys have it: name and types of the arguments.
SELECT w.oid, w.fdwname AS name, d.description AS comment, pg_get_userbyid(w.fdwowner) AS owner, w.fdwoptions AS options,
       hn.nspname AS handler_schema, h.proname AS handler, vn.nspname AS validator_schema, v.proname AS validator
FROM pg_foreign_data_wrapper w
LEFT JOIN pg_proc h ON h.oid = w.fdwhandler
LEFT JOIN pg_namespace hn ON hn.oid = h.pronamespace
LEFT JOIN pg_proc v ON v.oid = w.fdwvalidator
LEFT JOIN pg_namespace vn ON vn.oid = v.pronamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_foreign_data_wrapper'::regclass AND d.objoid = w.oid AND d.objsubid = 0
WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_foreign_data_wrapper'::regclass AND e.objid = w.oid AND e.deptype = 'e')
ORDER BY w.fdwname
