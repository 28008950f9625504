// CREATE CONVERSION.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreateConversion(Context& context, const ::CreateConversionStmt& statement);

}  // namespace compiler
