// What psql reads in a script beside SQL: meta-commands (\connect, \restrict, \i, \if …) and the data behind COPY … FROM stdin.
//
//   "\\restrict x\nCOPY t FROM stdin;\n1\t2\n\\.\nSELECT 1;"   ->   the same text with these lines as spaces
//
// Offsets stay as they are, so places in messages stay right. Follows psqlscanslash.l as far as it goes without executing anything: \set
// variables are not replaced, and \if branches are all read; both are reported.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "schema/support/diagnostic.h"

namespace compiler {

// The text to parse, when it differs from `text`. Reports what cannot be followed (\i, \if, \gexec) at its place in file `file`.
std::optional<std::string> BlankPsqlCommands(absl::string_view text, int32_t file, std::vector<schema::Diagnostic>& diagnostics);

}  // namespace compiler
