// The differences between two schemas, by one merge of their sorted object lists. Objects that are not modelled are not compared.
// Rename hints of `to` are followed first: an object with `-- lockstep: renamed from old` is compared with `old` of `from`.
#pragma once

#include <vector>

#include "planner/change.h"

namespace planner {

// In order of key (of `after` where there is one). Pointers into both databases, which must outlive the changes.
std::vector<Change> Diff(const schema::Database& from, const schema::Database& to);

}  // namespace planner
