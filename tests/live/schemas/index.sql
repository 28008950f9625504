CREATE EXTENSION pg_trgm;
CREATE TABLE t (
  id int, a int, b text, c varchar(20), d text COLLATE "C", e jsonb, f tsvector, g int[], h timestamptz, i uuid, j name, k char(5), l inet, m int4range, n boolean, o numeric,
  p cidr, q point, r text[], s oid, u bit(4)
);
CREATE INDEX plain ON t (a);
CREATE INDEX ON t (a, b);
CREATE UNIQUE INDEX uniquely ON t (id) INCLUDE (a, b);
CREATE INDEX ordered ON t (a DESC, b DESC NULLS LAST, c NULLS FIRST);
CREATE INDEX partial ON t (a) WHERE n AND a > 0;
CREATE INDEX expressed ON t (lower(b), (a + 1), c);
CREATE INDEX ON t (lower(c));
CREATE INDEX expressed_collated ON t (lower(b) COLLATE "C", (b || 'x') COLLATE "POSIX" DESC, lower(d), (d || b));
CREATE INDEX collated ON t (b COLLATE "C", d, d COLLATE "POSIX", c COLLATE "C");
CREATE INDEX patterns ON t (b text_pattern_ops, c varchar_pattern_ops, k bpchar_pattern_ops, j);
CREATE INDEX varchars ON t (c text_ops);
CREATE INDEX classes ON t (c bpchar_ops, s, p inet_ops, i, u, a int4_ops);
CREATE INDEX hashed ON t USING hash (b);
CREATE INDEX hashed_expression ON t USING hash (lower(b));
CREATE INDEX gin_default ON t USING gin (e, f, g, r);
CREATE INDEX gin_path ON t USING gin (e jsonb_path_ops) WITH (fastupdate = off);
CREATE INDEX gin_expression ON t USING gin (to_tsvector('english', b));
CREATE INDEX gin_json_expression ON t USING gin ((e -> 'x'), (e -> 'y') jsonb_path_ops);
CREATE INDEX gin_trgm ON t USING gin (b gin_trgm_ops);
CREATE INDEX gist_trgm ON t USING gist (b gist_trgm_ops (siglen = 32));
CREATE INDEX gist_ranges ON t USING gist (m, q);
CREATE INDEX gist_inet ON t USING gist (l inet_ops);
CREATE INDEX spgist_text ON t USING spgist (b);
CREATE INDEX brins ON t USING brin (h) WITH (pages_per_range = 32);
CREATE INDEX brin_minmax ON t USING brin (a int4_minmax_multi_ops, i uuid_bloom_ops (false_positive_rate = 0.05));
CREATE INDEX filled ON t (o) WITH (fillfactor = 50);
COMMENT ON INDEX plain IS 'an index';
CREATE INDEX included_only ON t (n) INCLUDE (h);
CREATE UNIQUE INDEX unique_expression ON t ((lower(c))) WHERE b IS NOT NULL;
--:since 15
CREATE UNIQUE INDEX no_nulls ON t (a, b) NULLS NOT DISTINCT;
--:end
