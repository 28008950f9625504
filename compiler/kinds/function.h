// CREATE FUNCTION, and the attributes that ALTER FUNCTION changes.
#pragma once

#include "compiler/context.h"

namespace compiler {

// CREATE FUNCTION and CREATE PROCEDURE are one statement to the parser.
absl::Status CreateFunction(Context& context, const ::CreateFunctionStmt& statement);
// One attribute, as CREATE and ALTER write it. What is no attribute of its own (AS, LANGUAGE, TRANSFORM) is left alone.
absl::Status ApplyFunctionOption(Context& context, const ::DefElem& option, schema::Function& function);

}  // namespace compiler
