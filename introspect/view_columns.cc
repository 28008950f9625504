#include "introspect/view_columns.h"

#include "schema/support/status.h"

namespace introspect {

absl::StatusOr<std::vector<schema::ViewColumn>> ReadViewColumns(const Row& row, const schema::ObjectKey& view, Reading& reading) {
  std::vector<std::string> names = row.Strings("names"), comments = row.Strings("comments"), defaults = row.Strings("defaults");
  std::vector<int64_t> types = row.Integers("types"), collations = row.Integers("collations"), typmods = row.Integers("typmods"), positions = row.Integers("positions");
  std::vector<int64_t> commented = row.Integers("commented"), defaulted = row.Integers("defaulted");
  NamedRelation relation{.key = view, .modelled = true};
  std::vector<schema::ViewColumn> columns;
  for (size_t i = 0; i < names.size(); ++i) {
    schema::ViewColumn column;
    column.name = names[i];
    ASSIGN_OR_RETURN(column.type, reading.oids.Type(static_cast<Oid>(types[i]), static_cast<int32_t>(typmods[i])));
    if (commented[i] != 0) column.comment = comments[i];
    if (defaulted[i] != 0) column.default_value = schema::Expr{defaults[i], nullptr, 0};
    size_t position = static_cast<size_t>(positions[i]);
    if (relation.columns.size() < position) relation.columns.resize(position);
    relation.columns[position - 1] = {names[i], static_cast<Oid>(types[i]), static_cast<Oid>(collations[i])};
    columns.push_back(std::move(column));
  }
  reading.oids.relations.insert_or_assign(row.OidOf("oid"), std::move(relation));
  return columns;
}

}  // namespace introspect
