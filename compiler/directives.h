// `-- lockstep:` comments: what an author says about an object beyond its definition (cli contract: renamed from, backfill, using, ignore).
//
//   total numeric(12,2)          -- lockstep: renamed from amount
//
// A directive belongs to the definition that stands before it on its line; alone on its line, to the one that starts below it. E0201 for what is
// not understood, W0304 for what belongs to nothing. Files without the word "lockstep:" cost nothing.
#pragma once

#include "compiler/workspace.h"

namespace compiler {

// Sets Object::hints. To be called when all objects are there.
void AttachDirectives(Workspace& workspace);

}  // namespace compiler
