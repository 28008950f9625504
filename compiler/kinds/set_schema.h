// ALTER … SET SCHEMA.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status SetSchema(Context& context, const ::AlterObjectSchemaStmt& statement);

}  // namespace compiler
