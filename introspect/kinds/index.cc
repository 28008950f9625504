#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {

absl::Status ReadIndex(const Row& row, Reading& reading) {
  std::optional<schema::Object> object = MakePart<schema::Index>(row, reading);
  if (!object.has_value()) return absl::OkStatus();
  auto& index = object->As<schema::Index>();
  index.unique = row.Bool("is_unique");
  index.nulls_not_distinct = row.Bool("nulls_not_distinct");
  index.method = row.String("method");
  ASSIGN_OR_RETURN(IndexKeys keys, ReadIndexKeys(row, reading));
  index.parts = std::move(keys.parts);
  index.include = std::move(keys.include);
  if (row.Bool("has_predicate")) {
    ASSIGN_OR_RETURN(index.predicate, ReadExpr(row, "predicate"));
  }
  index.options = ReadOptions(row.Strings("options"));
  index.tablespace = row.OptionalString("tablespace");
  std::vector<int64_t> positions = row.Integers("statistics_positions"), targets = row.Integers("statistics_targets");
  for (size_t i = 0; i < positions.size(); ++i) index.statistics.push_back({static_cast<int>(positions[i]), static_cast<int>(targets[i])});
  index.valid = row.Bool("valid");
  reading.builder.Add(*std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
