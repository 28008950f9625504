#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {

absl::Status ReadExclusion(const Row& row, Reading& reading) {
  std::optional<schema::Object> object = MakePart<schema::Exclusion>(row, reading);
  if (!object.has_value()) return absl::OkStatus();
  auto& exclusion = object->As<schema::Exclusion>();
  exclusion.method = row.String("method");
  ASSIGN_OR_RETURN(IndexKeys keys, ReadIndexKeys(row, reading));
  exclusion.parts = std::move(keys.parts);
  exclusion.include = std::move(keys.include);
  std::vector<std::string> operator_schemas = row.Strings("operator_schemas");
  std::vector<std::string> operators = row.Strings("operators");
  for (size_t i = 0; i < operators.size(); ++i) exclusion.operators.push_back({operator_schemas[i], operators[i]});
  if (row.Bool("has_predicate")) {
    ASSIGN_OR_RETURN(exclusion.predicate, ReadExpr(row, "predicate"));
  }
  exclusion.deferral = ReadDeferral(row);
  exclusion.options = ReadOptions(row.Strings("options"));
  exclusion.tablespace = row.OptionalString("tablespace");
  exclusion.index_comment = row.OptionalString("index_comment");
  reading.builder.Add(*std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
