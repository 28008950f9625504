// The SQL files that psql runs.
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "render/render.h"
#include "tests/render/sample_plan.h"

namespace render_test {
namespace {

// The lines of a script that are no comments, and not empty.
std::vector<std::string> Statements(const std::string& script) {
  std::vector<std::string> lines;
  for (absl::string_view line : absl::StrSplit(script, '\n')) {
    if (!line.empty() && !absl::StartsWith(line, "--")) lines.emplace_back(line);
  }
  return lines;
}

TEST(Sql, PutsEachBatchInItsTransactionWithItsTimeouts) {
  EXPECT_EQ(Statements(render::PlanAsSql(SamplePlan())),
            std::vector<std::string>({"SET lock_timeout = 0;",
                                      "SET statement_timeout = 0;",
                                      "CREATE INDEX CONCURRENTLY orders_customer_id_idx ON public.orders (customer_id);",
                                      "RESET statement_timeout;",
                                      "RESET lock_timeout;",
                                      "BEGIN;",
                                      "SET LOCAL lock_timeout = '2s';",
                                      "SET LOCAL statement_timeout = '30s';",
                                      "SET LOCAL idle_in_transaction_session_timeout = '60s';",
                                      "ALTER TABLE public.orders ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) "
                                      "REFERENCES public.customers (id) NOT VALID;",
                                      "COMMIT;",
                                      "BEGIN;",
                                      "SET LOCAL lock_timeout = '2s';",
                                      "SET LOCAL statement_timeout = 0;",
                                      "SET LOCAL idle_in_transaction_session_timeout = '60s';",
                                      "ALTER TABLE public.orders VALIDATE CONSTRAINT orders_customer_id_fkey;",
                                      "COMMIT;",
                                      "BEGIN;",
                                      "SET LOCAL lock_timeout = '1500ms';",
                                      "SET LOCAL statement_timeout = '30s';",
                                      "SET LOCAL idle_in_transaction_session_timeout = '60s';",
                                      "ALTER TABLE public.orders DROP COLUMN legacy_ref;",
                                      "COMMIT;"}));
}

TEST(Sql, NamesItsEncodingWhereThatMatters) {
  planner::Plan plan = SamplePlan();
  EXPECT_FALSE(absl::StrContains(render::PlanAsSql(plan), "client_encoding"));
  plan.steps[3].sql[0] = "ALTER TABLE public.orders DROP COLUMN größe";
  EXPECT_EQ(Statements(render::PlanAsSql(plan))[0], "SET client_encoding = 'UTF8';");
}

TEST(Sql, SaysWhatBlocksThePlan) {
  EXPECT_TRUE(
      absl::StrContains(render::PlanAsSql(SamplePlan()), "-- BLOCKED: 1 hazard is not allowed (--allow DATA_LOSS:public.orders.legacy_ref)\n"));
}

TEST(Sql, AnEmptyPlanHasNoStatement) {
  planner::Plan plan = EmptyPlan();
  plan.remarks = SamplePlan().remarks;
  plan.remarks[0].text = "größe";
  EXPECT_EQ(Statements(render::PlanAsSql(plan)), std::vector<std::string>());
  EXPECT_EQ(Statements(render::RollbackAsSql(plan, 0)), std::vector<std::string>());
}

TEST(Sql, NoTextLeavesItsComment) {
  planner::Plan plan = SamplePlan();
  planner::Step& step = plan.steps[1];
  step.summary = step.place = step.undo_note = kEvilName;
  step.undo = planner::UndoClass::kSchemaOnly;
  step.hazards = {{planner::HazardId::kDataLoss, step.object, kEvilName, false}};
  plan.from_description = plan.to_description = kEvilName;
  plan.checks[0].question = plan.checks[0].sql = plan.checks[0].expected = kEvilName;
  plan.remarks[0].text = plan.remarks[0].place = plan.remarks[0].what = kEvilName;
  plan.remarks[0].object = schema::MakeKey(schema::Kind::kUnmodelled, {"public", kEvilName});
  for (const std::string& script : {render::PlanAsSql(plan), render::RollbackAsSql(plan, 4)}) {
    for (const std::string& line : Statements(script)) EXPECT_FALSE(absl::StrContains(line, "users")) << line;
    EXPECT_FALSE(absl::StrContains(script, "\r"));
  }
}

TEST(Rollback, TakesBackTheLastStepFirst) {
  EXPECT_EQ(
      Statements(render::RollbackAsSql(SamplePlan(), 4)),
      std::vector<std::string>(
          {"BEGIN;", "SET LOCAL lock_timeout = '2s';", "SET LOCAL statement_timeout = '30s';",
           "SET LOCAL idle_in_transaction_session_timeout = '60s';", "ALTER TABLE public.orders ADD COLUMN legacy_ref text;", "COMMIT;", "BEGIN;",
           "SET LOCAL lock_timeout = '2s';", "SET LOCAL statement_timeout = '30s';", "SET LOCAL idle_in_transaction_session_timeout = '60s';",
           "ALTER TABLE public.orders DROP CONSTRAINT orders_customer_id_fkey;", "COMMIT;", "SET lock_timeout = 0;", "SET statement_timeout = 0;",
           "DROP INDEX CONCURRENTLY public.orders_customer_id_idx;", "RESET statement_timeout;", "RESET lock_timeout;"}));
}

TEST(Rollback, OfAPrefixLeavesTheRestAlone) {
  std::string script = render::RollbackAsSql(SamplePlan(), 1);
  EXPECT_TRUE(absl::StrContains(script, "DROP INDEX CONCURRENTLY"));
  EXPECT_FALSE(absl::StrContains(script, "DROP CONSTRAINT"));
}

TEST(Rollback, SaysUpFrontWhatItCannotGiveBack) {
  planner::Plan plan = SamplePlan();
  plan.steps[3].undo = planner::UndoClass::kNone;
  plan.steps[3].undo_sql.clear();
  plan.steps[3].undo_note = "no way back";
  std::string script = render::RollbackAsSql(plan, 4);
  EXPECT_TRUE(absl::StrContains(script.substr(0, script.find("BEGIN")), "-- Not taken back: step 4 column public.orders.legacy_ref: no way back\n"))
      << script;
}

planner::Step DumpStep(const schema::ObjectKey& key, const char* sql) {
  planner::Step step;
  step.object = key;
  step.sql = {sql};
  return step;
}

planner::Plan DumpPlan() {
  using schema::Kind;
  using schema::MakeKey;
  planner::Plan plan = EmptyPlan();
  plan.steps = {DumpStep(MakeKey(Kind::kExtension, {"citext"}), "CREATE EXTENSION citext"),
                DumpStep(MakeKey(Kind::kSchema, {"app"}), "CREATE SCHEMA app"),
                DumpStep(MakeKey(Kind::kTable, {"app", "orders"}), "CREATE TABLE app.orders (id bigint)"),
                DumpStep(MakeKey(Kind::kIndex, {"app", "orders", "i"}), "CREATE INDEX i ON app.orders (id)"),
                DumpStep(MakeKey(Kind::kTable, {"app", "../evil/x"}), "CREATE TABLE app.\"../evil/x\" ()"),
                DumpStep(MakeKey(Kind::kTable, {"app", "Users"}), "CREATE TABLE app.\"Users\" ()"),
                DumpStep(MakeKey(Kind::kTable, {"app", "users"}), "CREATE TABLE app.users ()")};
  return plan;
}

TEST(Dump, IsStatementsOnly) {
  EXPECT_EQ(Statements(render::DumpAsSql(DumpPlan()))[2], "CREATE TABLE app.orders (id bigint);");
  EXPECT_EQ(Statements(render::DumpAsSql(DumpPlan())).size(), 7u);
}

TEST(Dump, HasAFileForEachObjectThatStandsByItself) {
  std::vector<std::string> paths;
  for (const render::DumpFile& file : render::DumpAsFiles(DumpPlan())) {
    paths.push_back(file.path);
    if (file.path == "app/orders.sql") {
      EXPECT_EQ(file.text, "CREATE TABLE app.orders (id bigint);\n\nCREATE INDEX i ON app.orders (id);\n");
    }
  }
  EXPECT_EQ(paths, std::vector<std::string>(
                       {"app.sql", "app/%2E%2E%2Fevil%2Fx.sql", "app/%55sers.sql", "app/orders.sql", "app/users.sql", "extension.citext.sql"}));
}

}  // namespace
}  // namespace render_test
