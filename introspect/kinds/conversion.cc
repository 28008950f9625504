#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {

absl::Status ReadConversion(const Row& row, Reading& reading) {
  schema::Object object = MakeOwnedObject<schema::Conversion>(row);
  auto& conversion = object.As<schema::Conversion>();
  conversion.source_encoding = row.String("source_encoding");
  conversion.target_encoding = row.String("target_encoding");
  ASSIGN_OR_RETURN(conversion.function, reading.oids.Routine(row.OidOf("function")));
  conversion.is_default = row.Bool("is_default");
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
