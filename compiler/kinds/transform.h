// CREATE TRANSFORM.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreateTransform(Context& context, const ::CreateTransformStmt& statement);

}  // namespace compiler
