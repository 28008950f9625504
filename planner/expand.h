// From changes to drafts of steps: each change goes through its kind's create, drop or recipes (planner/kinds).
#pragma once

#include <vector>

#include "planner/change.h"
#include "planner/draft.h"

namespace planner {

// Marks what the plan creates and drops, so that recipes know which tables are new. Before Expand, and before PropagateReplacements where it can.
void MarkChanges(const std::vector<Change>& changes, Expander& out);

// Fields that no recipe claims, and changes that no statement can make, become remarks.
void Expand(const std::vector<Change>& changes, Expander& out);

}  // namespace planner
