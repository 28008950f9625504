#include "schema/database.h"

#include "gtest/gtest.h"

namespace schema {
namespace {

Object MakeObject(ObjectKey key, Body body) {
  Object object;
  object.key = std::move(key);
  object.body = std::move(body);
  return object;
}

ObjectKey TableKey(absl::string_view name) { return MakeKey(Kind::kTable, {"public", name}); }

Object MakeTable(absl::string_view name) { return MakeObject(TableKey(name), Table{}); }

Object MakeColumn(absl::string_view table, absl::string_view name, int position) {
  Column column;
  column.position = position;
  column.type = BuiltinType("int4");
  return MakeObject(TableKey(table).Child(Kind::kColumn, name), std::move(column));
}

std::vector<std::string> Keys(const Database& database) {
  std::vector<std::string> keys;
  for (const ObjectPtr& object : database.objects()) keys.push_back(object->key.ToString());
  return keys;
}

using Names = std::vector<std::string>;

TEST(DatabaseBuilderTest, SortsAndFinds) {
  DatabaseBuilder builder;
  ASSERT_NE(builder.Add(MakeTable("b")), nullptr);
  ASSERT_NE(builder.Add(MakeTable("a")), nullptr);
  ASSERT_NE(builder.Add(MakeColumn("b", "x", 1)), nullptr);
  EXPECT_EQ(builder.Add(MakeTable("a")), nullptr);
  Database database = std::move(builder).Freeze();
  EXPECT_EQ(Keys(database), (Names{"table public.a", "table public.b", "column public.b.x"}));
  EXPECT_NE(database.Find(TableKey("a")), nullptr);
  EXPECT_EQ(database.Find(TableKey("c")), nullptr);
  EXPECT_EQ(database.Find(MakeKey(Kind::kSequence, {"public", "a"})), nullptr);
}

TEST(DatabaseBuilderTest, BelowIsTheTableWithoutItsNeighbours) {
  DatabaseBuilder builder;
  for (const char* table : {"orders", "orders2", "order"}) builder.Add(MakeTable(table));
  builder.Add(MakeColumn("orders", "id", 1));
  builder.Add(MakeColumn("orders2", "id", 1));
  Database database = std::move(builder).Freeze();
  ASSERT_EQ(database.Below(TableKey("orders")).size(), 1u);
  EXPECT_EQ(database.Below(TableKey("orders"))[0]->key.ToString(), "column public.orders.id");
  EXPECT_TRUE(database.Below(TableKey("order")).empty());
}

TEST(DatabaseBuilderTest, RemoveTakesAllBelow) {
  DatabaseBuilder builder;
  builder.Add(MakeTable("orders"));
  builder.Add(MakeColumn("orders", "id", 1));
  builder.Add(MakeTable("orders2"));
  EXPECT_TRUE(builder.Remove(TableKey("orders")));
  EXPECT_FALSE(builder.Remove(TableKey("orders")));
  EXPECT_EQ(Keys(std::move(builder).Freeze()), (Names{"table public.orders2"}));
}

// An extension may stand in a schema of its own name (postgis, pg_trgm): only the schema has things below it.
TEST(DatabaseBuilderTest, RemovingAnExtensionLeavesTheSchemaOfItsNameAlone) {
  DatabaseBuilder builder;
  builder.Add(MakeObject(MakeKey(Kind::kSchema, {"postgis"}), Schema{}));
  builder.Add(MakeObject(MakeKey(Kind::kExtension, {"postgis"}), Extension{}));
  builder.Add(MakeObject(MakeKey(Kind::kTable, {"postgis", "notes"}), Table{}));
  EXPECT_TRUE(builder.Remove(MakeKey(Kind::kExtension, {"postgis"})));
  EXPECT_EQ(Keys(std::move(builder).Freeze()), (Names{"schema postgis", "table postgis.notes"}));
}

// Sequences and domains live in different name spaces, so both can have one name; only the domain has constraints.
TEST(DatabaseBuilderTest, MovingASequenceLeavesTheDomainOfItsNameAlone) {
  DatabaseBuilder builder;
  ObjectKey domain = MakeKey(Kind::kDomain, {"public", "code"}), sequence = MakeKey(Kind::kSequence, {"public", "code"});
  builder.Add(MakeObject(domain, Domain{}));
  builder.Add(MakeObject(domain.Child(Kind::kDomainConstraint, "code_check"), DomainConstraint{}));
  builder.Add(MakeObject(sequence, Sequence{}));
  builder.Move(sequence, MakeKey(Kind::kSequence, {"public", "codes"}));
  EXPECT_EQ(Keys(std::move(builder).Freeze()), (Names{"domain public.code", "domain constraint public.code.code_check", "sequence public.codes"}));
}

TEST(DatabaseBuilderTest, MoveTakesAllBelowAlong) {
  DatabaseBuilder builder;
  builder.Add(MakeTable("purchases"));
  builder.Add(MakeColumn("purchases", "id", 1));
  builder.Add(MakeTable("purchases2"));
  builder.Move(TableKey("purchases"), TableKey("orders"));
  EXPECT_EQ(Keys(std::move(builder).Freeze()), (Names{"table public.orders", "column public.orders.id", "table public.purchases2"}));
}

TEST(DatabaseBuilderTest, FreezeNumbersColumnsWithoutGaps) {
  DatabaseBuilder builder;
  builder.Add(MakeTable("orders"));
  builder.Add(MakeColumn("orders", "a", 7));
  builder.Add(MakeColumn("orders", "b", 2));
  Database database = std::move(builder).Freeze();
  EXPECT_EQ(database.Find(TableKey("orders").Child(Kind::kColumn, "b"))->As<Column>().position, 1);
  EXPECT_EQ(database.Find(TableKey("orders").Child(Kind::kColumn, "a"))->As<Column>().position, 2);
}

TEST(DatabaseTest, FingerprintKnowsWhatDiffersAndNothingElse) {
  auto fingerprint = [](int position, absl::string_view type) {
    DatabaseBuilder builder;
    builder.Add(MakeTable("orders"));
    Object column = MakeColumn("orders", "a", position);
    column.As<Column>().type = BuiltinType(type);
    column.span = {0, static_cast<uint32_t>(position), 1};
    builder.Add(std::move(column));
    return std::move(builder).Freeze().Fingerprint();
  };
  EXPECT_EQ(fingerprint(1, "int4").size(), 16u);
  EXPECT_EQ(fingerprint(1, "int4"), fingerprint(5, "int4"));
  EXPECT_NE(fingerprint(1, "int4"), fingerprint(1, "int8"));
}

}  // namespace
}  // namespace schema
