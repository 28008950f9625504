// FOREIGN KEY constraints.
#pragma once

#include "compiler/kinds/constraint.h"

namespace compiler {

// Waits for the referenced table, its columns, or its primary key where the columns are not stated.
absl::Status AddForeignKey(Context& context, const schema::ObjectKey& table, const ConstraintUse& use, TableState state);

}  // namespace compiler
