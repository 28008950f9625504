// What functions and procedures have in common.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/expr.h"
#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/type_ref.h"

namespace schema {

// pg_proc.proargmodes; kTable: a column of RETURNS TABLE.
enum class ArgumentMode : uint8_t { kIn, kOut, kInOut, kVariadic, kTable };
template <>
struct EnumNames<ArgumentMode> {
  static constexpr const char* kNames[] = {"IN", "OUT", "INOUT", "VARIADIC", "TABLE"};
};

struct Argument {
  ArgumentMode mode = ArgumentMode::kIn;
  std::string name;  // empty: none
  TypeRef type;
  std::optional<Expr> default_value;
  static constexpr auto kFields = std::tuple{Field{"mode", &Argument::mode}, Field{"name", &Argument::name}, Field{"type", &Argument::type},
                                             Field{"default_value", &Argument::default_value}};
  bool operator==(const Argument&) const = default;
};
static_assert(kAllFieldsListed<Argument>);

}  // namespace schema
