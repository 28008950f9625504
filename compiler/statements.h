// Which function executes which statement: one table from node tags to handlers (statements.cc).
#pragma once

#include "compiler/context.h"

namespace compiler {

// Executes the statement of a task. What it misses, it waits for (on the last try: an error); its errors are reported.
void RunTask(Workspace& workspace, const Task& task, Session* session, Attempt attempt);
// The same for a statement that is not to wait: false when it would have to, and nothing has happened.
bool RunUnlessMissing(Workspace& workspace, const Task& task, Session* session);

// The two halves of RunTask: what came of the statement, and what follows from that.
absl::Status TryTask(Workspace& workspace, const Task& task, Session* session, Attempt attempt);
void SettleTask(Workspace& workspace, const Task& task, absl::Status status);

}  // namespace compiler
