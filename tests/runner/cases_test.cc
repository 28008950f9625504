// Every file of tests/cases as two tests: Cases/CaseTest.Holds/column__alter_default offline, HoldsOnServers on every server of LOCKSTEP_SERVERS.
// LOCKSTEP_UPDATE=1 rewrites the golden parts.
#include <cstdlib>

#include "gtest/gtest.h"
#include "tests/live/live_laws.h"
#include "tests/runner/case_runner.h"

namespace tests {
namespace {

const std::string kFolder = LOCKSTEP_ROOT "/tests/cases";

class CaseTest : public testing::TestWithParam<std::string> {};

TEST_P(CaseTest, Holds) {
  const char* update = std::getenv("LOCKSTEP_UPDATE");
  RunOptions options{.update = update != nullptr && *update != '\0'};
  for (const std::string& failure : RunCase(kFolder + "/" + GetParam(), options)) ADD_FAILURE() << "tests/cases/" << GetParam() << ": " << failure;
}

TEST_P(CaseTest, HoldsOnServers) {
  if (Servers().empty()) GTEST_SKIP() << "LOCKSTEP_SERVERS names no server";
  absl::StatusOr<CaseFile> test_case = ReadCase(kFolder + "/" + GetParam());
  ASSERT_TRUE(test_case.ok()) << test_case.status();
  for (const std::string& failure : CheckLiveLaws(*test_case)) ADD_FAILURE() << "tests/cases/" << GetParam() << ": " << failure;
}

// "column/set_not_null.test" as "column__set_not_null".
std::string TestName(const testing::TestParamInfo<std::string>& info) {
  std::string name;
  for (char c : info.param.substr(0, info.param.rfind('.'))) {
    if (c == '/') name += "__";
    else name += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Cases, CaseTest, testing::ValuesIn(FindCases(kFolder)), TestName);

}  // namespace
}  // namespace tests
