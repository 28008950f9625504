// CREATE OPERATOR and ALTER OPERATOR … SET.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreateOperator(Context& context, const ::DefineStmt& statement);
absl::Status AlterOperator(Context& context, const ::AlterOperatorStmt& statement);

// Gives each operator that another one names as its commutator or negator the same in return (OperatorUpd, pg_operator.c). At the end of the script.
void LinkOperators(Workspace& workspace);

}  // namespace compiler
