#include "introspect/kinds.h"
#include "introspect/routine.h"
#include "schema/support/status.h"

namespace introspect {

absl::Status ReadProcedure(const Row& row, Reading& reading) {
  ASSIGN_OR_RETURN(std::vector<schema::Argument> arguments, ReadArguments(row, reading));
  schema::Object object = MakeObject<schema::Procedure>(RoutineKey(schema::Kind::kProcedure, row, arguments), row);
  object.common.owner = row.OptionalString("owner");
  auto& procedure = object.As<schema::Procedure>();
  procedure.arguments = std::move(arguments);
  RETURN_IF_ERROR(ReadRoutine(row, reading, procedure));
  reading.oids.routines.emplace(row.OidOf("oid"), object.key);
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
