// What expressions of a DO block come to, as far as that is plain from the text: constants, variables with known values, the parameters of a session
// that nobody has set, and what the everyday functions for putting statements together make of them.
//
//   'GRANT USAGE ON SCHEMA s TO ' || coalesce(current_setting('app.reader', true), 'reader')
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "compiler/nodes.h"

namespace compiler {

// NULL, a scalar in its text form ("t" and "true" are one, "true"), or a list of such.
struct DoValue {
  bool is_null = false;
  std::string text;
  std::optional<std::vector<DoValue>> list = {};
};

// By name; a field of a record, and a column of a row, by both names: "r.tablename". A variable that is not there has a value that only a server can tell.
using DoVariables = absl::flat_hash_map<std::string, DoValue>;

struct DoScope {
  DoVariables variables;
  DoVariables parameters;  // of the application ("app.reader"), as the script has set them
  std::string current_schema;
  int server_version = 0;
};

// The raw trees of a text; empty when it is wrong. They live as long as the piece of the file that is being parsed.
std::vector<const ::Node*> ParseStatements(const std::string& sql);
// The tree of an expression as PL/pgSQL has it; null when it is no expression.
const ::Node* ParseExpression(const std::string& expression);

// The value of an expression; nullopt when only a server can tell.
std::optional<DoValue> Fold(const ::Node* expression, const DoScope& scope);
inline bool IsTrue(const DoValue& value) { return !value.is_null && value.text == "true"; }

}  // namespace compiler
