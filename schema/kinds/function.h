// CREATE FUNCTION. Its key's last name is "name(types of its input arguments)", in format_type's words, so that overloads are objects of their own
// (routine_key.h).
// Its body is text (prosrc), or a query where it is in SQL-standard form (prosqlbody).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/expr.h"
#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/kinds/routine.h"
#include "schema/kinds/table.h"
#include "schema/object_key.h"
#include "schema/type_ref.h"

namespace schema {

enum class Volatility : uint8_t { kVolatile, kStable, kImmutable };
template <>
struct EnumNames<Volatility> {
  static constexpr const char* kNames[] = {"VOLATILE", "STABLE", "IMMUTABLE"};
};

enum class Parallel : uint8_t { kUnsafe, kRestricted, kSafe };
template <>
struct EnumNames<Parallel> {
  static constexpr const char* kNames[] = {"UNSAFE", "RESTRICTED", "SAFE"};
};

struct Function {
  static constexpr Kind kKind = Kind::kFunction;
  std::vector<Argument> arguments;  // OUT and TABLE columns included
  TypeRef returns;  // void, record of OUT arguments, trigger, …
  bool returns_set = false;
  std::string language;
  bool window = false;
  Volatility volatility = Volatility::kVolatile;
  bool strict = false;
  bool leakproof = false;
  bool security_definer = false;
  Parallel parallel = Parallel::kUnsafe;
  std::optional<std::string> cost;  // absent: 100, or 1 for C and internal
  std::optional<std::string> rows;  // absent: 1000, or 0 without SETOF
  std::optional<ObjectKey> support;  // a planner support function
  std::vector<Option> config;  // SET name = value, as pg_proc.proconfig has them and in its order
  std::vector<TypeRef> transforms;
  std::string body;  // pg_proc.prosrc; of C functions the link symbol
  std::optional<std::string> object_file;  // pg_proc.probin, of C functions
  std::optional<Expr> sql_body;  // BEGIN ATOMIC … END or RETURN …; then body is empty
  static constexpr auto kFields = std::tuple{Field{"arguments", &Function::arguments}, Field{"returns", &Function::returns},
                                             Field{"returns_set", &Function::returns_set}, Field{"language", &Function::language},
                                             Field{"window", &Function::window}, Field{"volatility", &Function::volatility},
                                             Field{"strict", &Function::strict}, Field{"leakproof", &Function::leakproof},
                                             Field{"security_definer", &Function::security_definer}, Field{"parallel", &Function::parallel},
                                             Field{"cost", &Function::cost}, Field{"rows", &Function::rows}, Field{"support", &Function::support},
                                             Field{"config", &Function::config}, Field{"transforms", &Function::transforms}, Field{"body", &Function::body},
                                             Field{"object_file", &Function::object_file}, Field{"sql_body", &Function::sql_body}};
};
static_assert(kAllFieldsListed<Function>);

}  // namespace schema
