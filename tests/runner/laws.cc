#include "tests/runner/laws.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "planner/diff.h"
#include "render/render.h"
#include "tests/runner/plan_text.h"
#include "schema/inheritance.h"
#include "tests/runner/shuffle.h"

namespace tests {
namespace {

using schema::Database;
using schema::Object;

std::string FieldText(const Object& object, const std::string& name) {
  for (const schema::FieldText& field : schema::FieldTexts(object)) {
    if (field.name == name) return field.text;
  }
  return "(default)";
}

// A field of an expression can differ in the tree alone: then the texts do not show it.
std::string TreesOf(const Object& object) {
  std::vector<std::string> trees;
  schema::ForEachExpr(object, [&](const schema::Expr& expr) { trees.push_back(expr.tree == nullptr ? "(no tree)" : schema::Dump(*expr.tree)); });
  return absl::StrJoin(trees, " ");
}

// A version or schema of an extension that one side does not state makes no difference, nor does its comment, which comes from its control file.
void ForgetWhatIsNotStated(const Object& actual, const Object& expected, schema::ObjectDifference& difference) {
  if (actual.key.kind != schema::Kind::kExtension) return;
  const auto& a = actual.As<schema::Extension>();
  const auto& b = expected.As<schema::Extension>();
  if (!a.version.has_value() || !b.version.has_value()) difference.body &= ~schema::FieldBit<schema::Extension>("version");
  if (!a.in_schema.has_value() || !b.in_schema.has_value()) difference.body &= ~schema::FieldBit<schema::Extension>("in_schema");
  if (!actual.common.comment.has_value() || !expected.common.comment.has_value()) difference.common &= ~schema::FieldBit<schema::Common>("comment");
}

std::string ObjectDifferences(const Object& actual, const Object& expected) {
  std::string text;
  schema::ObjectDifference difference = schema::Compare(actual, expected);
  ForgetWhatIsNotStated(actual, expected, difference);
  for (const std::string& name : schema::FieldNames(actual.key.kind, difference)) {
    std::string a = FieldText(actual, name), b = FieldText(expected, name);
    absl::StrAppend(&text, "  ", actual.key.ToString(), ": ", name, " is ", a, " instead of ", b, "\n");
    if (a == b) absl::StrAppend(&text, "    trees: ", TreesOf(actual), "\n    and:   ", TreesOf(expected), "\n");
  }
  return text;
}

std::string Errors(const compiler::CompileResult& result) {
  return DiagnosticsText(result.diagnostics, schema::Severity::kError, *result.database.origin().sources);
}

// Compiles one script and compares what comes out. `what` names the script in the message.
std::string CheckScript(absl::string_view what, const std::string& script, const Database& expected, int server_version) {
  compiler::CompileResult result = CompileFiles({{"script.sql", script}}, server_version);
  std::string wrong = absl::StrCat(Errors(result), Differences(result.database, expected));
  return wrong.empty() ? "" : absl::StrCat(what, ":\n", wrong, "the script:\n", script);
}

std::string StatementsSql(const std::vector<std::string>& statements) {
  std::string text;
  for (const std::string& sql : statements) absl::StrAppend(&text, sql, ";\n");
  return text;
}

std::string CheckDump(absl::string_view side, const Database& database, const planner::PlanOptions& options) {
  planner::PlanOptions plain = options;
  plain.online = planner::Online::kPlain;
  compiler::CompileResult empty = CompileFiles({}, options.server_version);
  absl::StatusOr<planner::Plan> dump = planner::MakePlan(empty.database, database, plain);
  if (!dump.ok()) return absl::StrCat("no dump of ", side, ": ", dump.status().message(), "\n");
  return CheckScript(absl::StrCat("the dump of ", side), StepsSql(*dump, dump->steps.size()), database, options.server_version);
}

std::string CheckShufflesOf(absl::string_view side, const std::vector<NamedText>& files, const Database& expected, int server_version) {
  constexpr uint64_t kSeeds = 4;
  for (uint64_t seed = 1; seed <= kSeeds; ++seed) {
    std::vector<NamedText> shuffled = Shuffle(files, seed);
    compiler::CompileResult result = CompileFiles(shuffled, server_version);
    std::string wrong = absl::StrCat(Errors(result), Differences(result.database, expected));
    if (wrong.empty() && result.database.Fingerprint() != expected.Fingerprint()) wrong = "  the fingerprints differ\n";
    if (wrong.empty()) continue;
    for (const NamedText& file : shuffled) absl::StrAppend(&wrong, "-- ", file.name, "\n", file.text);
    return absl::StrCat(side, " in another order (seed ", seed, "):\n", wrong);
  }
  return "";
}

}  // namespace

std::string Differences(const Database& actual, const Database& expected) {
  std::string text;
  // A column that a child defines as its parent does makes no difference that a statement could take away (attislocal).
  auto only_local = [](const Object& object, const Database& side) {
    const Object* table = object.key.kind == schema::Kind::kColumn ? side.Find(object.key.Parent(schema::Kind::kTable)) : nullptr;
    if (table == nullptr) return false;
    std::optional<Object> inherited = schema::FindInheritedColumn([&](const schema::ObjectKey& key) { return side.Find(key); }, *table, object.key.name());
    if (!inherited.has_value()) return false;
    Object own = object;
    own.As<schema::Column>().inherited = true;
    return !schema::DiffersFromInherited(own, *inherited);
  };
  auto a = actual.objects().begin(), b = expected.objects().begin();
  auto report = [&](const Object& object, const char* what) {
    if (object.key.kind == schema::Kind::kUnmodelled) return;
    absl::StrAppend(&text, "  ", object.key.ToString(), " ", what, "\n");
  };
  while (a != actual.objects().end() || b != expected.objects().end()) {
    if (b == expected.objects().end() || (a != actual.objects().end() && (*a)->key < (*b)->key)) {
      if (!only_local(**a, actual)) report(**a, "should not be there");
      ++a;
    } else if (a == actual.objects().end() || (*b)->key < (*a)->key) {
      if (!only_local(**b, expected)) report(**b, "is missing");
      ++b;
    } else {
      text += ObjectDifferences(**a++, **b++);
    }
  }
  return text;
}

compiler::CompileResult CompileFiles(const std::vector<NamedText>& files, int server_version) {
  schema::SourceSet sources;
  for (const NamedText& file : files) sources.Add(file.name, file.text);
  return compiler::Compile(std::move(sources), {.server_version = server_version});
}

std::string Concatenate(const std::vector<NamedText>& files) {
  std::string text;
  for (const NamedText& file : files) absl::StrAppend(&text, file.text, "\n");
  return text;
}

std::string StepsSql(const planner::Plan& plan, size_t count) {
  std::string text;
  for (size_t i = 0; i < count; ++i) text += StatementsSql(plan.steps[i].sql);
  return text;
}

std::string CheckSelfDiff(const CaseSchemas& schemas) {
  std::string text;
  for (const Database* side : {&schemas.from, &schemas.to}) {
    for (const planner::Change& change : planner::Diff(*side, *side)) {
      absl::StrAppend(&text, "  ", schema::EnumName(change.action), " ", change.either().key.ToString(), "\n");
    }
  }
  return text;
}

std::string CheckPlanCompiles(const CaseSchemas& schemas) {
  std::string script = absl::StrCat(Concatenate(schemas.test_case.from), render::PlanAsSql(schemas.plan));
  std::string wrong = CheckScript("from and the plan", script, schemas.to, schemas.options.server_version);
  if (!wrong.empty()) return wrong;
  compiler::CompileResult reached = CompileFiles({{"script.sql", script}}, schemas.options.server_version);
  absl::StatusOr<planner::Plan> second = planner::MakePlan(reached.database, schemas.to, schemas.options);
  if (!second.ok()) return absl::StrCat("no second plan: ", second.status().message(), "\n");
  return second->steps.empty() ? "" : absl::StrCat("the second plan is not empty:\n", StepsText(*second));
}

std::string CheckDumpCompiles(const CaseSchemas& schemas) {
  return absl::StrCat(CheckDump("from", schemas.from, schemas.options), CheckDump("to", schemas.to, schemas.options));
}

std::string CheckShuffles(const CaseSchemas& schemas) {
  int version = schemas.options.server_version;
  return absl::StrCat(CheckShufflesOf("from", schemas.test_case.from, schemas.from, version),
                      CheckShufflesOf("to", schemas.test_case.to, schemas.to, version));
}

std::string CheckUndoPrefixes(const CaseSchemas& schemas) {
  const planner::Plan& plan = schemas.plan;
  for (size_t executed = 1; executed <= plan.steps.size(); ++executed) {
    // What no statement can take back, such as a new enum label, ends the prefixes that lead back.
    if (plan.steps[executed - 1].undo == planner::UndoClass::kNone) break;
    std::string script = absl::StrCat(Concatenate(schemas.test_case.from), "-- plan\n", StepsSql(plan, executed), "-- undo\n");
    for (const planner::UndoBatch& batch : planner::Rollback(plan, executed)) script += StatementsSql(batch.sql);
    std::string wrong = CheckScript(absl::StrCat("from, ", executed, " of ", plan.steps.size(), " steps, and their undo"), script, schemas.from,
                                    schemas.options.server_version);
    if (!wrong.empty()) return wrong;
  }
  return "";
}

}  // namespace tests
