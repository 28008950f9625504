// Polymorphic functions and operators, after check_generic_type_consistency and enforce_generic_type_consistency of parse_coerce.c: anyelement,
// anyarray, … must be one type throughout a call; anycompatible, … take the common type of what they are given.
#pragma once

#include <optional>
#include <vector>

#include "compiler/analyze/analysis.h"

namespace compiler::analyze {

bool IsPolymorphic(const KnownTypes& known, TypeId type);

// Whether actual types can stand for polymorphic declared ones together. Other declared types are not looked at.
bool PolymorphicFits(const Analysis& analysis, absl::Span<const TypeId> actual, absl::Span<const TypeId> declared);

struct Instance {
  std::vector<TypeId> arguments;  // what each argument is to be coerced to; still polymorphic where the argument is taken as it is
  TypeId result = kNoType;
};
// nullopt when a type cannot be determined (all polymorphic arguments are untyped literals).
std::optional<Instance> Instantiate(const Analysis& analysis, absl::Span<const TypeId> actual, absl::Span<const TypeId> declared, TypeId result);

}  // namespace compiler::analyze
