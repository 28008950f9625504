#include "schema/fields.h"

#include "gtest/gtest.h"
#include "schema/object.h"

namespace schema {
namespace {

Object MakeObject(ObjectKey key, Body body) {
  Object object;
  object.key = std::move(key);
  object.body = std::move(body);
  return object;
}

TEST(FieldsTest, ChangedFieldsHasOneBitForEachComparedField) {
  Column before, after;
  EXPECT_EQ(ChangedFields(before, after), 0u);
  after.position = 4;  // ignored
  EXPECT_EQ(ChangedFields(before, after), 0u);
  after.type = BuiltinType("text");
  after.statistics_target = 100;
  EXPECT_EQ(ChangedFields(before, after), FieldBit<Column>("type") | FieldBit<Column>("statistics_target"));
  EXPECT_EQ(FieldBit<Column>("no such field"), 0u);
}

Object ColumnObject(const Column& column) {
  return MakeObject(MakeKey(Kind::kColumn, {"public", "t", "c"}), column);
}

TEST(CompareTest, NamesTheFields) {
  Object before = ColumnObject({}), after = before;
  after.As<Column>().not_null = NotNull{};
  after.common.comment = "x";
  EXPECT_EQ(FieldNames(Kind::kColumn, Compare(before, after)), (std::vector<std::string>{"not_null", "comment"}));
  EXPECT_TRUE(Compare(before, before).empty());
}

TEST(CompareTest, AnOwnerThatTheTargetDoesNotStateDiffersFromNone) {
  Object before = ColumnObject({}), after = before;
  after.common.owner = "ann";
  EXPECT_TRUE(Compare(after, before).empty());
  EXPECT_EQ(FieldNames(Kind::kColumn, Compare(before, after)), std::vector<std::string>{"owner"});
  before.common.owner = "bob";
  EXPECT_EQ(FieldNames(Kind::kColumn, Compare(before, after)), std::vector<std::string>{"owner"});
}

TEST(CompareTest, ExpressionsDifferByTreeNotByText) {
  auto with_default = [](std::string sql, std::string constant) {
    Node node;
    node.op = Op::kConst;
    node.text = std::move(constant);
    Column column;
    column.default_value = MakeExpr(std::move(sql), std::make_shared<const Node>(node));
    return ColumnObject(column);
  };
  EXPECT_TRUE(Compare(with_default("'x'", "x"), with_default("'x'::text", "x")).empty());
  EXPECT_FALSE(Compare(with_default("'x'", "x"), with_default("'x'", "y")).empty());
}

TEST(FieldTextsTest, OnlyWhatIsNotAtItsDefault) {
  Column column;
  column.type = BuiltinType("varchar", 24);
  column.options = {{"n_distinct", "5"}};
  std::string text;
  for (const FieldText& field : FieldTexts(ColumnObject(column))) text += field.name + ": " + field.text + "\n";
  EXPECT_EQ(text, "type: character varying(20)\noptions: n_distinct=5\n");
}

TEST(ReferencesTest, TypesTablesSequences) {
  ForeignKey key;
  key.columns = {"a"};
  key.referenced_table = MakeKey(Kind::kTable, {"public", "customers"});
  Object object = MakeObject(MakeKey(Kind::kForeignKey, {"public", "orders", "fk"}), key);
  std::vector<ObjectKey> references = References(object);
  EXPECT_NE(std::find(references.begin(), references.end(), key.referenced_table), references.end());

  Column column;
  column.type = {"app", "mood", -1, true};
  references = References(ColumnObject(column));
  EXPECT_NE(std::find(references.begin(), references.end(), MakeKey(Kind::kEnum, {"app", "mood"})), references.end());
}

}  // namespace
}  // namespace schema
