// Conversions between types, after parse_coerce.c: which exist in which context, and the nodes that they leave.
//
// Node forms: a cast through a function is kCast with the function's name as text; one through the types' text forms is kCast "io"; one that only
// relabels is kCast "relabel"; into a domain kCast "domain"; of an array, element by element, kCast "array" with the text of the element's conversion,
// unless the array is a constructor: then its elements are cast, as PostgreSQL does when it reads its own print again. Explicit and implicit are alike.
#pragma once

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "compiler/analyze/analysis.h"

namespace compiler::analyze {

enum class Coercion : uint8_t { kImplicit, kAssignment, kExplicit };

enum class Pathway : uint8_t { kNone, kRelabel, kFunction, kArray, kInputOutput };
struct Conversion {
  Pathway pathway = Pathway::kNone;
  absl::string_view function;  // of kFunction
};

// getBaseTypeAndTypmod: through domains to what they are over. `typmod` becomes that of the innermost domain; may be null.
TypeId BaseType(const Analysis& analysis, TypeId type, int32_t* typmod = nullptr);

// find_coercion_pathway.
Conversion FindConversion(const Analysis& analysis, TypeId source, TypeId target, Coercion context);

// can_coerce_type for one argument or a list of them; polymorphic targets are checked together.
bool CanCoerce(const Analysis& analysis, TypeId source, TypeId target, Coercion context);
bool CanCoerceAll(const Analysis& analysis, absl::Span<const TypeId> sources, absl::Span<const TypeId> targets, Coercion context);

// coerce_type: the value as `target`. REQUIRES: CanCoerce. `typmod` matters for literals and domains only; see CoerceToTarget for the rest.
absl::StatusOr<Value> CoerceType(const Analysis& analysis, Value value, TypeId target, int32_t typmod, Coercion context);

// coerce_to_target_type: type and typmod. Error E0113 when there is no such conversion in this context; `what` is the subject of the message.
absl::StatusOr<Value> CoerceToTarget(const Analysis& analysis, Value value, TypeId target, int32_t typmod, Coercion context, absl::string_view what);

// coerce_to_boolean; `construct` as in "argument of AND must be type boolean".
absl::StatusOr<Value> CoerceToBoolean(const Analysis& analysis, Value value, absl::string_view construct);

// select_common_type and coerce_to_common_type for CASE, COALESCE, ARRAY, IN, …. kNoType from the first when the types do not agree.
TypeId TryCommonType(const Analysis& analysis, absl::Span<const TypeId> types);
absl::StatusOr<TypeId> CommonType(const Analysis& analysis, absl::Span<const Value> values, absl::string_view construct);
absl::StatusOr<Value> CoerceToCommonType(const Analysis& analysis, Value value, TypeId type, absl::string_view construct);

// What stays of type unknown becomes text (resolveTargetListUnknowns, and unknown arguments of calls that take any type).
Value UnknownAsText(const Analysis& analysis, Value value);

}  // namespace compiler::analyze
