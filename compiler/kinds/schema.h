// CREATE SCHEMA.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreateSchema(Context& context, const ::CreateSchemaStmt& statement);

}  // namespace compiler
