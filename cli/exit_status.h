// What a script learns from lockstep's exit status (docs/cli.md).
#pragma once

namespace cli {

enum ExitStatus : int {
  kDone = 0,
  kError = 1,
  kChangesExist = 2,  // with --exit-code
  kBlocked = 3,       // a hazard is not allowed, or a difference cannot be planned
  kWrongUsage = 64,   // EX_USAGE of sysexits.h
};

}  // namespace cli
