// References that no field names: the unique key behind a foreign key.
#pragma once

#include <vector>

#include "schema/database.h"

namespace planner {

// The keys and unique indexes of the referenced table over exactly the referenced columns, in any order: one of them carries the foreign key
// (transformFkeyCheckAttrs, tablecmds.c).
std::vector<schema::ObjectKey> CarryingKeys(const schema::Database& database, const schema::ForeignKey& foreign_key);

// Stands for such a key that is dropped: a foreign key that is made while it is still there may rely on it. No object has this key.
schema::ObjectKey GoneCarrier(const schema::ObjectKey& carrying);
// The same for one that is made: what goes before it is there comes back, in the rollback, when it is gone again.
schema::ObjectKey NewCarrier(const schema::ObjectKey& carrying);

}  // namespace planner
