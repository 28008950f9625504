// DO blocks that only guard plain statements: IF NOT EXISTS (SELECT … FROM pg_type …) THEN CREATE TYPE …; END IF, or a block whose handler for
// duplicate_object does nothing. That is how scripts that must run twice are written where the statement itself has no IF NOT EXISTS.
#pragma once

#include "compiler/context.h"

namespace compiler {

// Runs the statements of such a block as if they stood in the script. A condition on the catalogs, and a handler that does nothing, mean that a
// statement may find its object there already, or not there. Every other block is for the server alone (OnlyServer).
absl::Status DoBlock(Context& context, const ::Node& node);

}  // namespace compiler
