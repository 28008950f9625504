// The program: reads the command line, runs the command, returns the exit status (docs/cli.md).
#pragma once

namespace cli {

int Run(int argc, char** argv);

}  // namespace cli
