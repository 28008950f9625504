#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {

absl::Status ReadDomainConstraint(const Row& row, Reading& reading) {
  auto domain = reading.oids.type_objects.find(row.OidOf("type"));
  if (domain == reading.oids.type_objects.end()) return absl::OkStatus();  // of an extension's or a system domain
  schema::Object object = MakeObject<schema::DomainConstraint>(domain->second.Child(schema::Kind::kDomainConstraint, row.Text("name")), row);
  auto& constraint = object.As<schema::DomainConstraint>();
  ASSIGN_OR_RETURN(constraint.expression, ReadExpr(row, "expression"));
  constraint.valid = row.Bool("valid");
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
