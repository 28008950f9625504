// A Database as JSON and back: planning against production without a connection to it, and bug reports.
//
// Everything that is compared is in it, by field name; what is at its default is left out. Expressions are stored as text; compiler::Resolve
// fills their trees after reading. {"format": "lockstep snapshot", "format_version": "1.0", "server_version": 160004, "objects": […]}
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "schema/database.h"

namespace schema {

std::string ToJson(const Database& database);

// Fails for what is no snapshot, or one of a later major format; fields it does not know are ignored.
absl::StatusOr<DatabaseBuilder> FromJson(absl::string_view text);

}  // namespace schema
