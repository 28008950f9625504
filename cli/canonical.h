// A schema's own SQL: the shortest statements that make it in an empty database of its server's version.
#pragma once

#include "absl/status/statusor.h"
#include "cli/load.h"
#include "planner/plan.h"

namespace cli {

absl::StatusOr<planner::Plan> PlanFromNothing(const Side& side);

}  // namespace cli
