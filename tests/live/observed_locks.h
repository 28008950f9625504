// Which locks the statements of a plan really take: each step is run in a transaction of its own, and pg_locks is read before it commits.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "planner/plan.h"

namespace tests {

// Runs the plan on the database at `url`, and names each step that locked a table or sequence, one that was there before the plan, more strongly
// than Step::lock says. "" when there is none. Steps that cannot stand in a transaction are run but not observed.
absl::StatusOr<std::string> UndeclaredLocks(const planner::Plan& plan, absl::string_view url);

}  // namespace tests
