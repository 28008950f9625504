#include "cli/run.h"

#include <cstdio>

#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/report.h"

namespace cli {
namespace {

int RunCommand(const Options& options) {
  Reporter reporter(options);
  switch (options.command) {
    case Command::kPlan:
      return RunPlan(options, reporter);
    case Command::kDiff:
      return RunDiff(options, reporter);
    case Command::kExplain:
      return RunExplain(options, reporter);
    case Command::kDump:
      return RunDump(options, reporter);
  }
  return kError;
}

}  // namespace

int Run(int argc, char** argv) {
  CommandLine line = ReadCommandLine(argc, argv);
  std::fputs(line.error.c_str(), stderr);
  if (line.options.has_value()) return RunCommand(*line.options);
  return WriteStandardOutput(line.out).ok() ? line.exit_status : kError;
}

}  // namespace cli
