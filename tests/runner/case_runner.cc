#include "tests/runner/case_runner.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "tests/runner/laws.h"
#include "tests/runner/plan_text.h"

namespace tests {
namespace {

using Golden = std::map<std::string, std::string>;

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

void AddDiagnostics(const compiler::CompileResult& result, Golden& golden) {
  const schema::SourceSet& sources = *result.database.origin().sources;
  golden["error"] += DiagnosticsText(result.diagnostics, schema::Severity::kError, sources);
  golden["warnings"] += DiagnosticsText(result.diagnostics, schema::Severity::kWarning, sources);
}

void AddPlan(const planner::Plan& plan, Golden& golden) {
  golden["plan"] = StepsText(plan);
  golden["checks"] = ChecksText(plan);
  golden["remarks"] = RemarksText(plan);
  golden["undo"] = UndoText(plan);
}

// The sections that differ, each as a message. A section that is not in the file must be empty.
std::vector<std::string> CompareGolden(const Golden& expected, const Golden& actual) {
  std::vector<std::string> failures;
  Golden all = actual;
  for (const auto& [section, text] : expected) all.emplace(section, "");
  for (const auto& [section, text] : all) {
    auto it = expected.find(section);
    const std::string& wanted = it == expected.end() ? std::string() : it->second;
    if (text == wanted) continue;
    failures.push_back(absl::StrCat("section ", section, " is\n", text, "instead of\n", wanted, "(LOCKSTEP_UPDATE=1 rewrites it)\n"));
  }
  return failures;
}

std::vector<std::string> CheckLaws(const CaseSchemas& schemas) {
  std::vector<std::string> failures;
  for (const Law& law : kOfflineLaws) {
    if (schemas.test_case.Skips(law.name)) continue;
    std::string wrong = law.check(schemas);
    if (!wrong.empty()) failures.push_back(absl::StrCat("law ", law.name, " (", law.says, ") does not hold\n", wrong));
  }
  return failures;
}

// The laws, at the version of the golden parts and at the oldest one.
std::vector<std::string> CheckLawsAt(const CaseFile& test_case, int server_version) {
  compiler::CompileResult from = CompileFiles(test_case.from, server_version);
  compiler::CompileResult to = CompileFiles(test_case.to, server_version);
  planner::PlanOptions options{.server_version = server_version, .allow = test_case.allow};
  absl::StatusOr<planner::Plan> plan = planner::MakePlan(from.database, to.database, options);
  if (!plan.ok()) return {absl::StrCat("no plan for server version ", server_version, ": ", plan.status().message(), "\n")};
  return CheckLaws({test_case, from.database, to.database, *plan, options});
}

struct Outcome {
  Golden golden;
  std::vector<std::string> failures;
};

Outcome Run(const CaseFile& test_case) {
  Outcome outcome;
  compiler::CompileResult from = CompileFiles(test_case.from, test_case.server_version);
  compiler::CompileResult to = CompileFiles(test_case.to, test_case.server_version);
  AddDiagnostics(from, outcome.golden);
  AddDiagnostics(to, outcome.golden);
  if (test_case.golden.count("tree") > 0) outcome.golden["tree"] = TreesText(from.database);
  if (!outcome.golden["error"].empty()) return outcome;

  planner::PlanOptions options{.server_version = test_case.server_version, .allow = test_case.allow};
  absl::StatusOr<planner::Plan> plan = planner::MakePlan(from.database, to.database, options);
  if (!plan.ok()) {
    outcome.golden["error"] = schema::Format(schema::FromStatus(plan.status()), *to.database.origin().sources);
    return outcome;
  }
  AddPlan(*plan, outcome.golden);
  outcome.failures = CheckLaws({test_case, from.database, to.database, *plan, options});
  int oldest = std::min(test_case.server_version, test_case.since * 10000);
  if (oldest == test_case.server_version) return outcome;
  for (const std::string& failure : CheckLawsAt(test_case, oldest)) outcome.failures.push_back(absl::StrCat("at version ", oldest, ": ", failure));
  return outcome;
}

void RemoveEmpty(Golden& golden) {
  for (auto it = golden.begin(); it != golden.end();) it = it->second.empty() && it->first != "tree" ? golden.erase(it) : std::next(it);
}

}  // namespace

absl::StatusOr<CaseFile> ReadCase(const std::string& path) { return ParseCase(ReadFile(path)); }

std::vector<std::string> RunCase(const std::string& path, const RunOptions& options) {
  std::string text = ReadFile(path);
  absl::StatusOr<CaseFile> test_case = ParseCase(text);
  if (!test_case.ok()) return {absl::StrCat(path, ": ", test_case.status().message())};
  Outcome outcome = Run(*test_case);
  RemoveEmpty(outcome.golden);
  if (!options.update) {
    std::vector<std::string> failures = CompareGolden(test_case->golden, outcome.golden);
    std::move(outcome.failures.begin(), outcome.failures.end(), std::back_inserter(failures));
    return failures;
  }
  test_case->golden = std::move(outcome.golden);
  std::string updated = WriteCase(*test_case);
  if (updated != text) std::ofstream(path, std::ios::binary) << updated;
  return outcome.failures;
}

std::vector<std::string> FindCases(const std::string& folder) {
  std::vector<std::string> cases;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".test") cases.push_back(std::filesystem::relative(entry.path(), folder).generic_string());
  }
  std::sort(cases.begin(), cases.end());
  return cases;
}

}  // namespace tests
