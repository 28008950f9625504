// Passwords out of what is shown to people.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace cli {

// `text` with the passwords of connection URIs and of key=value connection strings in it replaced by ***.
std::string Redact(absl::string_view text);

}  // namespace cli
