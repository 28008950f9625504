-- Privileges of others than the owner, and, with no grantee, those that the owner lacks. NULL stands for the defaults of acldefault (acl.c), which give something
-- to others for types, routines and languages.
WITH g AS (
  SELECT 'schema' AS catalog, n.oid AS object, 0 AS attnum, 'n'::"char" AS type, n.nspowner AS owner, n.nspacl AS acl FROM pg_namespace n WHERE n.nspacl IS NOT NULL
  UNION ALL
  SELECT 'wrapper', w.oid, 0, 'F', w.fdwowner, w.fdwacl FROM pg_foreign_data_wrapper w WHERE w.fdwacl IS NOT NULL
  UNION ALL
  SELECT 'server', s.oid, 0, 'S', s.srvowner, s.srvacl FROM pg_foreign_server s WHERE s.srvacl IS NOT NULL
  UNION ALL
  SELECT 'relation', c.oid, 0, CASE c.relkind WHEN 'S' THEN 's'::"char" ELSE 'r' END, c.relowner, c.relacl FROM pg_class c WHERE c.relacl IS NOT NULL AND c.oid >= 16384
  UNION ALL
  SELECT 'relation', c.oid, a.attnum, 'c', c.relowner, a.attacl FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
  WHERE a.attacl IS NOT NULL AND NOT a.attisdropped AND a.attrelid >= 16384
  UNION ALL
  SELECT 'type', t.oid, 0, 'T', t.typowner, coalesce(t.typacl, acldefault('T', t.typowner)) FROM pg_type t
  WHERE t.oid >= 16384
    AND (t.typtype IN ('e', 'd', 'r', 'b') OR t.typtype = 'p' AND NOT t.typisdefined OR t.typtype = 'c' AND EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
  UNION ALL
  SELECT 'routine', p.oid, 0, 'f', p.proowner, coalesce(p.proacl, acldefault('f', p.proowner)) FROM pg_proc p WHERE p.oid >= 16384
  UNION ALL
  SELECT 'language', l.oid, 0, 'l', l.lanowner, coalesce(l.lanacl, acldefault('l', l.lanowner)) FROM pg_language l WHERE l.oid >= 16384
)
SELECT g.catalog, g.object, g.attnum, CASE x.grantee WHEN 0 THEN '' ELSE pg_get_userbyid(x.grantee) END AS grantee, x.privilege_type AS privilege,
       bool_or(x.is_grantable) AS grantable
FROM g, aclexplode(g.acl) x
WHERE x.grantee <> g.owner
GROUP BY g.catalog, g.object, g.attnum, x.grantee, x.privilege_type
UNION ALL
SELECT g.catalog, g.object, g.attnum, NULL, d.privilege_type, false
FROM g, aclexplode(acldefault(g.type, g.owner)) d
WHERE g.attnum = 0 AND d.grantee = g.owner
  AND NOT EXISTS (SELECT FROM aclexplode(g.acl) x WHERE x.grantee = g.owner AND x.privilege_type = d.privilege_type)
ORDER BY 1, 2, 3, 4, 5
