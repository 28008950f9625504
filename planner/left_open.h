// What the desired schema leaves open, because only a server can run a part of it.
#pragma once

#include <vector>

#include "planner/change.h"
#include "planner/draft.h"
#include "planner/rename.h"

namespace planner {

// Takes away the drops of objects that such a part (Origin::server_only) may make, and of what belongs to these or uses them: it names them, with their table
// where they are below one, or names the parent of the partition; a word with % in it names all that is so ("%_idx"). Takes away changes of privileges alone,
// where such a part grants or revokes. Each is noted with its place.
void LeaveOpen(std::vector<Change>& changes, Expander& out);
// The same for constraints and indexes that only have another name: where such a part speaks of renaming, the names are its business.
void LeaveOpen(std::vector<Rename>& renames, const std::vector<Change>& changes, Expander& out);

}  // namespace planner
