#include "schema/object_key.h"

#include <algorithm>

#include "gtest/gtest.h"
#include "schema/object.h"

namespace schema {
namespace {

TEST(ObjectKeyTest, PrintsWithQuotesWhereSqlNeedsThem) {
  EXPECT_EQ(MakeKey(Kind::kColumn, {"public", "orders", "customer_id"}).ToString(), "column public.orders.customer_id");
  EXPECT_EQ(MakeKey(Kind::kTable, {"My Schema", "Order"}).ToString(), "table \"My Schema\".\"Order\"");
  EXPECT_EQ(MakeKey(Kind::kForeignKey, {"public", "orders", "fk"}).ToString(), "foreign key public.orders.fk");
  EXPECT_EQ(MakeKey(Kind::kUnmodelled, {"public", "view totals"}).ToString(), "view totals in public");
  EXPECT_EQ(MakeKey(Kind::kUnmodelled, {"event trigger audit"}).ToString(), "event trigger audit");
}

TEST(ObjectKeyTest, Parts) {
  ObjectKey column = MakeKey(Kind::kColumn, {"public", "orders", "id"});
  EXPECT_EQ(column.name(), "id");
  EXPECT_EQ(column.schema_name(), "public");
  EXPECT_EQ(column.parts().size(), 3u);
  ObjectKey table = column.Parent(Kind::kTable);
  EXPECT_EQ(table, MakeKey(Kind::kTable, {"public", "orders"}));
  EXPECT_EQ(table.Child(Kind::kColumn, "id"), column);
  EXPECT_EQ(MakeKey(Kind::kSchema, {"public"}).name(), "public");
}

TEST(ObjectKeyTest, ATableAndAllThatItOwnsStandTogether) {
  std::vector<ObjectKey> keys = {MakeKey(Kind::kTable, {"public", "orders_archive"}), MakeKey(Kind::kColumn, {"public", "orders", "zip"}),
                                 MakeKey(Kind::kTable, {"public", "order"}),          MakeKey(Kind::kTable, {"public", "orders"}),
                                 MakeKey(Kind::kTable, {"public", "orders$"}),        MakeKey(Kind::kIndex, {"public", "orders", "a"})};
  std::sort(keys.begin(), keys.end());
  std::vector<std::string> names;
  for (const ObjectKey& key : keys) names.push_back(key.ToString());
  EXPECT_EQ(names, (std::vector<std::string>{"table public.\"order\"", "table public.orders", "index public.orders.a", "column public.orders.zip",
                                             "table public.\"orders$\"", "table public.orders_archive"}));
}

struct QuoteCase {
  const char* name;
  const char* quoted;
};

TEST(QuoteIdentifierTest, AsRuleutilsDoes) {
  for (const QuoteCase& c : std::initializer_list<QuoteCase>{{"orders", "orders"},
                                                             {"_x1", "_x1"},
                                                             {"Orders", "\"Orders\""},
                                                             {"1st", "\"1st\""},
                                                             {"a b", "\"a b\""},
                                                             {"a\"b", "\"a\"\"b\""},
                                                             {"", "\"\""},
                                                             {"größe", "\"größe\""},
                                                             {"a$", "\"a$\""},
                                                             {"select", "\"select\""},
                                                             {"user", "\"user\""},
                                                             {"values", "\"values\""},      // a key word for column names only
                                                             {"left", "\"left\""},          // one for types and functions only
                                                             {"name", "name"},              // unreserved
                                                             {"status", "status"}}) {
    EXPECT_EQ(QuoteIdentifier(c.name), c.quoted);
  }
}

TEST(QuoteLiteralTest, DoublesQuotesAndMarksBackslashes) {
  EXPECT_EQ(QuoteLiteral("it's"), "'it''s'");
  EXPECT_EQ(QuoteLiteral("a\\b"), "E'a\\\\b'");
  EXPECT_EQ(QuoteLiteral(""), "''");
  EXPECT_EQ(QuoteLiteral("a\nb"), "'a\nb'");
}

TEST(KindTest, EveryKindHasANameOfItsOwn) {
  std::vector<std::string> names;
  for (size_t i = 0; i < kKindCount; ++i) names.push_back(KindName(static_cast<Kind>(i)));
  std::sort(names.begin(), names.end());
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
}

}  // namespace
}  // namespace schema
