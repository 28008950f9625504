// What the model does not describe yet: a view, a function, a partitioned table. Carried and reported with its place, never compared.
// Its key's last name is "<what> <name and signature>", so that a function and a view of one name do not meet. What is below it (the columns and
// indexes of a partitioned table) is part of it and has no objects.
#pragma once

#include <string>

#include "schema/fields.h"
#include "schema/kind.h"

namespace schema {

struct Unmodelled {
  static constexpr Kind kKind = Kind::kUnmodelled;
  std::string what;  // "view", "function", "partitioned table", …, as a person would call it
  static constexpr auto kFields = std::tuple{Field{"what", &Unmodelled::what}};
};
static_assert(kAllFieldsListed<Unmodelled>);

}  // namespace schema
