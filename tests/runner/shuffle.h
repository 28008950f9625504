// The statements of a schema in another order, over other files: what must make no difference to the compiler (law L4).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "tests/runner/case_file.h"

namespace tests {

// The statements of a script, each with the comments before it and those behind it on its last line; psql meta-commands and COPY data stay with
// what follows. Knows strings, quoted names, dollar quotes and comments; needs no parser.
std::vector<std::string> SplitStatements(absl::string_view script);

// The CREATE statements in a random order, spread over up to three files; what else there is (ALTER, COMMENT, GRANT) in its own order in one more
// file. A script that drops, renames or sets something is a sequence, not a declaration: then only the files change places.
std::vector<NamedText> Shuffle(const std::vector<NamedText>& files, uint64_t seed);

}  // namespace tests
