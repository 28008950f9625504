#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {

absl::Status ReadOperatorFamily(const Row& row, Reading& reading) {
  schema::OperatorFamily body;
  body.name = row.String("family");
  body.method = row.String("method");
  ASSIGN_OR_RETURN(FamilyMembers members, ReadFamilyMembers(row, reading));
  body.operators = std::move(members.operators);
  body.functions = std::move(members.functions);
  schema::Object object = MakeObject<schema::OperatorFamily>(schema::OfMethodKey(schema::Kind::kOperatorFamily, row.Text("schema"), body.name, body.method), row);
  object.common.owner = row.OptionalString("owner");
  object.body = std::move(body);
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
