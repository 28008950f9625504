#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {

absl::Status ReadTransform(const Row& row, Reading& reading) {
  schema::Transform body;
  ASSIGN_OR_RETURN(body.type, reading.oids.Type(row.OidOf("type"), -1));
  body.language = row.String("language");
  ASSIGN_OR_RETURN(body.from_sql, reading.oids.OptionalRoutine(row.OidOf("from_sql")));
  ASSIGN_OR_RETURN(body.to_sql, reading.oids.OptionalRoutine(row.OidOf("to_sql")));
  schema::Object object = MakeObject<schema::Transform>(schema::TransformKey(body.type, body.language), row);
  object.body = std::move(body);
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
