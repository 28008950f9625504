// CREATE PROCEDURE, and the attributes that ALTER PROCEDURE changes.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreateProcedure(Context& context, const ::CreateFunctionStmt& statement);
absl::Status ApplyProcedureOption(Context& context, const ::DefElem& option, schema::Procedure& procedure);

}  // namespace compiler
