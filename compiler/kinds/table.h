// CREATE TABLE, with PARTITION OF, PARTITION BY, INHERITS and OF; CREATE FOREIGN TABLE.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreateTable(Context& context, const ::CreateStmt& statement);
absl::Status CreateForeignTable(Context& context, const ::CreateForeignTableStmt& statement);

}  // namespace compiler
