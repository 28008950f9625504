// The names under which objects that are not modelled are carried: "operator @@(text, text)", "cast (text AS public.mood)". As
// regoperator prints them; types outside pg_catalog are qualified.
#pragma once

#include <string>

#include "compiler/context.h"

namespace compiler {

// "integer, text" of a list of TypeName nodes; "NONE" for a missing operand.
absl::StatusOr<std::string> TypeList(Context& context, const ::List* types);
absl::StatusOr<std::string> TypeText(Context& context, const ::TypeName& type);

}  // namespace compiler
