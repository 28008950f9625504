// usage: raw_parse FILE|FOLDER...
//
// Reads the files (of a folder, every *.sql in it) and runs libpg_query's raw parser over each, nothing more: what no front end for PostgreSQL's SQL
// can be faster than. Prints the bytes read. The yardstick of benchmarks/run.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

extern "C" {
#include "pg_query.h"
#include "pg_query/pg_query_internal.h"
}
// PostgreSQL's headers replace these by its own.
#undef printf
#undef fprintf

namespace {

std::vector<std::filesystem::path> Files(int argc, char** argv) {
  std::vector<std::filesystem::path> files;
  for (int i = 1; i < argc; ++i) {
    if (!std::filesystem::is_directory(argv[i])) {
      files.push_back(argv[i]);
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
      if (entry.path().extension() == ".sql") files.push_back(entry.path());
    }
  }
  return files;
}

}  // namespace

int main(int argc, char** argv) {
  size_t bytes = 0;
  for (const std::filesystem::path& file : Files(argc, argv)) {
    std::stringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    std::string sql = text.str();
    bytes += sql.size();
    MemoryContext context = pg_query_enter_memory_context();
    PgQueryInternalParsetreeAndError result = pg_query_raw_parse(sql.c_str(), PG_QUERY_PARSE_DEFAULT);
    if (result.error != nullptr) {
      std::fprintf(stderr, "%s: %s\n", file.c_str(), result.error->message);
      return 1;
    }
    std::free(result.stderr_buffer);
    pg_query_exit_memory_context(context);
  }
  std::printf("%zu bytes\n", bytes);
  return 0;
}
