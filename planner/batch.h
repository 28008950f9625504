// Ordered steps into transactions: what may share one, what must be alone, what must be outside of any (actions.cc). A transaction holds strong locks on
// one table at a time (or on the two of a foreign key), so that a busy database never waits for a chain of tables.
#pragma once

#include <vector>

#include "planner/plan.h"
#include "planner/planner.h"

namespace planner {

std::vector<Batch> MakeBatches(const std::vector<Step>& steps, const PlanOptions& options);

}  // namespace planner
