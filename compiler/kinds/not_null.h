// NOT NULL: a property of the column, and from PostgreSQL 18 on a named constraint.
#pragma once

#include "compiler/kinds/constraint.h"

namespace compiler {

// A column or table constraint NOT NULL. E0107 when the column does not exist.
absl::Status AddNotNull(Context& context, const schema::ObjectKey& table, const ConstraintUse& use);
// NOT NULL that something else implies: a primary key, identity, serial. Leaves one that is there.
void ImplyNotNull(Context& context, schema::Object& column);
// DROP NOT NULL. Error when a primary key or identity needs it.
absl::Status DropNotNull(Context& context, const schema::ObjectKey& table, schema::Object& column);

}  // namespace compiler
