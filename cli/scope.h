// --schemas and --exclude: the part of a schema that a comparison is about. Applied to both sides alike.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "schema/database.h"

namespace cli {

struct Scope {
  std::vector<std::string> schemas;  // empty: all. An extension counts to the schema it is installed in.
  // Patterns of names, part by part: "audit" is a schema (or an extension) and all in it, "*.tmp_*" tables and other objects of any schema,
  // "public.orders.old_*" columns, constraints and indexes of one table. What is below an object goes with it.
  std::vector<std::string> exclude;

  bool everything() const { return schemas.empty() && exclude.empty(); }
};

bool InScope(const schema::Object& object, const Scope& scope);

struct Scoped {
  schema::Database database;
  std::vector<schema::ObjectKey> left_out;  // not what is below an object that is left out itself
};
Scoped Apply(const schema::Database& database, const Scope& scope);

}  // namespace cli
