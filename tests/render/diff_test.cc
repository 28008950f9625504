// What differs, as text and as JSON.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "absl/strings/match.h"
#include "render/render.h"

namespace render_test {
namespace {

using planner::Change;
using planner::ChangeAction;
using schema::Kind;
using schema::MakeKey;
using schema::Object;

Object ColumnObject(absl::string_view name, const char* type) {
  schema::Column column;
  column.type = schema::BuiltinType(type);
  return {MakeKey(Kind::kColumn, {"public", "orders", name}), {}, column, {}, nullptr, 0};
}

schema::Origin OriginOf(const char* description) {
  schema::Origin origin;
  origin.description = description;
  return origin;
}

// One column of another type, one that is new, one that goes, one that has a new name.
class Diff : public testing::Test {
 protected:
  Object narrow_ = ColumnObject("id", "int4"), wide_ = ColumnObject("id", "int8"), added_ = ColumnObject("note", "text"),
         dropped_ = ColumnObject("legacy", "text");
  schema::Origin from_ = OriginOf("old.sql"), to_ = OriginOf("new.sql");
  render::Differences differences_ = {
      from_,
      to_,
      {{MakeKey(Kind::kColumn, {"public", "orders", "amount"}), MakeKey(Kind::kColumn, {"public", "orders", "total"}), "new.sql:4:3"}},
      {{ChangeAction::kAlter, &narrow_, &wide_, schema::Compare(narrow_, wide_), {}},
       {ChangeAction::kCreate, nullptr, &added_, {}, {}},
       {ChangeAction::kDrop, &dropped_, nullptr, {}, {}}},
      {}};
};

TEST_F(Diff, TextShowsObjectsAndFields) {
  EXPECT_EQ(render::DifferencesAsText(differences_, {}),
            "From old.sql to new.sql\n"
            "\n"
            "  ~ column public.orders.amount is now public.orders.total  new.sql:4:3\n"
            "  ~ column public.orders.id\n"
            "      type: integer -> bigint\n"
            "  + column public.orders.note\n"
            "  - column public.orders.legacy\n"
            "\n"
            "4 objects differ: 1 to add, 2 to change, 1 to destroy.\n");
}

TEST_F(Diff, TextOfNothing) { EXPECT_EQ(render::DifferencesAsText({from_, to_, {}, {}, {}}, {}), "No differences between old.sql and new.sql.\n"); }

TEST_F(Diff, TheColumnsOfANewTableAreOnlyCounted) {
  Object table = {MakeKey(Kind::kTable, {"public", "orders"}), {}, schema::Table{}, {}, nullptr, 0};
  render::Differences differences = {
      from_, to_, {}, {{ChangeAction::kCreate, nullptr, &table, {}, {}}, {ChangeAction::kCreate, nullptr, &added_, {}, {}}}, {}};
  EXPECT_TRUE(absl::StrContains(render::DifferencesAsText(differences, {}), "  + table public.orders, with 1 column\n\n2 objects differ"));
  EXPECT_TRUE(absl::StrContains(render::DifferencesAsText(differences, {.verbose = true}), "  + column public.orders.note\n      type: text\n"));
}

TEST_F(Diff, JsonHasBothSidesOfAField) {
  nlohmann::json json = nlohmann::json::parse(render::DifferencesAsJson(differences_));
  EXPECT_EQ(json["from"]["description"], "old.sql");
  EXPECT_EQ(json["changes"][0]["action"], "alter");
  EXPECT_EQ(json["changes"][0]["object"]["path"], nlohmann::json({"public", "orders", "id"}));
  EXPECT_EQ(json["changes"][0]["fields"], nlohmann::json::parse(R"([{"name": "type", "before": "integer", "after": "bigint"}])"));
  EXPECT_EQ(json["changes"][1]["before"], nullptr);
  EXPECT_EQ(json["changes"][1]["after"]["type"], "text");
  EXPECT_EQ(json["renames"][0]["after"]["path"][2], "total");
}

}  // namespace
}  // namespace render_test
