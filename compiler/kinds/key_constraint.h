// PRIMARY KEY and UNIQUE constraints.
#pragma once

#include "compiler/kinds/constraint.h"

namespace compiler {

// PRIMARY KEY, UNIQUE and EXCLUDE of one statement: the primary key first, and what only repeats another one left out
// (transformIndexConstraints, parse_utilcmd.c).
absl::Status AddKeys(Context& context, const schema::ObjectKey& table, std::vector<ConstraintUse> uses, TableState state);
// Null when the table has none.
schema::Object* FindPrimaryKey(Context& context, const schema::ObjectKey& table);
// E0102 when the schema has a relation of this name, which the index of a constraint would have too.
absl::Status CheckRelationName(Context& context, absl::string_view schema, absl::string_view name, const schema::SourceSpan& at);
// A tablespace as stated, or the default of the session; absent for the database's own.
std::optional<std::string> TablespaceOf(Context& context, const char* stated);

}  // namespace compiler
