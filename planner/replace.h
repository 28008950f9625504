// Which altered objects must be made anew, and what must be made anew with them because it uses them.
//
//   A generated column whose expression changes on a server before 17 is dropped and added; so is the index on it, though the index did not change.
#pragma once

#include <vector>

#include "planner/change.h"
#include "planner/draft.h"

namespace planner {

// Turns kAlter into kReplace where a recipe says so, and adds kReplace changes for unchanged objects that use what is replaced. Keeps key order.
// What calls an overload that goes, and then one that comes, is made anew too: it lets go of the one before the other is there.
void PropagateReplacements(Expander& context, std::vector<Change>& changes);

}  // namespace planner
