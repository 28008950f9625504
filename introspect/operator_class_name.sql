-- stores_other_type: the index column's type in pg_attribute is then what is stored, and not the type of the key (ConstructTupleDescriptor, index.c).
SELECT o.oid, n.nspname AS schema, o.opcname AS name, o.opcdefault AS is_default, o.opckeytype <> 0 OR m.amname = 'hash' AS stores_other_type
FROM pg_opclass o
JOIN pg_am m ON m.oid = o.opcmethod
JOIN pg_namespace n ON n.oid = o.opcnamespace
ORDER BY o.oid
