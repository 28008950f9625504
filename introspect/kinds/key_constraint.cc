#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {

absl::Status ReadKeyConstraint(const Row& row, Reading& reading) {
  std::optional<schema::Object> object = MakePart<schema::KeyConstraint>(row, reading);
  if (!object.has_value()) return absl::OkStatus();
  auto& key = object->As<schema::KeyConstraint>();
  Oid relation = row.OidOf("relation");
  key.primary = row.Bool("is_primary");
  ASSIGN_OR_RETURN(key.columns, reading.oids.ColumnNames(relation, row.Integers("keys")));
  std::vector<int64_t> index_keys = row.Integers("index_keys");
  ASSIGN_OR_RETURN(key.include, reading.oids.ColumnNames(relation, {index_keys.begin() + row.Integer("key_count"), index_keys.end()}));
  key.nulls_not_distinct = row.Bool("nulls_not_distinct");
  key.without_overlaps = row.Bool("without_overlaps");
  key.deferral = ReadDeferral(row);
  key.options = ReadOptions(row.Strings("options"));
  key.tablespace = row.OptionalString("tablespace");
  key.index_comment = row.OptionalString("index_comment");
  reading.builder.Add(*std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
