// CHECK constraints of tables.
#pragma once

#include "compiler/kinds/constraint.h"

namespace compiler {

absl::Status AddCheck(Context& context, const schema::ObjectKey& table, const ConstraintUse& use, TableState state);

}  // namespace compiler
