// What all constraints share: their place in CREATE and ALTER TABLE, their names, when they are checked.
#pragma once

#include <string>
#include <vector>

#include "compiler/context.h"
#include "compiler/lookup.h"

namespace compiler {

// On a table that the same statement creates, NOT VALID means nothing: there are no rows (transformFKConstraints, parse_utilcmd.c).
enum class TableState { kNew, kExisting };

// A constraint as it stands in a statement, on its way into the schema.
struct ConstraintUse {
  const ::Constraint* node = nullptr;
  std::string column;  // of a column constraint; empty for a table constraint
  schema::Object* object = nullptr;  // that column, where it is at hand
};

// What the column definitions and constraints of one statement ask for, in the order in which PostgreSQL makes it.
struct ConstraintLists {
  std::vector<ConstraintUse> checks;
  std::vector<ConstraintUse> not_nulls;
  std::vector<ConstraintUse> keys;        // PRIMARY KEY, UNIQUE, EXCLUDE
  std::vector<ConstraintUse> foreign_keys;
};

// Puts DEFERRABLE, INITIALLY DEFERRED, NOT ENFORCED, which the grammar gives as constraints of their own behind the one that they are about, into
// that one (transformConstraintAttrs). Changes the tree; doing it twice is harmless.
absl::Status MergeConstraintAttributes(Context& context, const ::List* constraints);

// Sorts a constraint into the lists. Defaults, identity and generation are the column's business.
void ListConstraint(const ConstraintUse& use, ConstraintLists& lists);
// Adds all of them to the table. Foreign keys that miss something wait alone; other errors are returned at once.
absl::Status AddConstraints(Context& context, const schema::ObjectKey& table, const ConstraintLists& lists, TableState state);
// Adds one.
absl::Status AddConstraint(Context& context, const schema::ObjectKey& table, const ConstraintUse& use, TableState state);

schema::Deferral DeferralOf(const ::Constraint& constraint);
// E0102 when the table has a constraint of this name.
absl::Status CheckConstraintName(Context& context, const schema::ObjectKey& table, absl::string_view name, const schema::SourceSpan& at);
schema::SourceSpan SpanOf(Context& context, const ::Constraint& constraint);
// "ALTER TABLE table ADD constraint" as a tree, in the current memory context.
::Node* MakeAddConstraint(Context& context, const schema::ObjectKey& table, const ConstraintUse& use, TableState state);
// "ALTER TABLE table command".
::Node* MakeAlterTable(Context& context, const schema::ObjectKey& table, const ::AlterTableCmd& command);
// An error unless the schema is for this major version or a later one: "NOT ENFORCED needs PostgreSQL 18".
absl::Status RequireVersion(Context& context, int major, const schema::SourceSpan& at, absl::string_view feature);

}  // namespace compiler
