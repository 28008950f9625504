CREATE TABLE numbers (
  a smallint, b integer, c bigint, d numeric, e numeric(10), f numeric(10,2), g real, h double precision, i float(3), j money, k boolean, l oid
);
CREATE TABLE texts (
  a text, b varchar, c varchar(20), d char, e char(5), f bpchar, g name, h "char", i bytea, j bit, k bit(4), l bit varying, m bit varying(8),
  n text COLLATE "C", o varchar(10) COLLATE "POSIX", p text[], q varchar(7)[], r text[][] COLLATE "C"
);
CREATE TABLE times (
  a date, b time, c time(3), d timetz, e time(0) with time zone, f timestamp, g timestamp(6), h timestamptz, i timestamp(3) with time zone,
  j interval, k interval(2), l interval day to second, m interval hour to minute, n interval second(3), o interval year
);
CREATE TYPE plain_row AS (x int);
CREATE TABLE others (
  a uuid, b json, c jsonb, d xml, e inet, f cidr, g macaddr, h point, i tsvector, j tsquery, k int4range, l tstzrange, m int4multirange,
  n regclass, o pg_lsn, p int[], q jsonpath, r box, s plain_row
);
CREATE TABLE not_nulls (
  a int NOT NULL, b int CONSTRAINT b_is_there NOT NULL, c int PRIMARY KEY, d int
);
ALTER TABLE not_nulls ALTER COLUMN d SET NOT NULL;
CREATE TABLE defaults (
  a int DEFAULT 1, b int DEFAULT -1, c text DEFAULT 'x', d varchar(5) DEFAULT 'it''s', e boolean DEFAULT true, f timestamptz DEFAULT now(),
  g timestamp DEFAULT CURRENT_TIMESTAMP, h date DEFAULT CURRENT_DATE, i numeric(5,2) DEFAULT 0, j bigint DEFAULT 0, k jsonb DEFAULT '{}', l text[] DEFAULT '{}',
  m text[] DEFAULT ARRAY[]::text[], n interval DEFAULT '1 day', o double precision DEFAULT 1.5, p uuid DEFAULT gen_random_uuid(), q text DEFAULT NULL,
  r timestamp DEFAULT timezone('utc', now()), s int DEFAULT (1 + 2) * 3, t text DEFAULT 'a' || 'b', u bytea DEFAULT '\x00', v date DEFAULT '2020-01-31',
  w text DEFAULT CURRENT_USER, x char(3) DEFAULT 'abc', y bit(3) DEFAULT B'101', z timestamptz DEFAULT '2020-01-31 12:00:00+00'
);
CREATE TABLE generated (
  a int, b int GENERATED ALWAYS AS (a * 2) STORED, c text, d text GENERATED ALWAYS AS (upper(c)) STORED
);
--:since 18
CREATE TABLE virtual (a int, b int GENERATED ALWAYS AS (a * 2) VIRTUAL, c int GENERATED ALWAYS AS (a + 1));
CREATE TABLE not_nulls_18 (a int, b int, c int, CONSTRAINT a_there NOT NULL a, CONSTRAINT b_there NOT NULL b NO INHERIT);
ALTER TABLE not_nulls_18 ADD CONSTRAINT c_there NOT NULL c NOT VALID;
COMMENT ON CONSTRAINT a_there ON not_nulls_18 IS 'always';
--:end
CREATE TABLE stored (a text, b text, c text, d text, e int);
ALTER TABLE stored ALTER a SET STORAGE EXTERNAL, ALTER b SET STORAGE MAIN, ALTER c SET STORAGE PLAIN, ALTER d SET STORAGE EXTENDED;
ALTER TABLE stored ALTER a SET COMPRESSION pglz;
ALTER TABLE stored ALTER b SET STATISTICS 500, ALTER c SET STATISTICS 0;
ALTER TABLE stored ALTER e SET (n_distinct = -0.5, n_distinct_inherited = 3);
COMMENT ON COLUMN stored.a IS 'a comment';
