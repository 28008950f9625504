// A test case as text: what a schema is, what it shall become, and the plan that must come out. One file a DBA can read:
//
//   Making a nullable column NOT NULL must not scan under an exclusive lock.
//   -- options: server_version=15 since=14 allow=all
//   -- skip: L5 the removed label cannot come back
//   -- from --
//   CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);
//   -- to --
//   CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL);
//   -- plan --
//   …
//
// Sections `from` and `to` are input (repeatable, with a file name: `-- to orders.sql --`); the others are golden text, rewritten by
// LOCKSTEP_UPDATE=1: error, warnings, plan, checks, remarks, undo, tree. A golden section that is not in the file must come out empty, but for
// `tree` (the resolved expressions of `from`), which is made only where the file has it.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace tests {

struct NamedText {
  std::string name;  // "from.sql", or the name given in the section's head
  std::string text;
};

struct CaseFile {
  std::string prose;
  int server_version = 180000;  // of the golden parts
  int since = 14;               // the oldest major on which the case makes sense; the laws run on this one too
  std::vector<std::string> allow = {"all"};
  std::map<std::string, std::string> skipped_laws;  // "L5" -> reason
  std::vector<NamedText> from, to;
  std::map<std::string, std::string> golden;  // "plan" -> text

  bool Skips(const std::string& law) const { return skipped_laws.count(law) > 0; }
};

// Fails with the line for an unknown section, option or law, for a skip without a reason, and for a case without prose or without input.
absl::StatusOr<CaseFile> ParseCase(absl::string_view text);

// The case as text again, sections in one fixed order. ParseCase(WriteCase(c)) == c.
std::string WriteCase(const CaseFile& test_case);

}  // namespace tests
