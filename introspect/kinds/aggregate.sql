-- Functions are told by schema, name and argument types, since they may be anybody's.
WITH fn AS (
  SELECT p.oid, n.nspname AS schema, p.proname AS name, p.proargtypes AS types FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
)
SELECT p.oid, n.nspname AS schema, p.proname AS name, d.description AS comment, pg_get_userbyid(p.proowner) AS owner,
       coalesce(p.proallargtypes::text, p.proargtypes::text) AS types, p.proargmodes::text[] AS modes, p.proargnames AS names, NULL::text[] AS defaults,
       a.aggkind AS kind, a.aggnumdirectargs AS direct_arguments, p.proparallel AS parallel,
       a.aggtranstype AS state_type, a.aggtransspace AS state_space, a.aggfinalextra AS final_extra, a.aggfinalmodify AS final_modify, a.agginitval AS initial,
       a.aggmtranstype AS moving_type, a.aggmtransspace AS moving_space, a.aggmfinalextra AS moving_final_extra, a.aggmfinalmodify AS moving_final_modify,
       a.aggminitval AS moving_initial,
       f1.schema AS function_schema, f1.name AS function_name, f1.types AS function_types,
       f2.schema AS final_schema, f2.name AS final_name, f2.types AS final_types,
       f3.schema AS combine_schema, f3.name AS combine_name, f3.types AS combine_types,
       f4.schema AS serialize_schema, f4.name AS serialize_name, f4.types AS serialize_types,
       f5.schema AS deserialize_schema, f5.name AS deserialize_name, f5.types AS deserialize_types,
       f6.schema AS moving_function_schema, f6.name AS moving_function_name, f6.types AS moving_function_types,
       f7.schema AS inverse_schema, f7.name AS inverse_name, f7.types AS inverse_types,
       f8.schema AS moving_final_schema, f8.name AS moving_final_name, f8.types AS moving_final_types,
       o.oprname AS sort_operator, os.nspname AS sort_operator_schema
FROM pg_aggregate a
JOIN pg_proc p ON p.oid = a.aggfnoid
JOIN pg_namespace n ON n.oid = p.pronamespace
LEFT JOIN fn f1 ON f1.oid = a.aggtransfn
LEFT JOIN fn f2 ON f2.oid = a.aggfinalfn
LEFT JOIN fn f3 ON f3.oid = a.aggcombinefn
LEFT JOIN fn f4 ON f4.oid = a.aggserialfn
LEFT JOIN fn f5 ON f5.oid = a.aggdeserialfn
LEFT JOIN fn f6 ON f6.oid = a.aggmtransfn
LEFT JOIN fn f7 ON f7.oid = a.aggminvtransfn
LEFT JOIN fn f8 ON f8.oid = a.aggmfinalfn
LEFT JOIN pg_operator o ON o.oid = a.aggsortop
LEFT JOIN pg_namespace os ON os.oid = o.oprnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_proc'::regclass AND d.objoid = p.oid AND d.objsubid = 0
WHERE p.oid >= 16384
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype IN ('e', 'i'))
ORDER BY p.oid
