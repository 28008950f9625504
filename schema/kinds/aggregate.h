// CREATE AGGREGATE. Keyed as functions are (function.h). Functions are named by key, builtin ones too.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/kinds/function.h"
#include "schema/kinds/index_part.h"
#include "schema/kinds/routine.h"
#include "schema/object_key.h"
#include "schema/type_ref.h"

namespace schema {

enum class AggregateKind : uint8_t { kNormal, kOrderedSet, kHypothetical };
template <>
struct EnumNames<AggregateKind> {
  static constexpr const char* kNames[] = {"normal", "ordered-set", "hypothetical-set"};
};

enum class FinalModify : uint8_t { kReadOnly, kShareable, kReadWrite };
template <>
struct EnumNames<FinalModify> {
  static constexpr const char* kNames[] = {"READ_ONLY", "SHAREABLE", "READ_WRITE"};
};

// The plain half of an aggregate, or its moving half.
struct AggregateState {
  std::optional<ObjectKey> function;  // SFUNC, MSFUNC
  TypeRef type;
  int space = 0;
  std::optional<ObjectKey> final_function;
  bool final_extra = false;
  std::optional<FinalModify> final_modify;  // absent: the default of the kind
  std::optional<std::string> initial;  // INITCOND
  static constexpr auto kFields = std::tuple{Field{"function", &AggregateState::function}, Field{"type", &AggregateState::type},
                                             Field{"space", &AggregateState::space}, Field{"final_function", &AggregateState::final_function},
                                             Field{"final_extra", &AggregateState::final_extra}, Field{"final_modify", &AggregateState::final_modify},
                                             Field{"initial", &AggregateState::initial}};
  bool operator==(const AggregateState&) const = default;
};
static_assert(kAllFieldsListed<AggregateState>);

struct Aggregate {
  static constexpr Kind kKind = Kind::kAggregate;
  AggregateKind kind = AggregateKind::kNormal;
  std::vector<Argument> arguments;  // direct and aggregated ones
  int direct_arguments = 0;
  AggregateState state;
  std::optional<ObjectKey> combine;
  std::optional<ObjectKey> serialize;
  std::optional<ObjectKey> deserialize;
  std::optional<AggregateState> moving;
  std::optional<ObjectKey> inverse;  // MINVFUNC
  std::optional<QualifiedName> sort_operator;
  Parallel parallel = Parallel::kUnsafe;
  static constexpr auto kFields = std::tuple{Field{"kind", &Aggregate::kind}, Field{"arguments", &Aggregate::arguments},
                                             Field{"direct_arguments", &Aggregate::direct_arguments}, Field{"state", &Aggregate::state},
                                             Field{"combine", &Aggregate::combine}, Field{"serialize", &Aggregate::serialize},
                                             Field{"deserialize", &Aggregate::deserialize}, Field{"moving", &Aggregate::moving},
                                             Field{"inverse", &Aggregate::inverse}, Field{"sort_operator", &Aggregate::sort_operator},
                                             Field{"parallel", &Aggregate::parallel}};
};
static_assert(kAllFieldsListed<Aggregate>);

}  // namespace schema
