// usage: generate_schema TABLES FOLDER [SEED]
//
// Writes a synthetic schema of that many tables into a folder, which is made.
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "absl/strings/numbers.h"
#include "benchmarks/generate.h"

int main(int argc, char** argv) {
  benchmarks::GenerateOptions options;
  bool right = argc == 3 || argc == 4;
  right = right && absl::SimpleAtoi(argv[1], &options.tables) && (argc == 3 || absl::SimpleAtoi(argv[3], &options.seed));
  if (!right) {
    std::fprintf(stderr, "usage: generate_schema TABLES FOLDER [SEED]\n");
    return 64;
  }
  std::filesystem::create_directories(argv[2]);
  for (const benchmarks::GeneratedFile& file : benchmarks::GenerateSchema(options)) {
    std::ofstream(std::filesystem::path(argv[2]) / file.name, std::ios::binary) << file.text;
  }
  return 0;
}
