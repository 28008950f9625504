// SECURITY LABEL FOR provider ON object IS 'label'.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status SecurityLabel(Context& context, const ::SecLabelStmt& statement);

}  // namespace compiler
