#include <algorithm>

#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {

absl::Status ReadStatistics(const Row& row, Reading& reading) {
  auto relation = reading.oids.relations.find(row.OidOf("relation"));
  if (relation == reading.oids.relations.end()) return absl::OkStatus();  // of a temporary table
  schema::Object object = MakeOwnedObject<schema::Statistics>(row);
  auto& statistics = object.As<schema::Statistics>();
  statistics.table = relation->second.key;
  statistics.ndistinct = row.Bool("ndistinct");
  statistics.dependencies = row.Bool("dependencies");
  statistics.mcv = row.Bool("mcv");
  ASSIGN_OR_RETURN(statistics.columns, reading.oids.ColumnNames(relation->first, row.Integers("columns")));
  std::sort(statistics.columns.begin(), statistics.columns.end());
  if (row.Bool("has_expressions") && row.IsNull("expressions")) return absl::AbortedError("an object was dropped while it was read");
  for (std::string& expression : row.Strings("expressions")) statistics.expressions.push_back(schema::MakeExpr(std::move(expression), nullptr));
  statistics.target = row.OptionalInt("target");
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
