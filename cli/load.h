// From sources to schemas: reads files, databases and snapshots, and compiles or resolves them, both sides at a time.
//
// A live or stored side is read first: it knows the server's version and the types of its extensions, which the SQL of the other side may use.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/options.h"
#include "cli/report.h"
#include "schema/database.h"

namespace cli {

struct Side {
  schema::Database database;
  std::string description;  // as typed, without password; of a live side what the server says
};

struct Sides {
  Side from, to;
  int server_version = 0;  // of the database that a plan is for
};

// All warnings and errors of both sides are reported. Nothing when there was an error.
std::optional<Sides> LoadBoth(const Options& options, const Reporter& reporter);
// One side: options.from.
std::optional<Side> LoadOne(const Options& options, const Reporter& reporter);

}  // namespace cli
