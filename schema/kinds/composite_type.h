// CREATE TYPE address AS (street text, city text): its attributes are Column objects below it, as in pg_attribute.
#pragma once

#include "schema/fields.h"
#include "schema/kind.h"

namespace schema {

struct CompositeType {
  static constexpr Kind kKind = Kind::kCompositeType;
  static constexpr auto kFields = std::tuple{};
};
static_assert(kAllFieldsListed<CompositeType>);

}  // namespace schema
