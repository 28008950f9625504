// A named option of an object: a storage parameter, an option of a server, a setting of a function.
#pragma once

#include <string>

#include "schema/fields.h"

namespace schema {

// One storage or index parameter: fillfactor=70, toast.autovacuum_enabled=false. Lists are sorted by name.
struct Option {
  std::string name;
  std::string value;
  static constexpr auto kFields = std::tuple{Field{"name", &Option::name}, Field{"value", &Option::value}};
  bool operator==(const Option&) const = default;
};
static_assert(kAllFieldsListed<Option>);

}  // namespace schema
