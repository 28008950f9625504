#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {

absl::Status ReadLanguage(const Row& row, Reading& reading) {
  schema::Object object = MakeObject<schema::Language>(schema::MakeKey(schema::Kind::kLanguage, {row.Text("name")}), row);
  object.common.owner = row.OptionalString("owner");
  auto& language = object.As<schema::Language>();
  language.trusted = row.Bool("trusted");
  ASSIGN_OR_RETURN(language.handler, reading.oids.Routine(row.OidOf("handler")));
  ASSIGN_OR_RETURN(language.inline_handler, reading.oids.OptionalRoutine(row.OidOf("inline_handler")));
  ASSIGN_OR_RETURN(language.validator, reading.oids.OptionalRoutine(row.OidOf("validator")));
  reading.oids.languages.emplace(row.OidOf("oid"), object.key);
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
