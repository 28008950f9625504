// EXCLUDE constraints.
#pragma once

#include "compiler/kinds/constraint.h"

namespace compiler {

absl::Status AddExclusion(Context& context, const schema::ObjectKey& table, const ::Constraint& node);

}  // namespace compiler
