#include "absl/strings/str_cat.h"
#include "introspect/kinds.h"

namespace introspect {

absl::Status ReadEventTrigger(const Row& row, Reading& reading) {
  schema::Object object = MakeObject<schema::EventTrigger>(schema::MakeKey(schema::Kind::kEventTrigger, {row.Text("name")}), row);
  object.common.owner = row.OptionalString("owner");
  auto& trigger = object.As<schema::EventTrigger>();
  trigger.event = row.String("event");
  trigger.tags = row.Strings("tags");
  trigger.enabled = ReadEnabled(row);
  trigger.function = schema::MakeKey(schema::Kind::kFunction, {row.Text("function_schema"), absl::StrCat(row.Text("function"), "()")});
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
