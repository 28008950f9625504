#include <cstdio>
#include <cstdlib>

#include "cli/run.h"

#ifdef LOCKSTEP_MIMALLOC
#include <mimalloc.h>
#endif

int main(int argc, char** argv) {
#ifdef LOCKSTEP_MIMALLOC
  // Large pages where the system gives them for the asking: a large schema otherwise spends a sixth of its time on page faults (docs/performance.md).
  mi_option_enable(mi_option_large_os_pages);
#endif
  int status = cli::Run(argc, argv);
  // Everything is written; giving back the memory of large schemas piece by piece would only take time.
  std::fflush(nullptr);
  std::_Exit(status);
}
