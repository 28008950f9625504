#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {

absl::Status ReadOperator(const Row& row, Reading& reading) {
  schema::Operator body;
  body.name = row.String("operator");
  if (Oid left = row.OidOf("left_type"); left != 0) {
    ASSIGN_OR_RETURN(body.left, reading.oids.Type(left, -1));
  }
  ASSIGN_OR_RETURN(body.right, reading.oids.Type(row.OidOf("right_type"), -1));
  ASSIGN_OR_RETURN(body.function, reading.oids.Routine(row.OidOf("function")));
  ASSIGN_OR_RETURN(body.commutator, reading.oids.OptionalOperator(row.OidOf("commutator")));
  ASSIGN_OR_RETURN(body.negator, reading.oids.OptionalOperator(row.OidOf("negator")));
  ASSIGN_OR_RETURN(body.restrict_function, reading.oids.OptionalRoutine(row.OidOf("restrict_function")));
  ASSIGN_OR_RETURN(body.join_function, reading.oids.OptionalRoutine(row.OidOf("join_function")));
  body.hashes = row.Bool("hashes");
  body.merges = row.Bool("merges");
  schema::Object object = MakeObject<schema::Operator>(schema::OperatorKey(row.Text("schema"), body.name, body.left, body.right), row);
  object.common.owner = row.OptionalString("owner");
  object.body = std::move(body);
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
