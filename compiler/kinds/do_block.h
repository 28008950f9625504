// DO blocks that come to plain statements. Scripts that must run twice are written so where a statement has no IF NOT EXISTS, and those that are to
// serve several installations: IF NOT EXISTS (SELECT … FROM pg_type …) THEN CREATE TYPE …; END IF, a handler for duplicate_object that does nothing,
// EXECUTE of a string that is put together from what is known, a loop over a list that stands there, a parameter of the application with its default.
#pragma once

#include "compiler/context.h"

namespace compiler {

// Runs the statements of such a block as if they stood in the script. A condition on the catalogs is asked of the schema as it is at that place, or means,
// as does a handler that does nothing, that a statement may find its object there already, or not there. What only a server can run is stepped over, and
// the block reported for it (OnlyServer); so is, as a whole, a block with handlers that has such a part. A block that works on rows alone is skipped.
absl::Status DoBlock(Context& context, const ::Node& node);

}  // namespace compiler
