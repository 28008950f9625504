// CREATE INDEX.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreateIndex(Context& context, const ::IndexStmt& statement);

}  // namespace compiler
