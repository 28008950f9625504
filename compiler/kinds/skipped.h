// Statements that make no object: settings and transactions, what only a server can run, what changes no schema, parts of what is not modelled.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status SetVariable(Context& context, const ::VariableSetStmt& statement);
absl::Status Transaction(Context& context, const ::TransactionStmt& statement);
// set_config and setval are understood; calls of functions that PostgreSQL does not have itself are reported (W0302).
absl::Status Select(Context& context, const ::SelectStmt& statement);
// DO, CALL, …: W0302.
absl::Status OnlyServer(Context& context, const ::Node& node);
// Alters what is carried but not modelled.
absl::Status PartOfUnmodelled(Context& context, const ::Node& node);

}  // namespace compiler
