// law_check: whether the laws that need no server (tests/runner/laws.h) hold for pairs of schemas. For random_pairs, which makes them by the thousand.
//
//   law_check [--server-version 18] PREFIX...      each pair is PREFIX.old.sql and PREFIX.new.sql
//
// Prints "FAIL PREFIX LAW what is wrong", on one line, for each law that does not hold; a schema that does not compile fails as E. "REFUSED PREFIX" says that the
// plan leaves a difference out, with a reason, so that it does not lead all the way (L2 is not asked then). Exit status 1 when there are any.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "planner/planner.h"
#include "schema/support/status.h"
#include "tests/runner/laws.h"
#include "tests/runner/plan_text.h"

namespace {

std::string ReadFile(const std::string& path) {
  std::stringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

bool Fail(const std::string& prefix, absl::string_view law, const std::string& wrong) {
  std::cout << "FAIL " << prefix << " " << law << " " << absl::StrReplaceAll(wrong, {{"\n", "\\n"}}) << std::endl;
  return false;
}

bool Check(const std::string& prefix, int server_version) {
  tests::CaseFile test_case;
  test_case.server_version = server_version;
  test_case.from.push_back({"old.sql", ReadFile(prefix + ".old.sql")});
  test_case.to.push_back({"new.sql", ReadFile(prefix + ".new.sql")});
  compiler::CompileResult from = tests::CompileFiles(test_case.from, server_version), to = tests::CompileFiles(test_case.to, server_version);
  for (const compiler::CompileResult* side : {&from, &to}) {
    std::string errors = tests::DiagnosticsText(side->diagnostics, schema::Severity::kError, *side->database.origin().sources);
    if (!errors.empty()) return Fail(prefix, "E", errors);
  }
  planner::PlanOptions options{.server_version = server_version, .allow = {"all"}};
  absl::StatusOr<planner::Plan> plan = planner::MakePlan(from.database, to.database, options);
  if (!plan.ok()) return Fail(prefix, "E", std::string(plan.status().message()));
  bool holds = true;
  bool refused = std::any_of(plan->remarks.begin(), plan->remarks.end(), [](const planner::Remark& remark) { return remark.reason == planner::Remark::Reason::kNotPlanned; });
  if (refused) std::cout << "REFUSED " << prefix << std::endl;
  for (const tests::Law& law : tests::kOfflineLaws) {
    if (refused && absl::string_view(law.name) == "L2") continue;
    std::string wrong = law.check({test_case, from.database, to.database, *plan, options});
    if (!wrong.empty()) holds = Fail(prefix, law.name, wrong);
  }
  return holds;
}

}  // namespace

int main(int argc, char** argv) {
  int server_version = 180000;
  bool hold = true;
  for (int i = 1; i < argc; ++i) {
    std::string word = argv[i];
    if (word == "--server-version" && i + 1 < argc) server_version = std::stoi(argv[++i]) * 10000;
    else hold = Check(word, server_version) && hold;
  }
  return hold ? 0 : 1;
}
