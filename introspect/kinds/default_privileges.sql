-- What the role itself gets is listed only where it is stated for one schema, or grantable; for all schemas together what it no longer gets is
-- (acldefault, acl.c; its letters for sequences differ).
SELECT pg_get_userbyid(a.defaclrole) AS role, n.nspname AS schema, a.defaclobjtype AS object_type, g.grantees, g.privileges, g.grantable,
       CASE WHEN a.defaclnamespace = 0 THEN
         ARRAY(SELECT x.privilege_type FROM aclexplode(acldefault(CASE a.defaclobjtype WHEN 'S' THEN 's' ELSE a.defaclobjtype END::"char", a.defaclrole)) x
               WHERE x.grantee = a.defaclrole
               EXCEPT SELECT x.privilege_type FROM aclexplode(a.defaclacl) x WHERE x.grantee = a.defaclrole
               ORDER BY 1)
       END AS revoked_from_role
FROM pg_default_acl a
LEFT JOIN pg_namespace n ON n.oid = a.defaclnamespace
LEFT JOIN LATERAL (
  SELECT array_agg(e.grantee ORDER BY e.grantee, e.privilege) AS grantees, array_agg(e.privilege ORDER BY e.grantee, e.privilege) AS privileges,
         array_agg(e.grantable ORDER BY e.grantee, e.privilege) AS grantable
  FROM (SELECT CASE x.grantee WHEN 0 THEN '' ELSE pg_get_userbyid(x.grantee)::text END AS grantee, x.privilege_type AS privilege, bool_or(x.is_grantable) AS grantable
        FROM aclexplode(a.defaclacl) x
        WHERE a.defaclnamespace <> 0 OR x.grantee <> a.defaclrole
        GROUP BY 1, 2) e
) g ON true
ORDER BY role, n.nspname, a.defaclobjtype
