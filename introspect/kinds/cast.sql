-- A range type's cast to its multirange is part of the type.
SELECT c.castsource AS source, c.casttarget AS target, c.castfunc AS function, c.castcontext AS context, c.castmethod AS method, d.description AS comment
FROM pg_cast c
LEFT JOIN pg_description d ON d.classoid = 'pg_cast'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE c.oid >= 16384
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_cast'::regclass AND e.objid = c.oid AND e.deptype IN ('e', 'i'))
ORDER BY c.castsource, c.casttarget
