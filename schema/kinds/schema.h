// CREATE SCHEMA app: a name space. Owner, comment and grants are in Common. The schema public exists from the start on both sides.
#pragma once

#include "schema/fields.h"
#include "schema/kind.h"

namespace schema {

struct Schema {
  static constexpr Kind kKind = Kind::kSchema;
  static constexpr auto kFields = std::tuple{};
};
static_assert(kAllFieldsListed<Schema>);

}  // namespace schema
