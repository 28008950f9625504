// Calls of functions that the schema itself defines. They are not modelled yet: their argument types are known from their keys, their results are not.
// Such a call can stand where any type will do: as a default, an index key, a condition, a tested value. Elsewhere the expression stays opaque.
#pragma once

#include <optional>
#include <vector>

#include "compiler/analyze/analysis.h"
#include "compiler/analyze/choose.h"

namespace compiler::analyze {

// The type of what is not known: none of its own, and no conversions but to what CoerceToBoolean and the place of the whole expression want.
TypeId UnknownResult(const Analysis& analysis);

// nullopt when the schema has no function that this call fits, or more than one.
absl::StatusOr<std::optional<Value>> CallOwnFunction(const Analysis& analysis, const FunctionCall& call, std::vector<Value>& arguments, int location);

}  // namespace compiler::analyze
