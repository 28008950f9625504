// Source text and what a server prints for it must be one tree, and a change of meaning must change it. The texts on the right are those of
// pg_get_expr on PostgreSQL 18 with an empty search path. tests/tools/expression_check compares far more of them with live servers.
#include <string>

#include "compiler/compile.h"
#include "gtest/gtest.h"
#include "schema/database.h"

namespace compiler {
namespace {

using schema::Kind;
using schema::MakeKey;
using schema::TypeRef;

template <typename Body>
void Add(schema::DatabaseBuilder& builder, schema::ObjectKey key, Body body) {
  schema::Object object;
  object.key = std::move(key);
  object.body = std::move(body);
  builder.Add(std::move(object));
}

struct ColumnRow {
  const char* name;
  TypeRef type;
};

schema::DatabaseBuilder Fixture() {
  const ColumnRow columns[] = {{"i", schema::BuiltinType("int4")},
                               {"s", schema::BuiltinType("int2")},
                               {"b", schema::BuiltinType("int8")},
                               {"n", schema::BuiltinType("numeric", 655366)},
                               {"f", schema::BuiltinType("float8")},
                               {"t", schema::BuiltinType("text")},
                               {"v", schema::BuiltinType("varchar", 24)},
                               {"c", schema::BuiltinType("bpchar", 9)},
                               {"d", schema::BuiltinType("date")},
                               {"ts", schema::BuiltinType("timestamp")},
                               {"tz", schema::BuiltinType("timestamptz")},
                               {"ti", schema::BuiltinType("time")},
                               {"iv", schema::BuiltinType("interval")},
                               {"bo", schema::BuiltinType("bool")},
                               {"u", schema::BuiltinType("uuid")},
                               {"j", schema::BuiltinType("jsonb")},
                               {"a", {"pg_catalog", "int4", -1, true}},
                               {"ta", {"pg_catalog", "text", -1, true}},
                               {"m", {"public", "mood", -1, false}},
                               {"p", {"public", "positive", -1, false}},
                               {"l", {"public", "label", -1, false}},
                               {"ad", {"public", "address", -1, false}},
                               {"by", schema::BuiltinType("bytea")},
                               {"ip", schema::BuiltinType("inet")},
                               {"rg", schema::BuiltinType("int4range")}};
  schema::DatabaseBuilder builder;
  builder.origin().server_version = 180000;
  Add(builder, MakeKey(Kind::kSchema, {"public"}), schema::Schema{});
  Add(builder, MakeKey(Kind::kEnum, {"public", "mood"}), schema::Enum{{"sad", "ok"}});
  schema::Domain positive, label;
  positive.type = schema::BuiltinType("int4");
  label.type = schema::BuiltinType("varchar", 24);
  Add(builder, MakeKey(Kind::kDomain, {"public", "positive"}), positive);
  Add(builder, MakeKey(Kind::kDomain, {"public", "label"}), label);
  Add(builder, MakeKey(Kind::kCompositeType, {"public", "address"}), schema::CompositeType{});
  for (const char* attribute : {"street", "zip"}) {
    schema::Column column;
    column.type = attribute == std::string("zip") ? schema::BuiltinType("varchar", 14) : schema::BuiltinType("text");
    Add(builder, MakeKey(Kind::kColumn, {"public", "address", attribute}), column);
  }
  Add(builder, MakeKey(Kind::kTable, {"public", "t"}), schema::Table{});
  int position = 0;
  for (const ColumnRow& row : columns) {
    schema::Column column;
    column.position = ++position;
    column.type = row.type;
    Add(builder, MakeKey(Kind::kColumn, {"public", "t", row.name}), column);
  }
  return builder;
}

// The expression as a check of the fixture's table, resolved. What cannot be resolved is opaque, and `reason` says why.
schema::NodePtr Tree(const std::string& sql, std::string* reason = nullptr) {
  schema::DatabaseBuilder builder = Fixture();
  schema::Check check;
  check.expression.sql = sql;
  schema::ObjectKey key = MakeKey(Kind::kCheck, {"public", "t", "k"});
  Add(builder, key, check);
  std::vector<schema::Diagnostic> diagnostics;
  Resolve(builder, diagnostics);
  if (reason != nullptr && !diagnostics.empty()) *reason = diagnostics[0].message;
  return builder.Find(key)->As<schema::Check>().expression.tree;
}

struct Pair {
  const char* left;
  const char* right;
};

constexpr Pair kSame[] = {
    {"v IN ('a', 'b')",
     "((v)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))"},
    {"t NOT IN ('a', 'b')",
     "(t <> ALL (ARRAY['a'::text, 'b'::text]))"},
    {"i IN (1)",
     "(i = 1)"},
    {"i IN (1, b, 3)",
     "((i = ANY (ARRAY[1, 3])) OR (i = b))"},
    {"n IN (1, 2.5)",
     "(n = ANY (ARRAY[(1)::numeric, 2.5]))"},
    {"m IN ('sad', 'ok')",
     "(m = ANY (ARRAY['sad'::public.mood, 'ok'::public.mood]))"},
    {"d IN ('2020-01-01', '2021-1-2')",
     "(d = ANY (ARRAY['2020-01-01'::date, '2021-01-02'::date]))"},
    {"(i, t) IN ((1, 'a'), (2, 'b'))",
     "(((i = 1) AND (t = 'a'::text)) OR ((i = 2) AND (t = 'b'::text)))"},
    {"i BETWEEN 1 AND 10",
     "((i >= 1) AND (i <= 10))"},
    {"n NOT BETWEEN 1 AND 10.5",
     "((n < (1)::numeric) OR (n > 10.5))"},
    {"i BETWEEN SYMMETRIC 5 AND 1",
     "(((i >= 5) AND (i <= 1)) OR ((i >= 1) AND (i <= 5)))"},
    {"i > 1 AND (b > 2 AND s > 3)",
     "((i > 1) AND ((b > 2) AND (s > 3)))"},
    {"(i = 1 OR i = 2) OR i = 3",
     "((i = 1) OR (i = 2) OR (i = 3))"},
    {"NOT (bo OR i = 1)",
     "(NOT (bo OR (i = 1)))"},
    {"i > -1 AND n > -1.50 AND b <> -9223372036854775808",
     "((i > '-1'::integer) AND (n > '-1.50'::numeric) AND (b <> '-9223372036854775808'::bigint))"},
    {"b > 5 AND i < 5000000000 AND n >= 0 AND f < 1e-7",
     "((b > 5) AND (i < '5000000000'::bigint) AND (n >= (0)::numeric) AND (f < (0.0000001)::double precision))"},
    {"f > '100000' AND f <> 'NaN' AND n = '007.50'",
     "((f > '100000'::double precision) AND (f <> 'NaN'::double precision) AND (n = 7.50))"},
    {"v = 'x' AND c = 'x' AND l = 'x' AND p > 3",
     "(((v)::text = 'x'::text) AND (c = 'x'::bpchar) AND ((l)::text = 'x'::text) AND ((p)::integer > 3))"},
    {"v LIKE 'a%' AND t NOT ILIKE '%b' AND c SIMILAR TO 'a|b'",
     "(((v)::text ~~ 'a%'::text) AND (t !~~* '%b'::text) AND (c ~ similar_to_escape('a|b'::text)))"},
    {"t ~ '^a' AND v !~* 'b'",
     "((t ~ '^a'::text) AND ((v)::text !~* 'b'::text))"},
    {"d > '2020-1-2' AND ts < '2020-01-02 3:04' AND ti < '10:00'",
     "((d > '2020-01-02'::date) AND (ts < '2020-01-02 03:04:00'::timestamp without time zone) AND (ti < '10:00:00'::time without time zone))"},
    {"tz > '2020-01-01 00:00:00+02' AND tz < 'infinity'",
     "((tz > '2019-12-31 22:00:00+00'::timestamp with time zone) AND (tz < 'infinity'::timestamp with time zone))"},
    {"iv > '1 day 2 hours' AND iv < interval '90 min' AND iv <> interval '1-2' year to month",
     "((iv > '1 day 02:00:00'::interval) AND (iv < '01:30:00'::interval) AND (iv <> '1 year 2 mons'::interval year to month))"},
    {"iv > interval '1' day AND iv < '-1 mons 3 days' AND iv <> 'P1DT2H'",
     "((iv > '1 day'::interval day) AND (iv < '-1 mons +3 days'::interval) AND (iv <> '1 day 02:00:00'::interval))"},
    {"d + 1 > d AND ts - ts > '1 day' AND tz - interval '1 hour' < now()",
     "(((d + 1) > d) AND ((ts - ts) > '1 day'::interval) AND ((tz - '01:00:00'::interval) < now()))"},
    {"extract(year FROM d) > 2000 AND date_part('month', ts) = 5",
     "((EXTRACT(year FROM d) > (2000)::numeric) AND (date_part('month'::text, ts) = (5)::double precision))"},
    {"tz AT TIME ZONE 'UTC' > ts",
     "((tz AT TIME ZONE 'UTC'::text) > ts)"},
    {"position('a' IN t) > 0 AND substring(t FROM 1 FOR 2) = 'ab' AND trim(BOTH FROM t) <> ''",
     "((POSITION(('a'::text) IN (t)) > 0) AND (SUBSTRING(t FROM 1 FOR 2) = 'ab'::text) AND (TRIM(BOTH FROM t) <> ''::text))"},
    {"overlay(t PLACING 'x' FROM 2) <> '' AND trim(LEADING 'x' FROM t) = t",
     "((OVERLAY(t PLACING 'x'::text FROM 2) <> ''::text) AND (TRIM(LEADING 'x'::text FROM t) = t))"},
    {"lower(v) = v AND length(v) > 3 AND char_length(t) < 5",
     "((lower((v)::text) = (v)::text) AND (length((v)::text) > 3) AND (char_length(t) < 5))"},
    {"coalesce(t, '') <> '' AND coalesce(i, b, 0) > 0 AND nullif(v, '') IS NOT NULL",
     "((COALESCE(t, ''::text) <> ''::text) AND (COALESCE((i)::bigint, b, (0)::bigint) > 0) AND (NULLIF((v)::text, ''::text) IS NOT NULL))"},
    {"greatest(i, b, 5) > least(s, 1.5)",
     "((GREATEST((i)::bigint, b, (5)::bigint))::numeric > LEAST((s)::numeric, 1.5))"},
    {"CASE WHEN i > 0 THEN t = 'a' ELSE false END",
     "CASE\n    WHEN (i > 0) THEN (t = 'a'::text)\n    ELSE false\nEND"},
    {"CASE v WHEN 'a' THEN 1 WHEN 'b' THEN 2.5 END > 1",
     "(CASE v\n    WHEN 'a'::text THEN (1)::numeric\n    WHEN 'b'::text THEN 2.5\n    ELSE NULL::numeric\nEND > (1)::numeric)"},
    {"i IS DISTINCT FROM 5 AND t IS NOT DISTINCT FROM 'x' AND b IS DISTINCT FROM NULL",
     "((i IS DISTINCT FROM 5) AND (NOT (t IS DISTINCT FROM 'x'::text)) AND (b IS NOT NULL))"},
    {"bo IS TRUE AND bo IS NOT UNKNOWN AND bo = 'yes' AND (bo AND true)",
     "((bo IS TRUE) AND (bo IS NOT UNKNOWN) AND (bo = true) AND (bo AND true))"},
    {"(i, b) < (1, 2) AND (i, t) = (1, 'x') AND row(i, b) <> row(1, 2)",
     "((ROW(i, b) < ROW(1, 2)) AND ((i = 1) AND (t = 'x'::text)) AND ((i <> 1) OR (b <> 2)))"},
    {"a[1] > 0 AND a[1:2] = '{1,2}' AND 3 = ANY (a) AND i <> ALL ('{1,2}')",
     "((a[1] > 0) AND (a[1:2] = '{1,2}'::integer[]) AND (3 = ANY (a)) AND (i <> ALL ('{1,2}'::integer[])))"},
    {R"(a && ARRAY[1, 2] AND ta @> ARRAY['x'] AND ta = '{a,"b c",NULL}' AND ta = ARRAY['a', NULL])",
     R"(((a && ARRAY[1, 2]) AND (ta @> ARRAY['x'::text]) AND (ta = '{a,"b c",NULL}'::text[]) AND (ta = ARRAY['a'::text, NULL::text])))"},
    {"a = ARRAY[]::integer[] AND array_length(a, 1) < 5 AND array_position(ta, 'x') > 1 AND array_append(a, 5) <> a",
     "((a = ARRAY[]::integer[]) AND (array_length(a, 1) < 5) AND (array_position(ta, 'x'::text) > 1) AND (array_append(a, 5) <> a))"},
    {R"(j ? 'a' AND j ->> 'b' = 'x' AND (j -> 'c')::int > 5 AND j @> '{"b":1, "a":[1.0,"\u0041"]}')",
     R"(((j ? 'a'::text) AND ((j ->> 'b'::text) = 'x'::text) AND (((j -> 'c'::text))::integer > 5) AND (j @> '{"a": [1.0, "A"], "b": 1}'::jsonb)))"},
    {"j['a'] = '1' AND j #>> '{a,b}' = 'y' AND jsonb_typeof(j) = 'object'",
     "((j['a'::text] = '1'::jsonb) AND ((j #>> '{a,b}'::text[]) = 'y'::text) AND (jsonb_typeof(j) = 'object'::text))"},
    {"u <> 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11' AND u <> '{00000000000000000000000000000000}'",
     "((u <> 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid) AND (u <> '00000000-0000-0000-0000-000000000000'::uuid))"},
    {R"(by <> 'abc' AND by <> '\xDEAD')",
     R"(((by <> '\x616263'::bytea) AND (by <> '\xdead'::bytea)))"},
    {"ip << '10.0.0.0/8' AND ip <> '::1' AND ip = inet '192.168.1.1/32'",
     "((ip << '10.0.0.0/8'::inet) AND (ip <> '::1'::inet) AND (ip = '192.168.1.1'::inet))"},
    {"rg && '[1,5]' AND lower(rg) > 0 AND i <@ rg AND rg <@ int4range(1, 10)",
     "((rg && '[1,6)'::int4range) AND (lower(rg) > 0) AND (i <@ rg) AND (rg <@ int4range(1, 10)))"},
    {"(ad).street <> '' AND (ad).zip = '12345'",
     "(((ad).street <> ''::text) AND (((ad).zip)::text = '12345'::text))"},
    {"m = 'ok' AND m::text = 'ok' AND m > 'sad'",
     "((m = 'ok'::public.mood) AND ((m)::text = 'ok'::text) AND (m > 'sad'::public.mood))"},
    {R"(t COLLATE "C" > 'a' AND v COLLATE pg_catalog."C" < 'z')",
     R"((((t COLLATE "C") > 'a'::text) AND (((v)::text COLLATE "C") < 'z'::text)))"},
    {"v::text = t AND t::varchar(10) = v AND v::varchar(20) = 'x' AND i::text = '5' AND t::int > 3",
     "(((v)::text = t) AND (((t)::character varying(10))::text = (v)::text) AND ((v)::text = 'x'::text) AND ((i)::text = '5'::text) AND ((t)::integer > 3))"},
    {"i::numeric(5,1) > 2 AND n::int = 5 AND 'abc'::varchar(2) = v AND CAST(i AS bigint) = b",
     "(((i)::numeric(5,1) > (2)::numeric) AND ((n)::integer = 5) AND (('abc'::character varying(2))::text = (v)::text) AND ((i)::bigint = b))"},
    {"pg_catalog.int4(b) = 5 AND int8(i) > 2 AND text(i) = '1' AND date(ts) = d",
     "((int4(b) = 5) AND (int8(i) > 2) AND ((i)::text = '1'::text) AND (date(ts) = d))"},
    {"concat(t, 'a', i) <> 'x' AND format('%s-%s', t, i) <> '' AND num_nonnulls(i, t) = 1",
     "((concat(t, 'a', i) <> 'x'::text) AND (format('%s-%s'::text, t, i) <> ''::text) AND (num_nonnulls(i, t) = 1))"},
    {"make_interval(days => 5) < iv AND make_interval(hours => i, mins => 3) < iv",
     "((make_interval(days => 5) < iv) AND (make_interval(hours => i, mins => 3) < iv))"},
    {"current_date > d AND current_timestamp > tz AND localtimestamp(0) > ts AND current_user = t",
     "((CURRENT_DATE > d) AND (CURRENT_TIMESTAMP > tz) AND (LOCALTIMESTAMP(0) > ts) AND (CURRENT_USER = t))"},
    {"b'101' = b'101' AND x'1F'::int = 31 AND i & 1 = 1 AND ~i < 1 AND @ i > 1",
     R"((('101'::"bit" = '101'::"bit") AND (('00011111'::"bit")::integer = 31) AND ((i & 1) = 1) AND ((~ i) < 1) AND ((@ i) > 1)))"},
    {"t OPERATOR(pg_catalog.=) 'x' AND t || i <> v || 'x' AND t || 'a' = 'b'",
     "((t = 'x'::text) AND ((t || i) <> ((v)::text || 'x'::text)) AND ((t || 'a'::text) = 'b'::text))"},
    {R"(t <> E'a\nb' AND t <> 'it''s' AND t <> $$x'y$$)",
     "((t <> 'a\nb'::text) AND (t <> 'it''s'::text) AND (t <> 'x''y'::text))"},
    {"round(n, 1) = n AND mod(i, 2) = 0 AND power(i, 2) > 4 AND abs(s) > 1 AND i / 2.0 > 1",
     "((round(n, 1) = n) AND (mod(i, 2) = 0) AND (power((i)::double precision, (2)::double precision) > (4)::double precision) AND (abs(s) > 1) AND (((i)::numeric / 2.0) > (1)::numeric))"},
};

TEST(Analyze, SourceAndServerTextAreOneTree) {
  for (const Pair& pair : kSame) {
    schema::NodePtr left = Tree(pair.left);
    schema::NodePtr right = Tree(pair.right);
    EXPECT_NE(left->op, schema::Op::kOpaque) << pair.left;
    EXPECT_TRUE(schema::Equal(*left, *right)) << pair.left << "\n  " << schema::Dump(*left) << "\n  " << schema::Dump(*right);
  }
}

// One change of meaning each.
constexpr Pair kDifferent[] = {
    {"i > 1", "i >= 1"},
    {"i > 1", "i > 2"},
    {"i > 1", "b > 1"},
    {"i > 1", "1 > i"},
    {"v IN ('a', 'b')", "v IN ('b', 'a', 'c')"},
    {"v IN ('a', 'b')", "v NOT IN ('a', 'b')"},
    {"i BETWEEN 1 AND 10", "i BETWEEN SYMMETRIC 1 AND 10"},
    {"i = 1 AND b = 2", "i = 1 OR b = 2"},
    {"i = 1 AND (b = 2 OR s = 3)", "(i = 1 AND b = 2) OR s = 3"},
    {"t = 'a'", "t = 'A'"},
    {"t = 'a'", "v = 'a'"},
    {"lower(t) = 'a'", "upper(t) = 'a'"},
    {"bo IS TRUE", "bo IS NOT FALSE"},
    {"t IS NULL", "t IS NOT NULL"},
    {"i IS DISTINCT FROM 5", "i IS NOT DISTINCT FROM 5"},
    {"n = 1", "n = 1.0"},
    {"n::int = 5", "n = 5"},
    {"i::numeric(5,1) = 5", "i::numeric(5,2) = 5"},
    {"t COLLATE \"C\" = 'a'", "t = 'a'"},
    {"i = ANY (a)", "i = ALL (a)"},
    {"a[1] = 1", "a[2] = 1"},
    {"a[1:2] = a", "a[1:] = a"},
    {"j -> 'a' = '1'", "j -> 'a' = '2'"},
    {"iv > '1 day'", "iv > '24 hours'"},
    {"(i, b) < (1, 2)", "(i, b) <= (1, 2)"},
    {"coalesce(i, 1) = 1", "coalesce(i, 2) = 1"},
    {"CASE WHEN bo THEN i = 1 END", "CASE WHEN bo THEN i = 1 ELSE false END"},
    {"(ad).street = ''", "(ad).zip = ''"},
    {"make_interval(days => 5) < iv", "make_interval(hours => 5) < iv"},
};

TEST(Analyze, AnotherMeaningIsAnotherTree) {
  for (const Pair& pair : kDifferent) {
    EXPECT_FALSE(schema::Equal(*Tree(pair.left), *Tree(pair.right))) << pair.left << " against " << pair.right;
  }
}

constexpr Pair kTrees[] = {
    {"v IN ('a', 'b')",
     "(scalar_array pg_catalog.=(text,text) (cast relabel (column v [column public.t.v] :: character varying) :: text) (array (const a :: text) (const b :: text) :: "
     "text[]) :: boolean)"},
    {"b > 5", "(operator pg_catalog.>(int8,int4) (column b [column public.t.b] :: bigint) (const 5 :: integer) :: boolean)"},
    {"l = 'x'",
     "(operator pg_catalog.=(text,text) (cast relabel (column l [column public.t.l] :: public.label) :: text) (const x :: text) :: boolean)"},
    {"n > i",
     "(operator pg_catalog.>(numeric,numeric) (column n [column public.t.n] :: numeric) (cast numeric (column i [column public.t.i] :: integer) :: numeric) :: "
     "boolean)"},
    {"i BETWEEN 1 AND 2",
     "(and (operator pg_catalog.>=(int4,int4) (column i [column public.t.i] :: integer) (const 1 :: integer) :: boolean) (operator pg_catalog.<=(int4,int4) (column "
     "i [column public.t.i] :: integer) (const 2 :: integer) :: boolean) :: boolean)"},
    {"m = 'ok'", "(operator pg_catalog.=(anyenum,anyenum) (column m [column public.t.m] :: public.mood) (const ok :: public.mood) :: boolean)"},
    {"ts < '24 hours'::interval + d",
     "(operator pg_catalog.<(timestamp,timestamp) (column ts [column public.t.ts] :: timestamp without time zone) (operator pg_catalog.+(interval,date) (const "
     "24:00:00 :: interval) (column d [column public.t.d] :: date) :: timestamp without time zone) :: boolean)"},
};

TEST(Analyze, Trees) {
  for (const Pair& row : kTrees) EXPECT_EQ(schema::Dump(*Tree(row.left)), row.right) << row.left;
}

constexpr Pair kRefused[] = {
    {"x > 1", "column \"x\" does not exist in table public.t"},
    {"nothing(i) = 1", "function nothing(integer) does not exist"},
    {"i = t", "operator does not exist: integer = text"},
    {"i", "cannot be converted to boolean"},
    {"bo = 'perhaps'", "invalid input syntax for type boolean: \"perhaps\""},
    {"i = '1.5'", "invalid input syntax for type integer: \"1.5\""},
    {"coalesce(i, t) = t", "COALESCE types cannot be matched"},
    {"i::moood = 'a'", "type moood does not exist"},
    {"(SELECT true)", "cannot use a subquery in a check constraint"},
    {"count(*) > 1", "cannot use an aggregate function in a check constraint"},
};

TEST(Analyze, WhatCannotBeResolvedSaysWhy) {
  for (const Pair& row : kRefused) {
    std::string reason;
    EXPECT_EQ(Tree(row.left, &reason)->op, schema::Op::kOpaque) << row.left;
    EXPECT_NE(reason.find(row.right), std::string::npos) << row.left << ": " << reason;
  }
}

TEST(Analyze, OpaqueTextIgnoresLayoutAndCase) {
  EXPECT_TRUE(schema::Equal(*Tree("(SELECT  count(*) FROM x) > 1 -- why"), *Tree("(select COUNT(*)\n from x) > 1")));
  EXPECT_FALSE(schema::Equal(*Tree("(SELECT 'A')"), *Tree("(SELECT 'a')")));
}

TEST(Analyze, DeepNestingIsSafe) {
  std::string deep = "i";
  for (int i = 0; i < 200000; ++i) deep += "+1";
  EXPECT_EQ(Tree(deep + " > 0")->op, schema::Op::kOpaque);
}

}  // namespace
}  // namespace compiler
