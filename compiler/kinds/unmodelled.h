// What the model does not describe yet: carried as schema::Unmodelled, reported once with its place (W0301), known by name to other statements.
#pragma once

#include <optional>

#include "compiler/context.h"

namespace compiler {

absl::Status CreateTableAs(Context& context, const ::CreateTableAsStmt& statement);  // a table made of a query: only a server can say its columns

// A table LIKE a view: its columns, constraints and indexes are part of it.
absl::Status CreateUnmodelledTable(Context& context, const ::CreateStmt& statement, absl::string_view what, absl::string_view schema);

// The last name of an unmodelled object's key with another name for the object: "function f(integer)" to "function g(integer)".
std::string RenamedUnmodelled(absl::string_view last_name, absl::string_view what, absl::string_view new_name);

}  // namespace compiler
