// SQL text in, schema::Database out: the front end of the compiler.
//
//   SourceSet sources; sources.Add("schema/orders.sql", "CREATE TABLE orders (id bigint PRIMARY KEY);");
//   CompileResult result = Compile(std::move(sources), {.server_version = 160000});
//
// Within a file statements take effect in order, as psql would run them; across files the order never matters, nor does the order of a statement
// and what it refers to. All errors are collected; the database holds what could be understood. What is not modelled yet is carried as
// kUnmodelled and reported once with its place (W0301). What only a server can run (DO, dynamic SQL) is reported (W0302), never guessed at.
#pragma once

#include <memory>
#include <vector>

#include "schema/database.h"
#include "schema/support/diagnostic.h"
#include "schema/support/source.h"

namespace compiler {

struct CompileOptions {
  // The server that the schema is for, as server_version_num. Decides what exists and how names are derived.
  int server_version = 180000;
  // What a live server adds to the builtin catalogs (types of its extensions). Null offline.
  const schema::Origin* live = nullptr;
};

struct CompileResult {
  schema::Database database;
  std::vector<schema::Diagnostic> diagnostics;  // in order of place
};

CompileResult Compile(schema::SourceSet sources, const CompileOptions& options);

// Fills the tree of every expression that has none, by analysing its text with an empty search path (as a live catalog prints it).
// For databases from introspection and from snapshots. What cannot be resolved becomes Op::kOpaque and a warning (W0303).
void Resolve(schema::DatabaseBuilder& builder, std::vector<schema::Diagnostic>& diagnostics);

}  // namespace compiler
