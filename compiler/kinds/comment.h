// COMMENT ON.
#pragma once

#include "compiler/context.h"

namespace compiler {

// NULL and the empty text remove a comment, as on the server.
absl::Status Comment(Context& context, const ::CommentStmt& statement);

}  // namespace compiler
