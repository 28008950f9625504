#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {

absl::Status ReadDomain(const Row& row, Reading& reading) {
  schema::Object object = MakeOwnedObject<schema::Domain>(row);
  auto& domain = object.As<schema::Domain>();
  ASSIGN_OR_RETURN(domain.type, reading.oids.Type(row.OidOf("type"), static_cast<int32_t>(row.Integer("typmod"))));
  domain.not_null = row.Bool("not_null");
  if (row.Bool("has_default")) {
    ASSIGN_OR_RETURN(domain.default_value, ReadExpr(row, "default_value"));
  }
  Oid collation = row.OidOf("collation");
  if (collation != reading.oids.types.at(row.OidOf("type")).collation) {
    ASSIGN_OR_RETURN(domain.collation, reading.oids.Collation(collation));
  }
  reading.oids.type_objects.emplace(row.OidOf("oid"), object.key);
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
