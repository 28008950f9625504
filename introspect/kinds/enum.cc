#include "introspect/kinds.h"

namespace introspect {

absl::Status ReadEnum(const Row& row, Reading& reading) {
  schema::Object object = MakeOwnedObject<schema::Enum>(row);
  object.As<schema::Enum>().labels = row.Strings("labels");
  reading.oids.type_objects.emplace(row.OidOf("oid"), object.key);
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
