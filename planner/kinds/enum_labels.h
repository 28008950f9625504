// The question that decides how an enum changes: ADD VALUE in place, or a new type under every column.
#pragma once

#include "planner/change.h"

namespace planner {

// Whether the change only adds labels: those from before are all there after, in their order. REQUIRES: both sides are enums.
bool OnlyAddsLabels(const Change& change);

// An enum that is built again, not only extended, takes along what names its values.
bool IsEnumRebuilt(const Change& change);

}  // namespace planner
