// CREATE OPERATOR. Its key's last name is "name(left, right)", with NONE for the left side of a prefix operator.
#pragma once

#include <optional>
#include <string>

#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/object_key.h"
#include "schema/type_ref.h"

namespace schema {

struct Operator {
  static constexpr Kind kKind = Kind::kOperator;
  std::string name;
  TypeRef left;  // empty: a prefix operator
  TypeRef right;
  ObjectKey function;
  std::optional<ObjectKey> commutator;
  std::optional<ObjectKey> negator;
  std::optional<ObjectKey> restrict_function;
  std::optional<ObjectKey> join_function;
  bool hashes = false;
  bool merges = false;
  static constexpr auto kFields = std::tuple{Field{"name", &Operator::name, Compare::kIgnored},  // the key says it
                                             Field{"left", &Operator::left, Compare::kIgnored}, Field{"right", &Operator::right, Compare::kIgnored},
                                             Field{"function", &Operator::function}, Field{"commutator", &Operator::commutator},
                                             Field{"negator", &Operator::negator}, Field{"restrict_function", &Operator::restrict_function},
                                             Field{"join_function", &Operator::join_function}, Field{"hashes", &Operator::hashes},
                                             Field{"merges", &Operator::merges}};
};
static_assert(kAllFieldsListed<Operator>);

}  // namespace schema
