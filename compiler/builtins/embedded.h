// The tables of compiler/builtins, as text inside the program. Defined by cmake/embed.cmake.
#pragma once

#include "absl/strings/string_view.h"

namespace compiler {

// The text of a file by its name without folder; empty when there is none.
absl::string_view EmbeddedFile(absl::string_view name);

}  // namespace compiler
