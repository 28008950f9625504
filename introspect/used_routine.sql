-- The functions that other objects than expressions name: of operators, casts, operator classes, text search, languages, access methods, types.
-- Few of the thousands that there are.
WITH used(routine) AS (
  SELECT unnest(ARRAY[o.oprcode, o.oprrest, o.oprjoin]::oid[]) FROM pg_operator o WHERE o.oid >= 16384
  UNION SELECT c.castfunc FROM pg_cast c WHERE c.oid >= 16384
  UNION SELECT a.amproc FROM pg_amproc a WHERE a.oid >= 16384
  UNION SELECT unnest(ARRAY[r.rngcanonical, r.rngsubdiff]::oid[]) FROM pg_range r WHERE r.rngtypid >= 16384
  UNION SELECT unnest(ARRAY[p.prsstart, p.prstoken, p.prsend, p.prsheadline, p.prslextype]::oid[]) FROM pg_ts_parser p WHERE p.oid >= 16384
  UNION SELECT unnest(ARRAY[t.tmplinit, t.tmpllexize]::oid[]) FROM pg_ts_template t WHERE t.oid >= 16384
  UNION SELECT unnest(ARRAY[l.lanplcallfoid, l.laninline, l.lanvalidator]) FROM pg_language l WHERE l.oid >= 16384
  UNION SELECT m.amhandler FROM pg_am m WHERE m.oid >= 16384
  UNION SELECT c.conproc FROM pg_conversion c WHERE c.oid >= 16384
  UNION SELECT unnest(ARRAY[t.trffromsql, t.trftosql]::oid[]) FROM pg_transform t
  UNION SELECT unnest(ARRAY[t.typinput, t.typoutput, t.typreceive, t.typsend, t.typmodin, t.typmodout, t.typanalyze, t.typsubscript]::oid[])
    FROM pg_type t WHERE t.oid >= 16384 AND t.typtype = 'b'
)
SELECT p.oid, n.nspname AS schema, format('%s(%s)', p.proname, oidvectortypes(p.proargtypes)) AS name
FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.oid IN (SELECT routine FROM used)
ORDER BY p.oid
