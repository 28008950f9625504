// CREATE CAST.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreateCast(Context& context, const ::CreateCastStmt& statement);

}  // namespace compiler
