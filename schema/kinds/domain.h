// CREATE DOMAIN email AS citext COLLATE "C" DEFAULT '' NOT NULL CHECK (…): its checks are objects of their own (domain_constraint.h).
#pragma once

#include <optional>

#include "schema/expr.h"
#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/object_key.h"
#include "schema/type_ref.h"

namespace schema {

struct Domain {
  static constexpr Kind kKind = Kind::kDomain;
  TypeRef type;  // what the domain is over
  bool not_null = false;
  std::optional<Expr> default_value;
  std::optional<CollationName> collation;  // absent: the type's own
  static constexpr auto kFields = std::tuple{Field{"type", &Domain::type}, Field{"not_null", &Domain::not_null},
                                             Field{"default", &Domain::default_value}, Field{"collation", &Domain::collation}};
};
static_assert(kAllFieldsListed<Domain>);

}  // namespace schema
