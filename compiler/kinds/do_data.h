// Statements of a DO block that work on rows alone, whichever way they take.
#pragma once

#include <nlohmann/json.hpp>

#include "compiler/context.h"
#include "compiler/kinds/do_value.h"

namespace compiler {

// Whether a statement of PL/pgSQL ({"PLpgSQL_stmt_if": {…}}) and all below it leave the schema as it is: INSERT, UPDATE, SELECT INTO, RAISE, ….
bool ChangesNoSchema(Context& context, const nlohmann::json& statement, const DoScope& scope);

// Whether there is a RETURN in it.
bool MayReturn(const nlohmann::json& statement);

// The text of an expression or statement: {"PLpgSQL_expr": {"query": "…"}}; empty when there is none.
std::string QueryOf(const nlohmann::json& holder, const char* member);

}  // namespace compiler
