-- conparentid: towards a partitioned table there is one more constraint per partition; those are parts of the one that was declared.
SELECT c.conrelid AS relation, c.conname AS name, d.description AS comment, c.conkey AS keys, c.confrelid AS referenced_relation,
       c.confkey AS referenced_keys, c.confmatchtype AS match, c.confupdtype AS on_update, c.confdeltype AS on_delete,
--:since 15
       c.confdelsetcols AS on_delete_keys,
--:until 14
       NULL AS on_delete_keys,
--:end
       c.condeferrable AS deferrable, c.condeferred AS deferred, c.convalidated AS valid,
--:since 18
       c.conenforced AS enforced, c.conperiod AS period
--:until 17
       true AS enforced, false AS period
--:end
FROM pg_constraint c
LEFT JOIN pg_description d ON d.classoid = 'pg_constraint'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE c.contype = 'f' AND c.conparentid = 0 AND c.conrelid >= 16384
ORDER BY c.conrelid, c.conname
