// CHECK constraint of a table.
#pragma once

#include "schema/expr.h"
#include "schema/fields.h"
#include "schema/kind.h"

namespace schema {

struct Check {
  static constexpr Kind kKind = Kind::kCheck;
  Expr expression;
  bool no_inherit = false;
  bool valid = true;
  bool enforced = true;  // 18
  static constexpr auto kFields = std::tuple{Field{"expression", &Check::expression}, Field{"no_inherit", &Check::no_inherit}, Field{"valid", &Check::valid},
                                             Field{"enforced", &Check::enforced}};
};
static_assert(kAllFieldsListed<Check>);

}  // namespace schema
