// CREATE ACCESS METHOD.
#pragma once

#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/object_key.h"

namespace schema {

struct AccessMethod {
  static constexpr Kind kKind = Kind::kAccessMethod;
  bool for_tables = false;  // else for indexes
  ObjectKey handler;
  static constexpr auto kFields = std::tuple{Field{"for_tables", &AccessMethod::for_tables}, Field{"handler", &AccessMethod::handler}};
};
static_assert(kAllFieldsListed<AccessMethod>);

}  // namespace schema
