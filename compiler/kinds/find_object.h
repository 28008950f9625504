// The object that COMMENT, GRANT, ALTER … OWNER TO, RENAME and SET SCHEMA name by an ObjectType and a node.
#pragma once

#include <optional>

#include "compiler/context.h"

namespace compiler {

// Modelled or carried; nullopt for what is neither (members of extensions, roles, databases, temporary and system relations): statements on it are
// accepted and change nothing. Errors and waits for what should be there and is not.
// [schema, view, column]: a column of a view or materialized view; nullopt when the relation is something else.
struct NamedColumn {
  schema::ObjectKey relation;
  std::string name;
};
absl::StatusOr<std::optional<NamedColumn>> FindViewColumn(Context& context, const ::List* names);

absl::StatusOr<std::optional<schema::ObjectKey>> FindObject(Context& context, ::ObjectType type, const ::Node* object);
// Types that stand for a relation: TABLE, VIEW, INDEX, SEQUENCE, …
bool IsRelation(::ObjectType type);

}  // namespace compiler
