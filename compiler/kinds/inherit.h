// What children get from their parents, handed down as tablecmds.c does: to a partition, a table that INHERITS, a typed table.
//
// While a script runs a child has full copies of what it inherits, so that statements can name and change them: columns with `inherited` set, checks, keys,
// exclusions and indexes noted in Workspace::inherited(). At its end what is merely inherited goes (compiler/prune_inherited.h).
#pragma once

#include "compiler/context.h"
#include "compiler/kinds/alter_table.h"

namespace compiler {

// Gives the child what the parent has and it has not: columns, NOT NULL, checks; to a partition also keys, exclusions and indexes.
// A partition that joins gets an index for each of the parent's, also for those that were made ON ONLY the parent.
enum class Joining : uint8_t { kNo, kYes };
void Inherit(Context& context, const schema::ObjectKey& parent, const schema::ObjectKey& child, Joining joining);
// The indexes of a table, and what has one: keys and exclusions.
std::vector<schema::ObjectKey> IndexedParts(Context& context, const schema::ObjectKey& table);
// Its columns and NOT NULL alone: the first thing that a new child gets.
void InheritColumns(Context& context, const schema::ObjectKey& parent, const schema::ObjectKey& child);
// The same as Inherit from each parent that the table has.
void InheritFromParents(Context& context, const schema::ObjectKey& child);
// NOT NULL of the column is gone from the children too, unless it is their own.
void DropNotNullBelow(Context& context, const schema::ObjectKey& parent, absl::string_view column);
// The same as Inherit for all below `parent`.
void InheritBelow(Context& context, const schema::ObjectKey& parent);

// ATTACH PARTITION, INHERIT, OF: the table is a child from now on. `edit` says so in its body.
void BecomeChild(Context& context, const schema::ObjectKey& parent, const schema::ObjectKey& child, absl::FunctionRef<void(schema::Table&)> edit);
// DETACH, NO INHERIT, NOT OF: what it had from the parent is its own.
void LeaveParent(Context& context, const schema::ObjectKey& parent, const schema::ObjectKey& child, absl::FunctionRef<void(schema::Table&)> edit);

// What an ALTER TABLE subcommand, done to command.table already, does to its children. `run` does it to one of them.
absl::Status Recurse(Context& context, const AlterCommand& command, absl::FunctionRef<absl::Status(const AlterCommand&)> run);
// The index or constraint is gone: so is what children had of it.
void DropInheritedParts(Context& context, const schema::ObjectKey& part);
// RENAME COLUMN and RENAME CONSTRAINT go down as well.
void RenameColumnBelow(Context& context, const schema::ObjectKey& parent, absl::string_view old_name, absl::string_view new_name);
void RenameCheckBelow(Context& context, const schema::ObjectKey& parent, absl::string_view old_name, absl::string_view new_name);

// ALTER INDEX parent ATTACH PARTITION index.
absl::Status AttachIndex(Context& context, const schema::ObjectKey& parent, const ::RangeVar& index);
// A copy that the server made under a name of its choice gives way to what a script writes under that name; InheritFromParents then matches that one.
void MakeWay(Context& context, absl::string_view schema, absl::string_view name);

}  // namespace compiler
