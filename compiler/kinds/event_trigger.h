// CREATE EVENT TRIGGER and ALTER EVENT TRIGGER … ENABLE, DISABLE.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreateEventTrigger(Context& context, const ::CreateEventTrigStmt& statement);
absl::Status AlterEventTrigger(Context& context, const ::AlterEventTrigStmt& statement);
// By name; waits for it, and E0109 when there is none.
absl::StatusOr<std::optional<schema::ObjectKey>> FindEventTrigger(Context& context, absl::string_view name);

}  // namespace compiler
