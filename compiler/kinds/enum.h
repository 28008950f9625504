// CREATE TYPE … AS ENUM, ALTER TYPE … ADD VALUE, RENAME VALUE.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreateEnum(Context& context, const ::CreateEnumStmt& statement);
absl::Status AlterEnum(Context& context, const ::AlterEnumStmt& statement);

}  // namespace compiler
