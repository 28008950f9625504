#include "schema/type_ref.h"

#include "gtest/gtest.h"

namespace schema {
namespace {

struct FormatCase {
  TypeRef type;
  const char* text;
};

TEST(FormatTypeTest, InTheWordsOfFormatType) {
  for (const FormatCase& c : std::initializer_list<FormatCase>{
           {BuiltinType("int4"), "integer"},
           {BuiltinType("bool"), "boolean"},
           {BuiltinType("varchar", 24), "character varying(20)"},
           {BuiltinType("varchar"), "character varying"},
           {BuiltinType("bpchar", 7), "character(3)"},
           {BuiltinType("bpchar"), "bpchar"},
           {BuiltinType("char"), "\"char\""},
           {BuiltinType("numeric", (10 << 16 | 2) + 4), "numeric(10,2)"},
           {BuiltinType("numeric", (5 << 16 | (0x7ff & -2)) + 4), "numeric(5,-2)"},
           {BuiltinType("timestamptz", 3), "timestamp(3) with time zone"},
           {BuiltinType("timestamp"), "timestamp without time zone"},
           {BuiltinType("time", 0), "time(0) without time zone"},
           {BuiltinType("interval", 0x7fff << 16 | 3), "interval(3)"},
           {BuiltinType("interval", (1 << 2) << 16 | 0xffff), "interval year"},
           {BuiltinType("interval", (1 << 3 | 1 << 10 | 1 << 11 | 1 << 12) << 16 | 2), "interval day to second(2)"},
           {BuiltinType("bit", 4), "bit(4)"},
           {BuiltinType("varbit", 4), "bit varying(4)"},
           {{"pg_catalog", "int8", -1, true}, "bigint[]"},
           {{"public", "order_status", -1, true}, "public.order_status[]"},
           {{"My Schema", "Mood", -1, false}, "\"My Schema\".\"Mood\""},
           {{"public", "geometry", 5, false}, "public.geometry(5)"}}) {
    EXPECT_EQ(FormatType(c.type), c.text);
  }
}

}  // namespace
}  // namespace schema
