// What the parts of a source that only a server can run may make: all that their words name.
#pragma once

#include <vector>

#include "compiler/workspace.h"
#include "schema/database.h"

namespace compiler {

// One for each statement noted by Workspace::NoteServerOnly, with the words of the functions that it calls, and of those that these call.
std::vector<schema::ServerOnlyCode> ServerOnlyCodeOf(Workspace& workspace);

}  // namespace compiler
