// Shell-style patterns, for files (schema/**/*.sql) and for names of objects (--exclude 'audit.*').
#pragma once

#include "absl/strings/string_view.h"

namespace cli {

// Whether `text` as a whole fits `pattern`: "*" any run of characters, "?" one, "[a-z]" and "[!a-z]" one of a set, "\" takes the next literally.
// No character is special to "*"; split paths and names into their parts before.
bool GlobMatches(absl::string_view pattern, absl::string_view text);

bool HasGlobCharacters(absl::string_view text);

}  // namespace cli
