// CREATE POLICY and ALTER POLICY.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreatePolicy(Context& context, const ::CreatePolicyStmt& statement);
absl::Status AlterPolicy(Context& context, const ::AlterPolicyStmt& statement);

}  // namespace compiler
