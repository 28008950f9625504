// References that no field names: the unique key behind a foreign key.
#pragma once

#include <vector>

#include "schema/database.h"

namespace planner {

// The keys and unique indexes of the referenced table over exactly the referenced columns, in any order: one of them carries the foreign key
// (transformFkeyCheckAttrs, tablecmds.c).
std::vector<schema::ObjectKey> CarryingKeys(const schema::Database& database, const schema::ForeignKey& foreign_key);

}  // namespace planner
