#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {

absl::Status ReadTextSearchTemplate(const Row& row, Reading& reading) {
  schema::Object object = MakeObject<schema::TextSearchTemplate>(schema::MakeKey(schema::Kind::kTextSearchTemplate, {row.Text("schema"), row.Text("name")}), row);
  auto& body = object.As<schema::TextSearchTemplate>();
  ASSIGN_OR_RETURN(body.init, reading.oids.OptionalRoutine(row.OidOf("init")));
  ASSIGN_OR_RETURN(body.lexize, reading.oids.Routine(row.OidOf("lexize")));
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
