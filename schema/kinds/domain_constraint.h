// CHECK of a domain: ALTER DOMAIN email ADD CONSTRAINT email_format CHECK (VALUE ~ '@').
#pragma once

#include "schema/expr.h"
#include "schema/fields.h"
#include "schema/kind.h"

namespace schema {

struct DomainConstraint {
  static constexpr Kind kKind = Kind::kDomainConstraint;
  Expr expression;
  bool valid = true;
  static constexpr auto kFields = std::tuple{Field{"expression", &DomainConstraint::expression}, Field{"valid", &DomainConstraint::valid}};
};
static_assert(kAllFieldsListed<DomainConstraint>);

}  // namespace schema
