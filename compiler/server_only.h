// What the parts of a source that only a server can run may make: all that their words name.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "compiler/workspace.h"
#include "schema/database.h"

namespace compiler {

// One for each statement noted by Workspace::NoteServerOnly, with the words of the functions that it calls, and of those that these call. A word with % in
// it stands for all names that are so with something in its place: "%_idx".
std::vector<schema::ServerOnlyCode> ServerOnlyCodeOf(Workspace& workspace);

// Whether a call of a function of this name may do more than read and write rows. Not so builtin functions, and those of the schema in whose bodies, and in
// those of what they call, no word speaks of definitions.
bool MayChangeSchema(Workspace& workspace, absl::string_view function);

// The place of a part that only a server can run and that speaks of all these names, so that it may make what they stand for; "" when none does.
std::string MadeByServer(Workspace& workspace, absl::Span<const std::string> names);

// Warns that a statement misses what the part at `maker` may make, and that it is for the server too. What it makes counts as made there, so that statements
// behind it can be left to the server in turn.
void LeaveToServer(Workspace& workspace, const schema::SourceSpan& statement, const absl::Status& status, absl::string_view maker);

}  // namespace compiler
