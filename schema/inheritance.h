// What a table has from others: from the table that it is a partition of, from those that it INHERITS, from the composite type that it is OF.
//
// The rule of the model: what a table merely inherits is no object below it.
//   columns      that come from a parent are objects below the child only where they differ from the parent's in what can differ (default, NOT NULL,
//                storage, …, comment, grants): whole, with `inherited` set. A column that an inheritance child defines too (attislocal) is its own.
//   checks       that come from a parent (not conislocal) are none of the child's.
//   keys, exclusions, foreign keys, indexes of a partition that belong to one of the parent (pg_inherits, conparentid) are none of the partition's,
//                whatever they are called.
// Names, columns and constraints that a statement may mention are found through here, or while a script is compiled as full copies (inherit.h).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "schema/database.h"
#include "schema/object.h"

namespace schema {

// What has an index: alone, or behind a constraint.
inline bool HasIndex(Kind kind) { return kind == Kind::kIndex || kind == Kind::kKeyConstraint || kind == Kind::kExclusion; }

using FindObject = std::function<const Object*(const ObjectKey&)>;

// The tables that it inherits from, in their order; of a typed table its composite type.
std::vector<ObjectKey> ParentsOf(const Table& table);
inline bool HasParents(const Table& table) { return table.partition_of.has_value() || !table.inherits.empty() || table.of_type.has_value(); }

// A copy of what is below one table, as it would be below another: expressions speak of that one's columns.
Object AsBelow(const Object& part, const ObjectKey& table);

// The column as a child has it that says nothing about it: without comment, grants and identity. `column` is the parent's.
Object InheritedColumn(const Object& column, const ObjectKey& child);
// The column `name` that the table gets from its parents; nullopt when none has it.
std::optional<Object> FindInheritedColumn(const FindObject& find, const Object& table, absl::string_view name);
// The columns of a table that are objects, its own, or of its parents, nearest first, each name once. Pointers into what `find` gives.
std::vector<const Object*> ColumnsWithInherited(const DatabaseBuilder& builder, const ObjectKey& table);

// Whether a column that is inherited says more than the parent's: then it is an object. Fills in what it leaves to the parent.
bool DiffersFromInherited(Object& column, const Object& inherited);

}  // namespace schema
