#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {

absl::Status ReadCast(const Row& row, Reading& reading) {
  schema::Cast cast;
  ASSIGN_OR_RETURN(cast.source, reading.oids.Type(row.OidOf("source"), -1));
  ASSIGN_OR_RETURN(cast.target, reading.oids.Type(row.OidOf("target"), -1));
  char context = row.Letter("context"), method = row.Letter("method");
  cast.context = context == 'i' ? schema::CastContext::kImplicit : context == 'a' ? schema::CastContext::kAssignment : schema::CastContext::kExplicit;
  cast.method = method == 'b' ? schema::CastMethod::kBinary : method == 'i' ? schema::CastMethod::kInOut : schema::CastMethod::kFunction;
  ASSIGN_OR_RETURN(cast.function, reading.oids.OptionalRoutine(row.OidOf("function")));
  schema::Object object = MakeObject<schema::Cast>(schema::CastKey(cast.source, cast.target), row);
  object.body = std::move(cast);
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
