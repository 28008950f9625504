#include "introspect/kinds.h"

namespace introspect {

// No owner: ALTER EXTENSION cannot change it.
absl::Status ReadExtension(const Row& row, Reading& reading) {
  schema::Object object = MakeObject<schema::Extension>(schema::MakeKey(schema::Kind::kExtension, {row.Text("name")}), row);
  auto& extension = object.As<schema::Extension>();
  extension.in_schema = row.OptionalString("in_schema");
  extension.version = row.OptionalString("version");
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
