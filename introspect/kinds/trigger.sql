-- Triggers that stand for themselves: not those of foreign keys, and not those that a partition has from its parent. The condition of WHEN is about two
-- rows, which pg_get_expr cannot print: it is taken out of the whole definition.
SELECT t.tgrelid AS relation, t.tgname AS name, d.description AS comment, t.tgtype::int AS type, t.tgenabled AS enabled, n.nspname AS function_schema,
       p.proname AS function, t.tgattr::text AS columns, t.tgconstraint <> 0 AS is_constraint, t.tgdeferrable AS deferrable,
       t.tginitdeferred AS deferred, t.tgconstrrelid AS referenced, t.tgoldtable AS old_table, t.tgnewtable AS new_table,
       encode(t.tgargs, 'hex') AS arguments, t.tgqual IS NOT NULL AS has_when,
       substring(pg_get_triggerdef(t.oid, false) from ' FOR EACH (?:ROW|STATEMENT) WHEN \((.*)\) EXECUTE FUNCTION ') AS when_expression
FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid AND c.relpersistence <> 't'
JOIN pg_proc p ON p.oid = t.tgfoid
JOIN pg_namespace n ON n.oid = p.pronamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_trigger'::regclass AND d.objoid = t.oid AND d.objsubid = 0
WHERE NOT t.tgisinternal AND t.tgparentid = 0
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_trigger'::regclass AND e.objid = t.oid AND e.deptype = 'e')
ORDER BY t.tgrelid, t.tgname
