// Gives the children of created and dropped parents to the parent's own statement: columns and constraints to CREATE TABLE, attributes to CREATE TYPE,
// checks to CREATE DOMAIN; and everything below a dropped table to its DROP. What is folded is no change of its own any more.
#pragma once

#include <vector>

#include "planner/change.h"
#include "schema/database.h"

namespace planner {

// Foreign keys among tables that reference each other in a circle are not folded: one of the tables must stand first. Keeps key order.
void FoldIntoParents(std::vector<Change>& changes);

}  // namespace planner
