CREATE TABLE t (a int, b text, PRIMARY KEY (a));
CREATE TYPE mood AS ENUM ('ok');
CREATE FUNCTION add(x integer, y integer DEFAULT 1) RETURNS integer LANGUAGE sql AS 'SELECT x + y';
CREATE FUNCTION add(x varchar(5), VARIADIC y text[]) RETURNS text LANGUAGE sql AS 'SELECT x';
CREATE FUNCTION outs(IN a int, OUT b text, INOUT c timestamp with time zone) LANGUAGE sql AS $$ SELECT 'x', now() $$;
CREATE FUNCTION nothing() RETURNS void LANGUAGE sql AS '';
CREATE PROCEDURE work(a int, INOUT b numeric(5,2)) LANGUAGE sql AS 'SELECT 1.0';
CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
CREATE FUNCTION feel(m mood, t t[], c "char", n name) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE AGGREGATE counted(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
CREATE FUNCTION tabled(n integer, label text DEFAULT 'x'::text || 'y', at date DEFAULT current_date) RETURNS TABLE (n2 integer, "Odd name" text[]) LANGUAGE plpgsql
  STABLE STRICT LEAKPROOF SECURITY DEFINER PARALLEL RESTRICTED COST 0.5 ROWS 1000000
  SET search_path = "Odd", pg_temp SET work_mem TO '1MB' SET DateStyle = 'ISO, DMY' SET timezone TO 'UTC' SET statement_timeout = 100 SET my.thing = 'a b'
  AS $body$ BEGIN RETURN; END $body$;
CREATE FUNCTION one_out(OUT x integer) LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION in_out(INOUT x integer, VARIADIC rest numeric[] DEFAULT '{}') LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION sets() RETURNS SETOF t LANGUAGE sql ROWS 5 AS 'SELECT * FROM t';
CREATE FUNCTION generic(a anyelement, b anyarray, c anycompatible) RETURNS anyelement LANGUAGE sql IMMUTABLE AS 'SELECT a';
CREATE FUNCTION c_function() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE FUNCTION internal_one(integer, integer) RETURNS integer LANGUAGE internal IMMUTABLE STRICT AS 'int4pl';
CREATE FUNCTION places() RETURNS bigint LANGUAGE internal WINDOW AS 'window_row_number';
CREATE FUNCTION series() RETURNS SETOF integer LANGUAGE sql SUPPORT generate_series_int4_support AS 'SELECT 1';
CREATE FUNCTION like_column(x t.b%TYPE) RETURNS t.a%TYPE LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION "Odd (""name"("Arg" integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE TABLE calls (a integer DEFAULT add(1), b text DEFAULT add('x', 'y', 'z'), c integer DEFAULT add(y => 2, x => 1), d integer DEFAULT generic(1, ARRAY[2], 3),
  CHECK (internal_one(a, 1) > 0), CHECK ("Odd (""name"(a) = 1));
CREATE INDEX ON calls (internal_one(a, 2));
CREATE PROCEDURE outward(OUT a int, OUT b text) LANGUAGE plpgsql AS 'BEGIN a := 1; b := 2; END';
CREATE AGGREGATE gather(anycompatible) (SFUNC = array_append, STYPE = anycompatiblearray, INITCOND = '{}');
CREATE AGGREGATE moving_sum(double precision) (SFUNC = float8pl, STYPE = double precision, MSFUNC = float8pl, MINVFUNC = float8mi, MSTYPE = double precision, MINITCOND = '0');
CREATE AGGREGATE middle(double precision ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
CREATE AGGREGATE my_rank(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL);
CREATE AGGREGATE mean(numeric) (SFUNC = numeric_avg_accum, STYPE = internal, SSPACE = 128, FINALFUNC = numeric_avg, COMBINEFUNC = numeric_avg_combine,
  SERIALFUNC = numeric_avg_serialize, DESERIALFUNC = numeric_avg_deserialize, PARALLEL = SAFE, FINALFUNC_MODIFY = SHAREABLE);
CREATE AGGREGATE top(integer) (SFUNC = int4larger, STYPE = integer, SORTOP = >);
COMMENT ON FUNCTION add(integer, integer) IS 'adds';
COMMENT ON AGGREGATE top(integer) IS 'the largest';
REVOKE ALL ON FUNCTION nothing() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION nothing() TO lockstep_reader WITH GRANT OPTION;
GRANT EXECUTE ON PROCEDURE work(int, numeric) TO lockstep_reader;
ALTER FUNCTION nothing() OWNER TO lockstep_owner;
