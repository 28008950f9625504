// What a person sees of a plan.
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "render/render.h"
#include "render/view.h"
#include "tests/render/sample_plan.h"

namespace render_test {
namespace {

using render::PlanAsText;

TEST(Text, ShowsPhasesStepsTotalsAndTheWordToType) {
  EXPECT_EQ(
      PlanAsText(SamplePlan(), {}),
      "Lockstep plan 7f3a9c21 · PostgreSQL 16.4 · 3 objects differ\n"
      "\n"
      "  expand · before the new application version\n"
      "   1  + index public.orders_customer_id_idx, concurrently             blocks nothing, builds               schema/orders.sql:9:1\n"
      "   2  + foreign key public.orders.orders_customer_id_fkey, not valid  blocks writes, a moment\n"
      "\n"
      "  migrate · while both versions may run\n"
      "   3  ✓ validate public.orders.orders_customer_id_fkey                blocks nothing, scans public.orders\n"
      "\n"
      "  contract · when the old application version is gone\n"
      "   4  - column public.orders.legacy_ref                               blocks all, a moment                 DATA_LOSS  schema/orders.sql:3:1\n"
      "\n"
      "Plan: 2 to add, 0 to change, 1 to destroy, in 4 transactions.\n"
      "1 hazard needs your word: DATA_LOSS public.orders.legacy_ref  (--allow DATA_LOSS:public.orders.legacy_ref)\n"
      "Rollback: of step 4 gives back the schema, not the data.\n"
      "Good to know:\n"
      "  OUTSIDE_TRANSACTION, step 1: runs outside a transaction\n"
      "Not modelled yet, so neither compared nor touched (--verbose names all):\n"
      "  1 view: totals in public\n");
}

TEST(Text, SaysThatThereIsNothingToDo) {
  EXPECT_EQ(PlanAsText(EmptyPlan(), {}), "No changes: database shop on server 16.4 and schema/ are the same.\n");
}

TEST(Text, DoesNotCallUncomparedThingsEqual) {
  planner::Plan plan = EmptyPlan();
  plan.remarks = SamplePlan().remarks;
  EXPECT_TRUE(absl::StrContains(PlanAsText(plan, {}), "in all that is compared")) << PlanAsText(plan, {});
}

TEST(Text, VerboseAddsStatementsLocksAndReasons) {
  std::string text = PlanAsText(SamplePlan(), {.verbose = true});
  for (const char* wanted : {"DROP COLUMN legacy_ref;", "lock: ACCESS EXCLUSIVE on public.orders", "placed here by: validate after adding",
                             "why: ", "instead: ", "view totals in public is not modelled yet", "rollback: schema_only: the values are gone"}) {
    EXPECT_TRUE(absl::StrContains(text, wanted)) << wanted << "\n" << text;
  }
}

TEST(Text, HasColourOnlyWhenAsked) {
  EXPECT_FALSE(absl::StrContains(PlanAsText(SamplePlan(), {}), "\x1b"));
  EXPECT_TRUE(absl::StrContains(PlanAsText(SamplePlan(), {.color = true}), "\x1b[31mDATA_LOSS"));
}

TEST(Text, AnAllowedHazardNeedsNoWord) {
  planner::Plan plan = SamplePlan();
  plan.steps[3].hazards[0].allowed = true;
  std::string text = PlanAsText(plan, {});
  EXPECT_TRUE(absl::StrContains(text, "DATA_LOSS (allowed)"));
  EXPECT_FALSE(absl::StrContains(text, "your word"));
}

TEST(Text, NoNameForgesALineOrReachesTheTerminal) {
  planner::Plan plan = SamplePlan();
  plan.steps[3].summary = std::string("column ") + kEvilName;
  plan.steps[3].hazards[0].detail = kEvilName;
  plan.remarks[0].text = kEvilName;
  std::string text = PlanAsText(plan, {.verbose = true});
  EXPECT_FALSE(absl::StrContains(text, "\nDROP"));
  for (const char* bad : {"\r", "\x1b", "\u202e"}) EXPECT_FALSE(absl::StrContains(text, bad));
  EXPECT_TRUE(absl::StrContains(text, "x\\nDROP TABLE users; --\\r\\x1b[31m\\u202e"));
}

TEST(Totals, CountObjectsNotSteps) {
  using planner::Sign;
  const struct {
    const char* what;
    std::vector<Sign> signs;
    size_t add, change, destroy;
  } kRows[] = {{"added", {Sign::kAdd}, 1, 0, 0},
               {"added, then validated", {Sign::kAdd, Sign::kValidate}, 1, 0, 0},
               {"a helper", {Sign::kAdd, Sign::kRemove}, 0, 0, 0},
               {"changed with the help of a helper", {Sign::kAdd, Sign::kValidate, Sign::kChange, Sign::kRemove}, 0, 1, 0},
               {"replaced", {Sign::kRemove, Sign::kAdd}, 0, 1, 0},
               {"changed twice", {Sign::kChange, Sign::kChange}, 0, 1, 0},
               {"added, then completed", {Sign::kAdd, Sign::kChange}, 1, 0, 0},
               {"made anew beside the old", {Sign::kChange, Sign::kChange, Sign::kRemove}, 0, 1, 0},
               {"dropped", {Sign::kRemove}, 0, 0, 1}};
  for (const auto& row : kRows) {
    planner::Plan plan;
    for (Sign sign : row.signs) {
      planner::Step step;
      step.sign = sign;
      step.object = schema::MakeKey(schema::Kind::kCheck, {"public", "orders", "total_check"});
      plan.steps.push_back(step);
    }
    render::Totals totals = render::CountTotals(plan);
    EXPECT_EQ(totals.add, row.add) << row.what;
    EXPECT_EQ(totals.change, row.change) << row.what;
    EXPECT_EQ(totals.destroy, row.destroy) << row.what;
  }
}

TEST(OneLine, EscapesWhatIsNoPrintableUtf8) {
  const struct {
    std::string text, shown;
  } kRows[] = {{"orders", "orders"}, {"größe · ✓", "größe · ✓"}, {"a\tb", "a\\tb"},
               {"a\x7f", "a\\x7f"},  {"a\xff", "a\\xff"},        {"\xc3", "\\xc3"},
               {"\u0085", "\\x85"},  {"\u2028", "\\u2028"},      {std::string("a\0b", 3), "a\\x00b"}};
  for (const auto& row : kRows) EXPECT_EQ(render::OneLine(row.text), row.shown);
}

TEST(AllowOption, IsQuotedForTheShell) {
  planner::Hazard hazard = {planner::HazardId::kDataLoss, schema::MakeKey(schema::Kind::kTable, {"public", "it's"}), "", false};
  EXPECT_EQ(render::AllowOption({{nullptr, &hazard}}), "--allow 'DATA_LOSS:public.\"it'\\''s\"'");
}

TEST(StepList, ReadsAsASentence) {
  EXPECT_EQ(render::StepList({4}), "step 4");
  EXPECT_EQ(render::StepList({2, 5}), "steps 2 and 5");
  EXPECT_EQ(render::StepList({2, 5, 9}), "steps 2, 5 and 9");
}

}  // namespace
}  // namespace render_test
