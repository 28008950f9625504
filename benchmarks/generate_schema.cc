// usage: generate_schema TABLES FOLDER [--seed N] [--views N] [--changed N]
//
// Writes a synthetic schema of that many tables into a folder, which is made (generate.h).
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"
#include "benchmarks/generate.h"

namespace {

// Reads one option and its value.
bool Read(absl::string_view name, absl::string_view value, benchmarks::GenerateOptions& options) {
  if (name == "--seed") return absl::SimpleAtoi(value, &options.seed);
  if (name == "--views") return absl::SimpleAtoi(value, &options.views);
  if (name == "--changed") return absl::SimpleAtoi(value, &options.changed);
  return false;
}

}  // namespace

int main(int argc, char** argv) {
  benchmarks::GenerateOptions options;
  bool right = argc >= 3 && argc % 2 == 1 && absl::SimpleAtoi(argv[1], &options.tables);
  for (int i = 3; right && i < argc; i += 2) right = Read(argv[i], argv[i + 1], options);
  if (!right) {
    std::fprintf(stderr, "usage: generate_schema TABLES FOLDER [--seed N] [--views N] [--changed N]\n");
    return 64;
  }
  std::filesystem::create_directories(argv[2]);
  for (const benchmarks::GeneratedFile& file : benchmarks::GenerateSchema(options)) {
    std::ofstream(std::filesystem::path(argv[2]) / file.name, std::ios::binary) << file.text;
  }
  return 0;
}
