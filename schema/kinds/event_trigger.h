// CREATE EVENT TRIGGER.
#pragma once

#include <string>
#include <vector>

#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/kinds/enabled.h"
#include "schema/object_key.h"

namespace schema {

struct EventTrigger {
  static constexpr Kind kKind = Kind::kEventTrigger;
  std::string event;  // "ddl_command_end"
  std::vector<std::string> tags;  // WHEN TAG IN, in the order that is written
  ObjectKey function;
  Enabled enabled = Enabled::kOrigin;
  static constexpr auto kFields = std::tuple{Field{"event", &EventTrigger::event}, Field{"tags", &EventTrigger::tags},
                                             Field{"function", &EventTrigger::function}, Field{"enabled", &EventTrigger::enabled}};
};
static_assert(kAllFieldsListed<EventTrigger>);

}  // namespace schema
