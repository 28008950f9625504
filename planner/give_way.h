// Names of indexes that stand in the way: a table that goes last of all and one that comes first have an index of the same name.
#pragma once

#include "planner/draft.h"

namespace planner {

// Lets the index (or key) of the table that `dropper` drops give up the name that `creator` needs: renamed before, and back in the rollback. False when what is in
// the way is something else. Both drafts are changed.
bool GiveWay(Draft& dropper, Draft& creator);

}  // namespace planner
