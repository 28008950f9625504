-- The operators that operators and operator classes of the schema name. A prefix operator has no left side.
WITH used(operator) AS (
  SELECT unnest(ARRAY[o.oprcom, o.oprnegate]) FROM pg_operator o WHERE o.oid >= 16384
  UNION SELECT a.amopopr FROM pg_amop a WHERE a.oid >= 16384
)
SELECT o.oid, n.nspname AS schema,
       format('%s(%s, %s)', o.oprname, CASE o.oprleft WHEN 0 THEN 'NONE' ELSE format_type(o.oprleft, NULL) END, format_type(o.oprright, NULL)) AS name
FROM pg_operator o
JOIN pg_namespace n ON n.oid = o.oprnamespace
WHERE o.oid IN (SELECT operator FROM used)
ORDER BY o.oid
