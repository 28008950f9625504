// The plan file: written, read back, and described by docs/plan.schema.json.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "render/render.h"
#include "tests/render/sample_plan.h"

namespace render_test {
namespace {

using nlohmann::json;

json Sample() { return json::parse(render::PlanAsJson(SamplePlan(), "0.1.0")); }

TEST(PlanJson, ReadsBackWhatItWrote) {
  for (const planner::Plan& plan : {SamplePlan(), EmptyPlan()}) {
    absl::StatusOr<planner::Plan> read = render::PlanFromJson(render::PlanAsJson(plan, "0.1.0"));
    ASSERT_TRUE(read.ok()) << read.status();
    EXPECT_EQ(render::PlanAsJson(*read, "0.1.0"), render::PlanAsJson(plan, "0.1.0"));
    EXPECT_EQ(render::PlanAsSql(*read), render::PlanAsSql(plan));
    EXPECT_EQ(render::RollbackAsSql(*read, 3), render::RollbackAsSql(plan, 3));
    EXPECT_EQ(render::PlanAsText(*read, {.verbose = true}), render::PlanAsText(plan, {.verbose = true}));
  }
}

TEST(PlanJson, KeepsAnyName) {
  planner::Plan plan = SamplePlan();
  plan.steps[0].object = schema::MakeKey(schema::Kind::kIndex, {"public", kEvilName, "größe.\"x\""});
  absl::StatusOr<planner::Plan> read = render::PlanFromJson(render::PlanAsJson(plan));
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->steps[0].object, plan.steps[0].object);
}

TEST(PlanJson, IgnoresFieldsItDoesNotKnowAndLaterMinors) {
  json plan = Sample();
  plan["format_version"] = "1.7";
  plan["new"] = {{"a", 1}};
  plan["steps"][0]["new"] = true;
  EXPECT_TRUE(render::PlanFromJson(plan.dump()).ok());
}

TEST(PlanJson, RefusesWhatCannotBeTrusted) {
  const struct {
    const char* what;
    const char* patch;  // RFC 6902
    const char* message;
  } kRows[] = {
      {"later major", R"([{"op": "replace", "path": "/format_version", "value": "2.0"}])", "format 2.0"},
      {"no version", R"([{"op": "remove", "path": "/format_version"}])", "format_version"},
      {"no statements", R"([{"op": "remove", "path": "/steps/0/sql"}])", "/steps/0/sql must be an array"},
      {"statement of another type", R"([{"op": "replace", "path": "/steps/1/sql/0", "value": 7}])", "/steps/1/sql/0 must be a string"},
      {"unknown lock", R"([{"op": "replace", "path": "/steps/0/lock", "value": "SOME"}])", "/steps/0/lock must be a word"},
      {"unknown hazard", R"([{"op": "replace", "path": "/steps/3/hazards/0/id", "value": "X"}])", "/steps/3/hazards/0/id must be a hazard"},
      {"unknown kind", R"([{"op": "replace", "path": "/steps/0/object/kind", "value": "planet"}])", "/steps/0/object/kind must be a kind"},
      {"wrong id", R"([{"op": "replace", "path": "/steps/1/id", "value": 9}])", "step 2 has id 9"},
      {"step in no batch", R"([{"op": "remove", "path": "/batches/3"}])", "step 4 is in no batch"},
      {"batch of no step", R"([{"op": "replace", "path": "/batches/3/steps/0", "value": 5}])", "name step 5"},
      {"negative number", R"([{"op": "replace", "path": "/server_version", "value": -1}])", "/server_version must be an integer"},
  };
  for (const auto& row : kRows) {
    absl::StatusOr<planner::Plan> read = render::PlanFromJson(Sample().patch(json::parse(row.patch)).dump());
    ASSERT_FALSE(read.ok()) << row.what;
    EXPECT_NE(std::string(read.status().message()).find(row.message), std::string::npos) << row.what << ": " << read.status();
  }
  for (const char* text : {"", "[]", "7", "{", "{\"format_version\": \"1.0\"}"}) EXPECT_FALSE(render::PlanFromJson(text).ok()) << text;
}

// The JSON Schema lists the words of our enums by hand; here they are held against the code's.
template <typename Enum>
json Words() {
  return schema::EnumNames<Enum>::kNames;
}

TEST(PlanSchema, KnowsEveryWordOfTheCode) {
  std::ifstream file(LOCKSTEP_ROOT "/docs/plan.schema.json");
  json defs = json::parse(file)["$defs"];
  EXPECT_EQ(defs["lock"]["enum"], Words<planner::Lock>());
  EXPECT_EQ(defs["transaction"]["enum"], Words<planner::Txn>());
  EXPECT_EQ(defs["phase"]["enum"], Words<planner::Phase>());
  EXPECT_EQ(defs["step"]["properties"]["work"]["enum"], Words<planner::Work>());
  EXPECT_EQ(defs["step"]["properties"]["sign"]["enum"], Words<planner::Sign>());
  EXPECT_EQ(defs["step"]["properties"]["undo"]["enum"], Words<planner::UndoClass>());
  EXPECT_EQ(defs["remark"]["properties"]["reason"]["enum"], Words<planner::Remark::Reason>());
  json hazards = json::array(), kinds = json::array();
  for (size_t i = 0; i < planner::kHazardCount; ++i) hazards.push_back(planner::Info(static_cast<planner::HazardId>(i)).name);
  for (size_t i = 0; i < schema::kKindCount; ++i) kinds.push_back(schema::KindName(static_cast<schema::Kind>(i)));
  EXPECT_EQ(defs["hazard_id"]["enum"], hazards);
  EXPECT_EQ(defs["object"]["properties"]["kind"]["enum"], kinds);
}

// Every field that is written is described, and nothing is described that is not written.
TEST(PlanSchema, DescribesEveryField) {
  std::ifstream file(LOCKSTEP_ROOT "/docs/plan.schema.json");
  json schema = json::parse(file);
  auto names = [](const json& object) {
    std::vector<std::string> list;
    for (const auto& [name, value] : object.items()) list.push_back(name);
    return list;
  };
  json plan = Sample();
  EXPECT_EQ(names(schema["properties"]), names(plan));
  EXPECT_EQ(names(schema["$defs"]["step"]["properties"]), names(plan["steps"][0]));
  EXPECT_EQ(names(schema["$defs"]["hazard"]["properties"]), names(plan["steps"][0]["hazards"][0]));
  EXPECT_EQ(names(schema["$defs"]["batch"]["properties"]), names(plan["batches"][0]));
  EXPECT_EQ(names(schema["$defs"]["check"]["properties"]), names(plan["checks"][0]));
  EXPECT_EQ(names(schema["$defs"]["remark"]["properties"]), names(plan["remarks"][0]));
  EXPECT_EQ(names(schema["$defs"]["undo_batch"]["properties"]), names(plan["rollback"][0]));
}

}  // namespace
}  // namespace render_test
