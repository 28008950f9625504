// CREATE TYPE with input and output functions, or as a shell; ALTER TYPE … SET (…).
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreateBaseType(Context& context, const ::DefineStmt& statement);
absl::Status AlterBaseType(Context& context, const ::AlterTypeStmt& statement);

}  // namespace compiler
