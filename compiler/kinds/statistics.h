// CREATE and ALTER STATISTICS.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreateStatistics(Context& context, const ::CreateStatsStmt& statement);
absl::Status AlterStatistics(Context& context, const ::AlterStatsStmt& statement);

// Statistics go with their table, and with any of their columns.
void DropStatisticsOf(Context& context, const schema::ObjectKey& table);
void DropStatisticsOn(Context& context, const schema::ObjectKey& table, absl::string_view column);

}  // namespace compiler
