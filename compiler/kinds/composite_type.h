// CREATE TYPE … AS (…). Its attributes are Column objects below it.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreateCompositeType(Context& context, const ::CompositeTypeStmt& statement);

}  // namespace compiler
