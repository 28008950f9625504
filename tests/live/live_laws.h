// The laws that need a server, for every case and every server of the environment.
//
//   L6  what a server makes of a schema's text, read back and resolved, is what the compiler makes of it
//   L7  a plan applied by psql leads to the schema planned for, a second plan is empty, the rollback leads back, and no statement takes a
//       stronger lock on what existed before than its step declares
#pragma once

#include <string>
#include <vector>

#include "tests/live/scratch_database.h"
#include "tests/runner/case_file.h"

namespace tests {

// Each returns what is wrong, readably; "" when the law holds on that server. A case whose text the compiler refuses has nothing to hold.
std::string CheckIntrospection(const CaseFile& test_case, const Server& server);  // L6
std::string CheckApplied(const CaseFile& test_case, const Server& server);        // L7

struct LiveLaw {
  const char* name;
  const char* says;
  std::string (*check)(const CaseFile&, const Server&);
};
inline constexpr LiveLaw kLiveLaws[] = {
    {"L6", "introspect(create x) == compile(x)", &CheckIntrospection},
    {"L7", "the plan leads to `to`, its rollback back, its locks are as declared", &CheckApplied},
};

// All of them on all servers whose major has what the case needs, but for those that the case skips; servers side by side. Empty when nothing
// is wrong.
std::vector<std::string> CheckLiveLaws(const CaseFile& test_case);

}  // namespace tests
