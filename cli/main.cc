#include <cstdio>
#include <cstdlib>

#include "cli/run.h"

int main(int argc, char** argv) {
  int status = cli::Run(argc, argv);
  // Everything is written; giving back the memory of large schemas piece by piece would only take time.
  std::fflush(nullptr);
  std::_Exit(status);
}
