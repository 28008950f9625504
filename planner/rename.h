// Renames: by hint (`-- lockstep: renamed from purchases`) for what holds data, and by equal definition for constraints and indexes, where a new name
// for the same thing is all that differs.
//
//   The present schema is first brought to the new names, as the RENAME statements will do; everything after compares and plans in new names only.
#pragma once

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "planner/change.h"
#include "planner/draft.h"
#include "schema/database.h"

namespace planner {

struct Rename {
  schema::ObjectKey before = {};  // its parents under their new names already
  schema::ObjectKey after = {};
  std::string place = {};         // of the hint, or of the object with the new name
  bool by_hint = false;           // else by equal definition
};

struct Renamed {
  schema::Database from;  // with the new names; the given one where nothing is renamed
  std::vector<Rename> renames;
  std::vector<Change> changes;  // Diff(from, to): what is left
};

// Fails (E0201) for a hint whose old name does not exist while the new one does not either, or whose old name is still wanted.
absl::StatusOr<Renamed> ApplyRenames(const schema::Database& from, const schema::Database& to);

// One step per rename, parents before children; their undo gives the old names back.
std::vector<std::unique_ptr<Draft>> RenameDrafts(const Renamed& renamed);

}  // namespace planner
