// One function per command: reads its sources, prints its result, returns the exit status. Errors are reported, not returned.
#pragma once

#include "cli/options.h"
#include "cli/report.h"

namespace cli {

int RunPlan(const Options& options, const Reporter& reporter);
int RunDiff(const Options& options, const Reporter& reporter);
int RunExplain(const Options& options, const Reporter& reporter);
int RunDump(const Options& options, const Reporter& reporter);

}  // namespace cli
