// What SET client_encoding makes of the bytes behind it.
#pragma once

#include "schema/support/source.h"

namespace compiler {

// Turns into UTF-8 what a file says is in LATIN1, from the statement on that says so: SET client_encoding, SET NAMES. So does a server,
// whatever the bytes were meant to be. Other encodings are left as they are.
void DecodeSources(schema::SourceSet& sources);

}  // namespace compiler
