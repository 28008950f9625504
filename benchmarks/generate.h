// A synthetic schema as SQL text, the same for the same seed on every machine: what the benchmarks measure with.
//
//   GenerateSchema({.tables = 1000})  ->  11 files: types.sql, tables_0.sql … tables_9.sql of 100 tables each; with views, views.sql too
//
// Each table has about 12 columns of mixed types with defaults, a primary key, two indexes (every third one with an expression or a predicate), a
// foreign key to an earlier table, a check, and now and then a comment. Some schemas and enums are shared by all. Each view joins two tables and has
// ten columns.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace benchmarks {

struct GenerateOptions {
  int tables = 100;
  uint64_t seed = 1;
  int tables_per_file = 100;
  int views = 0;
  int changed = 0;  // so many tables, evenly spread, have a column more than without this
};

struct GeneratedFile {
  std::string name;
  std::string text;
};

std::vector<GeneratedFile> GenerateSchema(const GenerateOptions& options);

}  // namespace benchmarks
