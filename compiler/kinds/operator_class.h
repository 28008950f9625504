// CREATE OPERATOR CLASS, CREATE and ALTER OPERATOR FAMILY.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreateOperatorClass(Context& context, const ::CreateOpClassStmt& statement);
absl::Status CreateOperatorFamily(Context& context, const ::CreateOpFamilyStmt& statement);
absl::Status AlterOperatorFamily(Context& context, const ::AlterOpFamilyStmt& statement);

}  // namespace compiler
