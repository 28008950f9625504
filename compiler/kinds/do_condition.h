// The conditions of DO blocks: what they come to by the schema as it is at that place of the script, and what they ask for where that is not plain.
//
//   IF EXISTS (SELECT FROM information_schema.columns WHERE table_name = 'users' AND column_name = 'email') THEN
#pragma once

#include <optional>
#include <vector>

#include "compiler/context.h"
#include "compiler/kinds/do_value.h"

namespace compiler {

// The rows of a query on one catalog that its WHERE keeps, as variables by the names that its target list uses. Nullopt for other queries, and where
// only a server can tell.
std::optional<std::vector<DoVariables>> MatchingRows(Context& context, const ::SelectStmt& query, const DoScope& scope);

// Whether a condition holds; nullopt where only a server can tell. NULL is false.
std::optional<bool> Holds(Context& context, const ::Node* condition, const DoScope& scope);

// Whether a condition asks if something is there (true) or is not there (false); nullopt for every other question.
std::optional<bool> AsksForPresence(const ::Node* condition);

}  // namespace compiler
