// Tables that have something from others: what the server does to children by itself, and what of it needs statements.
//
// Only what a child has by itself is an object (schema/inheritance.h). So between two schemas a child's column can come and go without anyone adding or
// dropping it: it becomes different from the parent's, or the table becomes a child or ceases to be one.
#pragma once

#include "planner/draft.h"

namespace planner {

// Turns such creations and drops into alterations, leaves out what the parent's change brings about, and takes what cannot be planned (another partition
// key) out of the list with a remark. To be called right after Diff.
void SettleInherited(std::vector<Change>& changes, Expander& out);

// Orders the steps of parents and children: a table leaves its parent before either changes, and joins one afterwards; a child's own column is changed
// after the parent's. Adds the locks that a statement takes on the children. To be called on the drafts, before Order.
void TieToParents(Expander& out);

// Whether both sides have the table, with the same parents.
bool KeepsParents(const Expander& context, const schema::ObjectKey& table);
// Whether an own index or key of a partition is what the parent's would be there, but for its name.
bool CanBeAttached(const schema::Object& part, const schema::Object& parents);

// Whether a partition's own unique index can become its part of the parent's key.
bool CanBecomeKey(const schema::Object& index, const schema::Object& parents_key);

}  // namespace planner
