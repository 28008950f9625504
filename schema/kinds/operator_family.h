// CREATE OPERATOR CLASS and FAMILY. Keys end in "name using method". A class of a family of its own name brings that family with it.
// What a family holds for the type of one of its classes (by the left operand) is listed with that class, however it was added: which of the two it hangs
// on is the server's choice and differs between access methods (amadjustmembers).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/kinds/index_part.h"
#include "schema/object_key.h"
#include "schema/type_ref.h"

namespace schema {

// OPERATOR strategy name.
struct FamilyOperator {
  int strategy = 0;
  ObjectKey op;
  std::optional<QualifiedName> sort_family;  // FOR ORDER BY
  static constexpr auto kFields = std::tuple{Field{"strategy", &FamilyOperator::strategy}, Field{"op", &FamilyOperator::op},
                                             Field{"sort_family", &FamilyOperator::sort_family}};
  bool operator==(const FamilyOperator&) const = default;
};
static_assert(kAllFieldsListed<FamilyOperator>);

// FUNCTION number (left, right) name.
struct FamilyFunction {
  int number = 0;
  TypeRef left;
  TypeRef right;
  ObjectKey function;
  static constexpr auto kFields = std::tuple{Field{"number", &FamilyFunction::number}, Field{"left", &FamilyFunction::left},
                                             Field{"right", &FamilyFunction::right}, Field{"function", &FamilyFunction::function}};
  bool operator==(const FamilyFunction&) const = default;
};
static_assert(kAllFieldsListed<FamilyFunction>);

struct OperatorClass {
  static constexpr Kind kKind = Kind::kOperatorClass;
  std::string name;
  std::string method;
  TypeRef type;
  bool is_default = false;
  std::optional<QualifiedName> family;  // absent: of its own name
  TypeRef storage;  // empty: the type itself
  std::vector<FamilyOperator> operators;  // sorted
  std::vector<FamilyFunction> functions;  // sorted
  static constexpr auto kFields = std::tuple{Field{"name", &OperatorClass::name, Compare::kIgnored},  // the key says it
                                             Field{"method", &OperatorClass::method, Compare::kIgnored},
                                             Field{"type", &OperatorClass::type}, Field{"is_default", &OperatorClass::is_default},
                                             Field{"family", &OperatorClass::family}, Field{"storage", &OperatorClass::storage},
                                             Field{"operators", &OperatorClass::operators}, Field{"functions", &OperatorClass::functions}};
};
static_assert(kAllFieldsListed<OperatorClass>);

struct OperatorFamily {
  static constexpr Kind kKind = Kind::kOperatorFamily;
  std::string name;
  std::string method;
  std::vector<FamilyOperator> operators;  // the loose ones, sorted
  std::vector<FamilyFunction> functions;
  static constexpr auto kFields = std::tuple{Field{"name", &OperatorFamily::name, Compare::kIgnored},  // the key says it
                                             Field{"method", &OperatorFamily::method, Compare::kIgnored},
                                             Field{"operators", &OperatorFamily::operators}, Field{"functions", &OperatorFamily::functions}};
};
static_assert(kAllFieldsListed<OperatorFamily>);

}  // namespace schema
