// CREATE TYPE order_status AS ENUM ('new', 'paid'): the labels in sort order.
#pragma once

#include <string>
#include <vector>

#include "schema/fields.h"
#include "schema/kind.h"

namespace schema {

struct Enum {
  static constexpr Kind kKind = Kind::kEnum;
  std::vector<std::string> labels;
  static constexpr auto kFields = std::tuple{Field{"labels", &Enum::labels}};
};
static_assert(kAllFieldsListed<Enum>);

}  // namespace schema
