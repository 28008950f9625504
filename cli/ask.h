// --ask-server: where expressions still differ, the live server says whether they are the same to it.
#pragma once

#include "cli/load.h"
#include "cli/options.h"
#include "cli/report.h"

namespace cli {

// Takes over into the desired side what is the same to the server that the present side comes from, and says how many expressions were asked about. Without
// --ask-server, or where the present side is no live database, it does nothing; where nothing can be asked it says why.
void AskServer(const Options& options, const Reporter& reporter, Sides& sides);

}  // namespace cli
