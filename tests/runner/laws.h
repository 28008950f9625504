// The laws that hold for every pair of schemas, whatever the case was written for (docs/architecture.md). None needs a server.
//
//   L1  a schema does not differ from itself
//   L2  the compiler, run over `from` and the plan's SQL, arrives at `to`, and a second plan is empty
//   L3  the dump of a schema compiles to the schema
//   L4  the order of files, and of CREATE statements in them, makes no difference
//   L5  any first steps of the plan and their undo lead back to `from`
#pragma once

#include <string>
#include <vector>

#include "compiler/compile.h"
#include "planner/planner.h"
#include "schema/database.h"
#include "tests/runner/case_file.h"

namespace tests {

// Every object and field in which the schemas differ, a line each; "" when they are equal. A missing owner, the position of a column and what is
// not modelled make no difference.
std::string Differences(const schema::Database& actual, const schema::Database& expected);

compiler::CompileResult CompileFiles(const std::vector<NamedText>& files, int server_version);

// All statements of `files` in one text, in order of the files.
std::string Concatenate(const std::vector<NamedText>& files);

// The statements of the first `count` steps, each ended by a semicolon and a line break.
std::string StepsSql(const planner::Plan& plan, size_t count);

// What both schemas of a case became.
struct CaseSchemas {
  const CaseFile& test_case;
  const schema::Database& from;
  const schema::Database& to;
  const planner::Plan& plan;
  planner::PlanOptions options;
};

// Each returns what is wrong, readably; "" when the law holds.
std::string CheckSelfDiff(const CaseSchemas& schemas);         // L1
std::string CheckPlanCompiles(const CaseSchemas& schemas);     // L2
std::string CheckDumpCompiles(const CaseSchemas& schemas);     // L3
std::string CheckShuffles(const CaseSchemas& schemas);         // L4
std::string CheckUndoPrefixes(const CaseSchemas& schemas);     // L5

struct Law {
  const char* name;
  const char* says;
  std::string (*check)(const CaseSchemas&);
};
inline constexpr Law kOfflineLaws[] = {
    {"L1", "a schema does not differ from itself", &CheckSelfDiff},
    {"L2", "from ++ plan == to", &CheckPlanCompiles},
    {"L3", "compile(dump(x)) == x", &CheckDumpCompiles},
    {"L4", "order of files and statements makes no difference", &CheckShuffles},
    {"L5", "from ++ first steps ++ their undo == from", &CheckUndoPrefixes},
};

}  // namespace tests
