// CREATE TABLE. Partitioned tables, partitions, inheritance children, and typed tables are carried as kUnmodelled (unmodelled.h).
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreateTable(Context& context, const ::CreateStmt& statement);

}  // namespace compiler
