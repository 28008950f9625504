-- An operator without its function is only a promise that another operator's COMMUTATOR or NEGATOR made.
SELECT n.nspname AS schema, o.oprname AS operator, pg_get_userbyid(o.oprowner) AS owner, d.description AS comment, o.oprleft AS left_type, o.oprright AS right_type,
       o.oprcode::oid AS function, o.oprcom AS commutator, o.oprnegate AS negator, o.oprrest::oid AS restrict_function, o.oprjoin::oid AS join_function,
       o.oprcanhash AS hashes, o.oprcanmerge AS merges
FROM pg_operator o
JOIN pg_namespace n ON n.oid = o.oprnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_operator'::regclass AND d.objoid = o.oid AND d.objsubid = 0
WHERE o.oid >= 16384 AND o.oprcode <> 0
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_operator'::regclass AND e.objid = o.oid AND e.deptype = 'e')
ORDER BY n.nspname, o.oprname, o.oprleft, o.oprright
