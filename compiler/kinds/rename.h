// ALTER … RENAME TO, RENAME COLUMN, RENAME CONSTRAINT, RENAME ATTRIBUTE.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status Rename(Context& context, const ::RenameStmt& statement);

}  // namespace compiler
