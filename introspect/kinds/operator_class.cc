#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {

absl::Status ReadOperatorClass(const Row& row, Reading& reading) {
  schema::OperatorClass body;
  body.name = row.String("class");
  body.method = row.String("method");
  ASSIGN_OR_RETURN(body.type, reading.oids.Type(row.OidOf("type"), -1));
  body.is_default = row.Bool("is_default");
  schema::QualifiedName family{row.String("family_schema"), row.String("family")};
  if (family.schema != row.Text("schema") || family.name != body.name) body.family = std::move(family);
  if (Oid storage = row.OidOf("storage"); storage != 0) {
    ASSIGN_OR_RETURN(body.storage, reading.oids.Type(storage, -1));
  }
  ASSIGN_OR_RETURN(FamilyMembers members, ReadFamilyMembers(row, reading));
  body.operators = std::move(members.operators);
  body.functions = std::move(members.functions);
  schema::Object object = MakeObject<schema::OperatorClass>(schema::OfMethodKey(schema::Kind::kOperatorClass, row.Text("schema"), body.name, body.method), row);
  object.common.owner = row.OptionalString("owner");
  object.body = std::move(body);
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
