#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {

absl::Status ReadAccessMethod(const Row& row, Reading& reading) {
  schema::Object object = MakeObject<schema::AccessMethod>(schema::MakeKey(schema::Kind::kAccessMethod, {row.Text("name")}), row);
  auto& method = object.As<schema::AccessMethod>();
  method.for_tables = row.Bool("for_tables");
  ASSIGN_OR_RETURN(method.handler, reading.oids.Routine(row.OidOf("handler")));
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
