#include "tests/live/live_laws.h"

#include <future>
#include <optional>

#include "absl/strings/str_cat.h"
#include "compiler/compile.h"
#include "planner/diff.h"
#include "planner/planner.h"
#include "render/render.h"
#include "schema/support/status.h"
#include "tests/live/observed_locks.h"
#include "tests/runner/laws.h"
#include "tests/runner/plan_text.h"

namespace tests {
namespace {

std::string Errors(const compiler::CompileResult& result) {
  return DiagnosticsText(result.diagnostics, schema::Severity::kError, *result.database.origin().sources);
}

// Compiled for the server, with the types of the extensions that it has.
compiler::CompileResult CompileFor(const std::vector<NamedText>& files, const Server& server, const schema::Origin* live) {
  schema::SourceSet sources;
  for (const NamedText& file : files) sources.Add(file.name, file.text);
  return compiler::Compile(std::move(sources), {.server_version = server.version(), .live = live});
}

std::string Failed(absl::string_view what, const absl::Status& status) { return absl::StrCat(what, ": ", status.message(), "\n"); }

// As Differences, but for what source may leave open (the version of an extension), which makes no difference to a plan.
std::string RealDifferences(const schema::Database& actual, const schema::Database& expected) {
  return planner::Diff(actual, expected).empty() ? "" : Differences(actual, expected);
}

// A database made by psql from `files`, and how it reads.
struct Loaded {
  ScratchDatabase database;
  schema::Database schema;
};
absl::StatusOr<Loaded> Load(const std::vector<NamedText>& files, const Server& server) {
  RETURN_IF_ERROR(CreateRoles(server, CompileFor(files, server, nullptr).database));
  ASSIGN_OR_RETURN(ScratchDatabase database, ScratchDatabase::Create(server));
  absl::Status loaded = database.Run(Concatenate(files));
  if (!loaded.ok()) return absl::FailedPreconditionError(loaded.message());
  ASSIGN_OR_RETURN(schema::Database schema, database.Read());
  return Loaded{std::move(database), std::move(schema)};
}

enum class MustLoad { kNo, kYes };

std::string CheckSide(absl::string_view side, const std::vector<NamedText>& files, const Server& server, MustLoad must_load) {
  if (files.empty()) return "";
  absl::StatusOr<Loaded> loaded = Load(files, server);
  // Of the desired state psql need not like the order; then only L7 says something about it.
  if (loaded.status().code() == absl::StatusCode::kFailedPrecondition && must_load == MustLoad::kNo) return "";
  if (!loaded.ok()) return Failed(absl::StrCat(side, " on the server"), loaded.status());
  compiler::CompileResult compiled = CompileFor(files, server, &loaded->schema.origin());
  std::string wrong = RealDifferences(loaded->schema, compiled.database);
  return wrong.empty() ? "" : absl::StrCat(side, ", the server's against the compiler's:\n", wrong);
}

// The plan from a loaded `from` to `to`. What went wrong before there was one.
struct Planned {
  Loaded from;
  schema::Database to;
  planner::PlanOptions options;
  planner::Plan plan;
};
absl::StatusOr<Planned> MakePlanOn(const CaseFile& test_case, const Server& server) {
  ASSIGN_OR_RETURN(Loaded from, Load(test_case.from, server));
  compiler::CompileResult to = CompileFor(test_case.to, server, &from.schema.origin());
  RETURN_IF_ERROR(CreateRoles(server, to.database));
  planner::PlanOptions options{.server_version = server.version(), .allow = test_case.allow};
  ASSIGN_OR_RETURN(planner::Plan plan, planner::MakePlan(from.schema, to.database, options));
  return Planned{std::move(from), std::move(to.database), options, std::move(plan)};
}

// Runs a script and compares what is there afterwards.
std::string RunAndCompare(absl::string_view what, const std::string& script, const ScratchDatabase& database, const schema::Database& expected) {
  absl::Status run = database.Run(script);
  if (!run.ok()) return absl::StrCat(Failed(what, run), script);
  absl::StatusOr<schema::Database> reached = database.Read();
  if (!reached.ok()) return Failed(what, reached.status());
  std::string wrong = RealDifferences(*reached, expected);
  return wrong.empty() ? "" : absl::StrCat("after the ", what, ":\n", wrong, script);
}

// The rollback from where the plan led. Absent when there is none that leads back.
std::optional<std::string> CheckRollback(const Planned& planned) {
  for (const planner::Step& step : planned.plan.steps) {
    if (step.undo == planner::UndoClass::kNone) return std::nullopt;
  }
  std::string script = render::RollbackAsSql(planned.plan, planned.plan.steps.size());
  return RunAndCompare("rollback", script, planned.from.database, planned.from.schema);
}

std::string CheckLocks(const Planned& planned) {
  absl::StatusOr<std::string> wrong = UndeclaredLocks(planned.plan, planned.from.database.url());
  if (!wrong.ok()) return Failed("running the steps one by one", wrong.status());
  return wrong->empty() ? "" : absl::StrCat("locks stronger than declared:\n", *wrong);
}

std::string CheckSecondPlan(const Planned& planned) {
  absl::StatusOr<schema::Database> reached = planned.from.database.Read();
  if (!reached.ok()) return Failed("reading again", reached.status());
  absl::StatusOr<planner::Plan> second = planner::MakePlan(*reached, planned.to, planned.options);
  if (!second.ok()) return Failed("the second plan", second.status());
  return second->steps.empty() ? "" : absl::StrCat("the second plan is not empty:\n", StepsText(*second));
}

bool Compiles(const CaseFile& test_case, const Server& server) {
  return Errors(CompileFor(test_case.from, server, nullptr)).empty() && Errors(CompileFor(test_case.to, server, nullptr)).empty();
}

std::vector<std::string> CheckOn(const Server& server, const CaseFile& test_case) {
  std::vector<std::string> failures;
  for (const LiveLaw& law : kLiveLaws) {
    if (test_case.Skips(law.name)) continue;
    std::string wrong = law.check(test_case, server);
    if (!wrong.empty()) failures.push_back(absl::StrCat("law ", law.name, " (", law.says, ") does not hold on server ", server.major, "\n", wrong));
  }
  return failures;
}

// A plan that is refused (a rename that cannot be followed) is a golden part of the case; here is nothing to apply.
bool Refused(const absl::Status& status) { return status.code() == absl::StatusCode::kInvalidArgument; }

}  // namespace

std::string CheckIntrospection(const CaseFile& test_case, const Server& server) {
  if (!Compiles(test_case, server)) return "";
  return absl::StrCat(CheckSide("from", test_case.from, server, MustLoad::kYes), CheckSide("to", test_case.to, server, MustLoad::kNo));
}

std::string CheckApplied(const CaseFile& test_case, const Server& server) {
  if (!Compiles(test_case, server)) return "";
  absl::StatusOr<Planned> planned = MakePlanOn(test_case, server);
  if (Refused(planned.status())) return "";
  if (!planned.ok()) return Failed("planning from the server", planned.status());
  if (planned->plan.steps.empty()) return RealDifferences(planned->from.schema, planned->to);

  std::string wrong = RunAndCompare("plan", render::PlanAsSql(planned->plan), planned->from.database, planned->to);
  if (wrong.empty()) wrong = CheckSecondPlan(*planned);
  if (!wrong.empty()) return wrong;
  if (std::optional<std::string> rollback = CheckRollback(*planned); rollback.has_value()) {
    // Back where the plan begins, it can be run once more, step by step.
    return rollback->empty() ? CheckLocks(*planned) : *rollback;
  }
  absl::StatusOr<Planned> again = MakePlanOn(test_case, server);
  return again.ok() ? CheckLocks(*again) : Failed("planning once more", again.status());
}

std::vector<std::string> CheckLiveLaws(const CaseFile& test_case) {
  std::vector<std::future<std::vector<std::string>>> found;
  for (const Server& server : Servers()) {
    if (server.major < test_case.since) continue;
    found.push_back(std::async(std::launch::async, [&test_case, server] { return CheckOn(server, test_case); }));
  }
  std::vector<std::string> failures;
  for (auto& on_server : found) {
    for (std::string& failure : on_server.get()) failures.push_back(std::move(failure));
  }
  return failures;
}

}  // namespace tests
