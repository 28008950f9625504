// usage: compile_only FOLDER
//
// Compiles the *.sql files of a folder into a schema, which is given up: what raw_parse does, and the rest of the front end. Prints how many objects
// there are.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "compiler/compile.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: compile_only FOLDER\n");
    return 64;
  }
  schema::SourceSet sources;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
    std::stringstream text;
    text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    sources.Add(entry.path().string(), text.str());
  }
  compiler::CompileResult result = compiler::Compile(std::move(sources), {});
  for (const schema::Diagnostic& diagnostic : result.diagnostics) std::fprintf(stderr, "%s\n", diagnostic.message.c_str());
  std::printf("%zu objects\n", result.database.objects().size());
  std::fflush(nullptr);
  std::_Exit(result.diagnostics.empty() ? 0 : 1);  // as cli/main.cc
}
