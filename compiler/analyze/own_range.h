// The constructor functions of the schema's own range types: timerange(lower, upper [, bounds]), timemultirange(range, …).
#pragma once

#include <optional>
#include <vector>

#include "compiler/analyze/analysis.h"
#include "compiler/analyze/choose.h"

namespace compiler::analyze {

// Nullopt when the call means none of them. `arguments` are taken when it does.
absl::StatusOr<std::optional<Value>> CallRangeConstructor(const Analysis& analysis, const FunctionCall& call, std::vector<Value>& arguments, int location);

}  // namespace compiler::analyze
