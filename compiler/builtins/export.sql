-- The catalogs of one server as tab-separated rows, one section for each file of this folder. Run by `export` (which see) in a database where all contrib
-- extensions have been created; the first column of a row is the extension that it belongs to, empty for PostgreSQL itself.
-- Types are written by their pg_type name, arrays as "name[]". Needs psql; the lines "-- section" name the output file.

CREATE TEMP TABLE member AS
  SELECT d.classid, d.objid, e.extname FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass
  WHERE d.deptype = 'e' AND e.extname <> 'plpgsql';
CREATE INDEX ON member (classid, objid);
ANALYZE member;
CREATE FUNCTION pg_temp.extension(classid oid, objid oid) RETURNS text LANGUAGE sql STABLE AS
  $$SELECT coalesce((SELECT extname FROM member m WHERE m.classid = $1 AND m.objid = $2), '')$$;
-- The schema information_schema counts as an extension that every database has.
CREATE FUNCTION pg_temp.owner_of(classid oid, objid oid, namespace oid) RETURNS text LANGUAGE sql STABLE AS
  $$SELECT CASE WHEN $3 = 'information_schema'::regnamespace THEN 'information_schema' ELSE pg_temp.extension($1, $2) END$$;
CREATE FUNCTION pg_temp.type_name(oid) RETURNS text LANGUAGE sql STABLE AS
  $$SELECT CASE WHEN t.oid = e.typarray THEN e.typname || '[]' ELSE t.typname END FROM pg_type t LEFT JOIN pg_type e ON e.oid = t.typelem WHERE t.oid = $1$$;
CREATE FUNCTION pg_temp.type_names(oid[]) RETURNS text LANGUAGE sql STABLE AS
  $$SELECT coalesce(string_agg(pg_temp.type_name(t), ',' ORDER BY i), '') FROM unnest($1) WITH ORDINALITY u(t, i)$$;

-- section type.tsv: extension name shape category preferred element collatable storage typmod over
--   over: of a range its subtype, of a multirange its range, of a domain its base type
SELECT pg_temp.owner_of('pg_type'::regclass, t.oid, t.typnamespace), t.typname, t.typtype, t.typcategory, CASE WHEN t.typispreferred THEN 'p' ELSE '' END,
       CASE WHEN t.typelem <> 0 AND t.typsubscript::text <> '-' THEN pg_temp.type_name(t.typelem) ELSE '' END,
       CASE WHEN t.typcollation = 0 THEN '' WHEN t.typcollation = 100 THEN 'c' ELSE 'C' END, t.typstorage, CASE WHEN t.typmodin <> 0 THEN 'm' ELSE '' END,
       coalesce(CASE t.typtype WHEN 'd' THEN pg_temp.type_name(t.typbasetype) ELSE
         (SELECT pg_temp.type_name(r.rngsubtype) FROM pg_range r WHERE r.rngtypid = t.oid) END,
         (SELECT pg_temp.type_name(r.rngtypid) FROM pg_range r WHERE r.rngmultitypid = t.oid), '')
FROM pg_type t LEFT JOIN pg_type e ON e.oid = t.typelem LEFT JOIN pg_class c ON c.oid = t.typrelid
WHERE (t.typnamespace = 'pg_catalog'::regnamespace OR pg_temp.owner_of('pg_type'::regclass, t.oid, t.typnamespace) <> '') AND (e.oid IS NULL OR e.typarray <> t.oid)
  AND (t.typtype <> 'c' OR (c.relkind = 'c' AND pg_temp.extension('pg_type'::regclass, t.oid) <> ''));

-- section proc.tsv: extension name kind arguments result set variadic volatility defaults argument_names outs
--   kind: f function, p procedure, w window function, a n-ary o h: normal, ordered-set, hypothetical-set aggregate (with the number of direct arguments)
--   defaults: the texts of the defaults of the last arguments, joined by chr(31); outs: of functions with OUT or TABLE columns, "name type" joined by ","
SELECT pg_temp.extension('pg_proc'::regclass, p.oid), p.proname,
       CASE WHEN p.prokind = 'a' THEN (SELECT CASE a.aggkind WHEN 'n' THEN 'a' ELSE a.aggkind::text || a.aggnumdirectargs END FROM pg_aggregate a WHERE a.aggfnoid = p.oid)
            ELSE p.prokind::text END,
       pg_temp.type_names(p.proargtypes::oid[]), pg_temp.type_name(p.prorettype), CASE WHEN p.proretset THEN 's' ELSE '' END,
       CASE WHEN p.provariadic <> 0 THEN 'v' ELSE '' END, p.provolatile,
       (SELECT coalesce(string_agg(coalesce(pg_get_function_arg_default(p.oid, i), ''), chr(31) ORDER BY i), '')
        FROM generate_series(p.pronargs - p.pronargdefaults + 1, p.pronargs) i),
       CASE WHEN p.proallargtypes IS NULL THEN coalesce(array_to_string(p.proargnames, ','), '')
            ELSE coalesce((SELECT string_agg(n, ',' ORDER BY i) FROM unnest(p.proargnames, p.proargmodes) WITH ORDINALITY u(n, m, i) WHERE m IN ('i', 'b', 'v')), '') END,
       coalesce((SELECT string_agg(coalesce(n, '') || ' ' || pg_temp.type_name(t), ',' ORDER BY i)
                 FROM unnest(p.proargnames, p.proargmodes, p.proallargtypes) WITH ORDINALITY u(n, m, t, i) WHERE m IN ('o', 'b', 't')), '')
FROM pg_proc p
WHERE (p.pronamespace = 'pg_catalog'::regnamespace OR pg_temp.extension('pg_proc'::regclass, p.oid) <> '');

-- section relation.tsv: extension name columns   (tables and views; columns: "name type" joined by ",")
SELECT pg_temp.owner_of('pg_class'::regclass, c.oid, c.relnamespace), c.relname,
       (SELECT string_agg(a.attname || ' ' || pg_temp.type_name(a.atttypid), ',' ORDER BY a.attnum)
        FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
FROM pg_class c
WHERE c.relkind IN ('r', 'v') AND (c.relnamespace = 'pg_catalog'::regnamespace OR pg_temp.owner_of('pg_class'::regclass, c.oid, c.relnamespace) <> '');

-- section operator.tsv: extension name left right result function
SELECT pg_temp.extension('pg_operator'::regclass, o.oid), o.oprname, CASE WHEN o.oprleft = 0 THEN '' ELSE pg_temp.type_name(o.oprleft) END,
       pg_temp.type_name(o.oprright), pg_temp.type_name(o.oprresult), f.proname
FROM pg_operator o JOIN pg_proc f ON f.oid = o.oprcode
WHERE (o.oprnamespace = 'pg_catalog'::regnamespace OR pg_temp.extension('pg_operator'::regclass, o.oid) <> '') AND o.oprresult <> 0;

-- section cast.tsv: extension source target context method function arguments
SELECT pg_temp.extension('pg_cast'::regclass, c.oid), pg_temp.type_name(c.castsource), pg_temp.type_name(c.casttarget), c.castcontext, c.castmethod,
       coalesce(p.proname, ''), coalesce(p.pronargs::text, '')
FROM pg_cast c LEFT JOIN pg_proc p ON p.oid = c.castfunc;

-- section opclass.tsv: extension method name type default
SELECT pg_temp.extension('pg_opclass'::regclass, c.oid), a.amname, c.opcname, pg_temp.type_name(c.opcintype), CASE WHEN c.opcdefault THEN 'd' ELSE '' END
FROM pg_opclass c JOIN pg_am a ON a.oid = c.opcmethod;

-- section am.tsv: extension name type
SELECT pg_temp.extension('pg_am'::regclass, a.oid), a.amname, a.amtype FROM pg_am a;

-- section collation.tsv: extension name   (those that every server has; what the operating system or ICU adds differs between machines)
SELECT '', c.collname FROM pg_collation c
WHERE c.collnamespace = 'pg_catalog'::regnamespace AND (c.collprovider IN ('d', 'b') OR c.collname IN ('C', 'POSIX', 'ucs_basic', 'unicode'));

-- section extension.tsv: extension name   (those whose objects are in these tables, and those that have none of them)
SELECT '', e.extname FROM pg_extension e;
