-- For each type and access method the operator class that an index takes when none is named: GetDefaultOpClass (indexcmds.c) and IsBinaryCoercible
-- (parse_coerce.c) as one query. Row types of tables are left out unless a column is of them: there are as many as tables.
WITH RECURSIVE
base(type, base) AS (  -- a domain counts as what it is over
  SELECT t.oid, t.oid
  FROM pg_type t
  WHERE t.oid < 16384 AND t.typrelid = 0
     OR t.oid IN (SELECT d.refobjid FROM pg_depend d WHERE d.refclassid = 'pg_type'::regclass AND d.classid = 'pg_class'::regclass AND d.objsubid > 0)
  UNION ALL
  SELECT b.type, t.typbasetype FROM base b JOIN pg_type t ON t.oid = b.base WHERE t.typtype = 'd'
),
key_type AS MATERIALIZED (
  SELECT b.type, t.oid, t.typcategory,
         CASE WHEN t.typtype = 'e' THEN 'anyenum'
              WHEN t.typtype = 'r' THEN 'anyrange'
              WHEN t.typtype = 'm' THEN 'anymultirange'
              WHEN t.typtype = 'c' THEN 'record'
              WHEN EXISTS (SELECT FROM pg_type e WHERE e.oid = t.typelem AND e.typarray = t.oid) THEN 'anyarray'
         END AS family
  FROM base b JOIN pg_type t ON t.oid = b.base WHERE t.typtype <> 'd'
),
opclass AS MATERIALIZED (
  SELECT o.oid, o.opcmethod AS method, i.oid AS input, i.typname, i.typcategory, i.typispreferred
  FROM pg_opclass o JOIN pg_type i ON i.oid = o.opcintype WHERE o.opcdefault
),
candidate(type, method, opclass, distance) AS (
  SELECT k.type, o.method, o.oid, 1 FROM key_type k JOIN opclass o ON o.input = k.oid
  UNION ALL
  SELECT k.type, o.method, o.oid, CASE WHEN o.typispreferred AND o.typcategory = k.typcategory THEN 2 ELSE 3 END
  FROM key_type k
  JOIN pg_cast c ON c.castsource = k.oid AND c.castmethod = 'b' AND c.castcontext = 'i'
  JOIN opclass o ON o.input = c.casttarget
  UNION ALL
  SELECT k.type, o.method, o.oid, 3 FROM key_type k JOIN opclass o ON o.typname = k.family OR o.typname = 'any'
)
SELECT c.type, c.method, min(c.opclass::bigint) AS opclass
FROM (SELECT type, method, opclass, rank() OVER (PARTITION BY type, method ORDER BY distance) AS place FROM candidate) c
WHERE c.place = 1
GROUP BY c.type, c.method
HAVING count(*) = 1
ORDER BY c.type, c.method
