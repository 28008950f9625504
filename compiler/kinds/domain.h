// CREATE DOMAIN, ALTER DOMAIN.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreateDomain(Context& context, const ::CreateDomainStmt& statement);
absl::Status AlterDomain(Context& context, const ::AlterDomainStmt& statement);

}  // namespace compiler
