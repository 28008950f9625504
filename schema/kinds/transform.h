// CREATE TRANSFORM. Its key is one name, "for type language name".
#pragma once

#include <optional>
#include <string>

#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/object_key.h"
#include "schema/type_ref.h"

namespace schema {

struct Transform {
  static constexpr Kind kKind = Kind::kTransform;
  TypeRef type;
  std::string language;
  std::optional<ObjectKey> from_sql;
  std::optional<ObjectKey> to_sql;
  static constexpr auto kFields = std::tuple{Field{"type", &Transform::type, Compare::kIgnored},  // the key says it
                                             Field{"language", &Transform::language, Compare::kIgnored},
                                             Field{"from_sql", &Transform::from_sql}, Field{"to_sql", &Transform::to_sql}};
};
static_assert(kAllFieldsListed<Transform>);

}  // namespace schema
