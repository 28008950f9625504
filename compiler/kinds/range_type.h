// CREATE TYPE … AS RANGE.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreateRange(Context& context, const ::CreateRangeStmt& statement);

}  // namespace compiler
