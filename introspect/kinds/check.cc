#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {

absl::Status ReadCheck(const Row& row, Reading& reading) {
  std::optional<schema::Object> object = MakePart<schema::Check>(row, reading);
  if (!object.has_value()) return absl::OkStatus();
  auto& check = object->As<schema::Check>();
  ASSIGN_OR_RETURN(check.expression, ReadExpr(row, "expression"));
  check.no_inherit = row.Bool("no_inherit");
  check.valid = row.Bool("valid");
  check.enforced = row.Bool("enforced");
  reading.builder.Add(*std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
