// CREATE TYPE … AS RANGE.
#pragma once

#include <optional>
#include <string>

#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/kinds/index_part.h"
#include "schema/object_key.h"
#include "schema/type_ref.h"

namespace schema {

struct RangeType {
  static constexpr Kind kKind = Kind::kRangeType;
  TypeRef subtype;
  std::optional<QualifiedName> opclass;  // absent: the default one
  std::optional<CollationName> collation;  // absent: the subtype's own
  std::optional<ObjectKey> canonical;
  std::optional<ObjectKey> subtype_diff;
  std::string multirange_name;  // as PostgreSQL derives it when it is not stated
  static constexpr auto kFields = std::tuple{Field{"subtype", &RangeType::subtype}, Field{"opclass", &RangeType::opclass},
                                             Field{"collation", &RangeType::collation}, Field{"canonical", &RangeType::canonical},
                                             Field{"subtype_diff", &RangeType::subtype_diff}, Field{"multirange_name", &RangeType::multirange_name}};
};
static_assert(kAllFieldsListed<RangeType>);

}  // namespace schema
