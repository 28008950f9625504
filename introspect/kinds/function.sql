-- defaults: one for each argument of proallargtypes, NULL where it has none. Constructors of range types and the like come with their type.
SELECT p.oid, n.nspname AS schema, p.proname AS name, d.description AS comment, pg_get_userbyid(p.proowner) AS owner,
       coalesce(p.proallargtypes::text, p.proargtypes::text) AS types, p.proargmodes::text[] AS modes, p.proargnames AS names,
       ARRAY(SELECT pg_get_function_arg_default(p.oid, i) FROM generate_series(1, coalesce(array_length(p.proallargtypes, 1), p.pronargs)) i) AS defaults,
       p.prorettype AS returns, p.proretset AS returns_set, l.lanname AS language, p.prokind = 'w' AS window, p.provolatile AS volatility,
       p.proisstrict AS strict, p.proleakproof AS leakproof, p.prosecdef AS security_definer, p.proparallel AS parallel,
       p.procost::text AS cost, p.prorows::text AS rows, sn.nspname AS support_schema, s.proname AS support, p.proconfig AS config,
       p.protrftypes AS transforms, p.prosrc AS body, p.probin AS object_file, pg_get_function_sqlbody(p.oid) AS sql_body
FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
JOIN pg_language l ON l.oid = p.prolang
LEFT JOIN pg_proc s ON p.prosupport <> 0 AND s.oid = p.prosupport
LEFT JOIN pg_namespace sn ON sn.oid = s.pronamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_proc'::regclass AND d.objoid = p.oid AND d.objsubid = 0
WHERE p.prokind IN ('f', 'w') AND p.oid >= 16384
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype IN ('e', 'i'))
ORDER BY p.oid
