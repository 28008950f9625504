// CREATE [DEFAULT] CONVERSION.
#pragma once

#include <string>

#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/object_key.h"

namespace schema {

struct Conversion {
  static constexpr Kind kKind = Kind::kConversion;
  std::string source_encoding;
  std::string target_encoding;
  ObjectKey function;
  bool is_default = false;
  static constexpr auto kFields = std::tuple{Field{"source_encoding", &Conversion::source_encoding}, Field{"target_encoding", &Conversion::target_encoding},
                                             Field{"function", &Conversion::function}, Field{"is_default", &Conversion::is_default}};
};
static_assert(kAllFieldsListed<Conversion>);

}  // namespace schema
