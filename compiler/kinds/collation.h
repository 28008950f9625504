// CREATE COLLATION.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreateCollation(Context& context, const ::DefineStmt& statement);

}  // namespace compiler
