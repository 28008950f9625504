// CREATE LANGUAGE.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreateLanguage(Context& context, const ::CreatePLangStmt& statement);

}  // namespace compiler
