#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {

absl::Status ReadTextSearchParser(const Row& row, Reading& reading) {
  schema::Object object = MakeObject<schema::TextSearchParser>(schema::MakeKey(schema::Kind::kTextSearchParser, {row.Text("schema"), row.Text("name")}), row);
  auto& parser = object.As<schema::TextSearchParser>();
  ASSIGN_OR_RETURN(parser.start, reading.oids.Routine(row.OidOf("start")));
  ASSIGN_OR_RETURN(parser.token, reading.oids.Routine(row.OidOf("token")));
  ASSIGN_OR_RETURN(parser.end, reading.oids.Routine(row.OidOf("end_function")));
  ASSIGN_OR_RETURN(parser.lextypes, reading.oids.Routine(row.OidOf("lextypes")));
  ASSIGN_OR_RETURN(parser.headline, reading.oids.OptionalRoutine(row.OidOf("headline")));
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
