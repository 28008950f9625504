// When a trigger or rule fires: pg_trigger.tgenabled, pg_rewrite.ev_enabled, pg_event_trigger.evtenabled.
#pragma once

#include <cstdint>

#include "schema/fields.h"
#include "schema/kind.h"

namespace schema {

enum class Enabled : uint8_t { kOrigin, kDisabled, kReplica, kAlways };
template <>
struct EnumNames<Enabled> {
  static constexpr const char* kNames[] = {"origin", "disabled", "replica", "always"};
};

}  // namespace schema
