#include "introspect/kinds.h"

namespace introspect {

absl::Status ReadCompositeType(const Row& row, Reading& reading) {
  schema::Object object = MakeOwnedObject<schema::CompositeType>(row);
  reading.oids.type_objects.emplace(row.OidOf("oid"), object.key);
  reading.oids.relations.emplace(row.OidOf("relation"), NamedRelation{.key = object.key, .modelled = true});
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
