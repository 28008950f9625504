// Runs one case file without a server: its golden parts and the offline laws. The live laws are in tests/live/live_laws.h.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tests/runner/case_file.h"

namespace tests {

struct RunOptions {
  bool update = false;  // rewrite the golden parts of the file
};

// The case in the file at `path`.
absl::StatusOr<CaseFile> ReadCase(const std::string& path);

// What is wrong with the case at `path`, one entry for each golden part or law that fails; empty when all is well.
std::vector<std::string> RunCase(const std::string& path, const RunOptions& options);

// Files ending in .test below `folder`, as paths relative to it, sorted.
std::vector<std::string> FindCases(const std::string& folder);

}  // namespace tests
