// A live database in, a schema under construction out: every modelled object, read in one REPEATABLE READ READ ONLY transaction with an empty
// search path, by a fixed number of queries (one per kind, however many objects there are).
//
//   ASSIGN_OR_RETURN(schema::DatabaseBuilder builder, introspect::Introspect("postgresql://…"));
//   compiler::Resolve(builder, diagnostics);          // expressions have text only until then
//   schema::Database database = std::move(builder).Freeze();
//
// Members of extensions, system schemas and temporary objects are left out. What is not modelled yet is listed as kUnmodelled.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "schema/database.h"

namespace introspect {

struct IntrospectOptions {
  // 0: none. Bounds connecting and each query.
  int timeout_seconds = 0;
};

// `connection` is a URI or a key=value string as libpq takes it. Errors never contain a password.
absl::StatusOr<schema::DatabaseBuilder> Introspect(absl::string_view connection, const IntrospectOptions& options = {});

}  // namespace introspect
