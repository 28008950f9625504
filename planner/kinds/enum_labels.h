// The question that decides how an enum changes: ADD VALUE in place, or a new type under every column.
#pragma once

#include "planner/change.h"

namespace planner {

// Whether the change only adds labels: those from before are all there after, in their order. REQUIRES: both sides are enums.
bool OnlyAddsLabels(const Change& change);

}  // namespace planner
