#include "compiler/settings.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "compiler/lexical.h"
#include "compiler/nodes.h"
#include "schema/object_key.h"

namespace compiler {
namespace {

// The names of a list as SplitIdentifierString (varlena.c) takes them from a setting's text: `"$user", public`.
std::vector<std::string> SplitNames(absl::string_view text) {
  std::vector<std::string> names;
  for (size_t i = 0; i < text.size();) {
    LexemeAt lexeme = NextLexeme(text, i);
    absl::string_view word = text.substr(i, lexeme.end - i);
    i = lexeme.end;
    if (lexeme.kind == Lexeme::kWord) names.push_back(absl::AsciiStrToLower(word));
    if (lexeme.kind == Lexeme::kQuoted && word.size() >= 2) names.emplace_back(word.substr(1, word.size() - 2));
  }
  return names;
}

std::vector<std::string> ArgumentTexts(const List* arguments) {
  std::vector<std::string> texts;
  for (int i = 0; i < list_length(arguments); ++i) {
    const auto* constant = static_cast<const A_Const*>(list_nth(arguments, i));
    if (!IsA(constant, A_Const) || constant->isnull) continue;
    switch (nodeTag(&constant->val.node)) {
      case T_String: texts.emplace_back(constant->val.sval.sval); break;
      case T_Integer: texts.push_back(absl::StrCat(constant->val.ival.ival)); break;
      case T_Float: texts.emplace_back(constant->val.fval.fval); break;
      default: break;
    }
  }
  return texts;
}

}  // namespace

void Session::Assign(absl::string_view name, std::vector<std::string> values, bool local) {
  if (absl::StrContains(name, '.')) {
    if (values.empty()) application_parameters_.erase(name);
    else application_parameters_[std::string(name)] = absl::StrJoin(values, ", ");
    return;
  }
  bool is_role = name == "role" || name == "session_authorization";
  if (name != "search_path" && name != "default_tablespace" && name != "default_table_access_method" && !is_role) return;
  if (local && before_local_ == nullptr) before_local_ = std::make_unique<Settings>(current_);
  if (name == "search_path") {
    current_.search_path.clear();
    // As SET keeps a list (flatten_set_variable_args, guc_funcs.c).
    current_.search_path_text = absl::StrJoin(values, ", ", [](std::string* out, const std::string& schema) { out->append(schema::QuoteIdentifier(schema)); });
    for (std::string& schema : values) {
      if (schema != "$user" && !schema.empty()) current_.search_path.push_back(std::move(schema));
    }
    return;
  }
  std::string value = values.empty() ? std::string() : std::move(values.front());
  if (is_role) current_.role = value == "none" ? std::string() : std::move(value);
  else if (name == "default_tablespace") current_.default_tablespace = std::move(value);
  else current_.default_access_method = value.empty() ? "heap" : std::move(value);
}

void Session::Set(const VariableSetStmt& statement) {
  if (statement.kind == VAR_RESET_ALL) {
    current_ = Settings();
    return;
  }
  std::string name = statement.name == nullptr ? "" : absl::AsciiStrToLower(statement.name);
  if (statement.kind == VAR_SET_DEFAULT || statement.kind == VAR_RESET) {
    Assign(name, name == "search_path" ? std::vector<std::string>{"$user", "public"} : std::vector<std::string>(), statement.is_local);
    return;
  }
  if (statement.kind == VAR_SET_VALUE) Assign(name, ArgumentTexts(statement.args), statement.is_local);
}

void Session::SetConfig(absl::string_view name, absl::string_view value, bool local) {
  Assign(name, name == "search_path" ? SplitNames(value) : std::vector<std::string>{std::string(value)}, local);
  if (name == "search_path") current_.search_path_text = std::string(value);
}

void Session::EndTransaction() {
  if (before_local_ == nullptr) return;
  current_ = *before_local_;
  before_local_.reset();
}

}  // namespace compiler
