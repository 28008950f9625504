// The names under which objects that are not modelled are carried: "function add(integer, text)", "operator @@(text, text)". As
// pg_get_function_identity_arguments and regoperator print them, without argument names; types outside pg_catalog are qualified.
#pragma once

#include <string>

#include "compiler/context.h"

namespace compiler {

// "integer, text" of a list of TypeName nodes; "NONE" for a missing operand.
absl::StatusOr<std::string> TypeList(Context& context, const ::List* types);
absl::StatusOr<std::string> TypeText(Context& context, const ::TypeName& type);
// "add(integer, text)" of the input arguments in a list of FunctionParameter nodes.
absl::StatusOr<std::string> FunctionSignature(Context& context, absl::string_view name, const ::List* parameters);

}  // namespace compiler
