// CREATE CAST. Its key is one name, "(source AS target)".
#pragma once

#include <optional>

#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/object_key.h"
#include "schema/type_ref.h"

namespace schema {

enum class CastContext : uint8_t { kExplicit, kAssignment, kImplicit };
template <>
struct EnumNames<CastContext> {
  static constexpr const char* kNames[] = {"explicit", "assignment", "implicit"};
};

enum class CastMethod : uint8_t { kFunction, kInOut, kBinary };
template <>
struct EnumNames<CastMethod> {
  static constexpr const char* kNames[] = {"function", "inout", "binary"};
};

struct Cast {
  static constexpr Kind kKind = Kind::kCast;
  TypeRef source;
  TypeRef target;
  CastContext context = CastContext::kExplicit;
  CastMethod method = CastMethod::kFunction;
  std::optional<ObjectKey> function;
  static constexpr auto kFields = std::tuple{Field{"source", &Cast::source, Compare::kIgnored},  // the key says it
                                             Field{"target", &Cast::target, Compare::kIgnored}, Field{"context", &Cast::context},
                                             Field{"method", &Cast::method}, Field{"function", &Cast::function}};
};
static_assert(kAllFieldsListed<Cast>);

}  // namespace schema
