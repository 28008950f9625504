// CREATE POLICY … ON table. A child of its table.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/expr.h"
#include "schema/fields.h"
#include "schema/kind.h"

namespace schema {

enum class PolicyCommand : uint8_t { kAll, kSelect, kInsert, kUpdate, kDelete };
template <>
struct EnumNames<PolicyCommand> {
  static constexpr const char* kNames[] = {"ALL", "SELECT", "INSERT", "UPDATE", "DELETE"};
};

struct Policy {
  static constexpr Kind kKind = Kind::kPolicy;
  bool permissive = true;
  PolicyCommand command = PolicyCommand::kAll;
  std::vector<std::string> roles;  // sorted; empty: PUBLIC
  std::optional<Expr> using_expression;
  std::optional<Expr> with_check;
  static constexpr auto kFields = std::tuple{Field{"permissive", &Policy::permissive}, Field{"command", &Policy::command}, Field{"roles", &Policy::roles},
                                             Field{"using_expression", &Policy::using_expression}, Field{"with_check", &Policy::with_check}};
};
static_assert(kAllFieldsListed<Policy>);

}  // namespace schema
