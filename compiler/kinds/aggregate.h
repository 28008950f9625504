// CREATE AGGREGATE.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreateAggregate(Context& context, const ::DefineStmt& statement);

}  // namespace compiler
