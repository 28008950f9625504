#include "introspect/kinds.h"

namespace introspect {

absl::Status ReadSchema(const Row& row, Reading& reading) {
  schema::Object object = MakeObject<schema::Schema>(schema::MakeKey(schema::Kind::kSchema, {row.Text("name")}), row);
  object.common.owner = row.OptionalString("owner");
  // initdb's own words (pg_namespace.dat): no comment that anybody wrote.
  if (row.Text("name") == "public" && row.Text("comment") == "standard public schema") object.common.comment.reset();
  reading.oids.schemas.emplace(row.OidOf("oid"), object.key);
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
