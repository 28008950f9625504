// CREATE ACCESS METHOD.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreateAccessMethod(Context& context, const ::CreateAmStmt& statement);

}  // namespace compiler
