#include "compiler/kinds/do_data.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "compiler/parse.h"
#include "compiler/raw_names.h"
#include "compiler/server_only.h"

namespace compiler {
namespace {

using Json = nlohmann::json;

constexpr absl::string_view kStatement = "PLpgSQL_stmt_";

// Calls `visit` for each statement of PL/pgSQL in a tree, those in statements included, until it returns false.
template <typename Visit>
bool ForEachStatement(const Json& tree, Visit visit) {
  if (!tree.is_structured()) return true;
  for (auto item = tree.begin(); item != tree.end(); ++item) {
    if (tree.is_object() && absl::StartsWith(item.key(), kStatement) && !visit(absl::string_view(item.key()).substr(kStatement.size()), item.value())) return false;
    if (!ForEachStatement(item.value(), visit)) return false;
  }
  return true;
}

bool CallsOnlyReaders(Context& context, const ::Node* node) {
  bool only = true;
  WalkRaw(const_cast<::Node*>(node), [&](::Node* below) {
    if (!IsA(below, FuncCall)) return only;
    absl::string_view name = LastString(reinterpret_cast<const FuncCall*>(below)->funcname);
    only = only && name != "set_config" && !MayChangeSchema(context.workspace(), name);
    return only;
  });
  return only;
}

bool WorksOnRows(Context& context, const std::string& sql) {
  std::vector<const ::Node*> statements = ParseStatements(sql);
  return !statements.empty() && std::all_of(statements.begin(), statements.end(), [&](const ::Node* node) {
    if (const auto* select = AsOrNull<SelectStmt>(node, T_SelectStmt)) return select->intoClause == nullptr && CallsOnlyReaders(context, node);
    return IsA(node, InsertStmt) || IsA(node, UpdateStmt) || IsA(node, DeleteStmt) || IsA(node, MergeStmt) || IsA(node, LockStmt) || IsA(node, TruncateStmt);
  });
}

bool LeavesSchema(Context& context, absl::string_view kind, const Json& body, const DoScope& scope) {
  // What statements stand in these is looked at by itself.
  constexpr absl::string_view kHarmless[] = {"raise", "null", "return", "exit",  "getdiag", "open", "fetch", "close", "assert",
                                             "block", "if",   "case",   "loop",  "while",   "fori", "fors",  "forc",  "foreach_a"};
  if (std::find(std::begin(kHarmless), std::end(kHarmless), kind) != std::end(kHarmless)) return true;
  if (kind == "execsql") return WorksOnRows(context, QueryOf(body, "sqlstmt"));
  if (kind == "perform") return WorksOnRows(context, QueryOf(body, "expr"));
  if (kind == "assign") {
    std::string query = QueryOf(body, "expr");
    size_t value = query.find('=');
    const ::Node* expression = value == std::string::npos ? nullptr : ParseExpression(query.substr(value + 1));
    return expression != nullptr && CallsOnlyReaders(context, expression);
  }
  if (kind != "dynexecute" && kind != "dynfors") return false;
  std::optional<DoValue> text = Fold(ParseExpression(QueryOf(body, "query")), scope);
  return text.has_value() && WorksOnRows(context, text->text);
}

}  // namespace

bool ChangesNoSchema(Context& context, const Json& statement, const DoScope& scope) {
  return ForEachStatement(statement, [&](absl::string_view kind, const Json& body) { return LeavesSchema(context, kind, body, scope); });
}

bool MayReturn(const Json& statement) {
  return !ForEachStatement(statement, [](absl::string_view kind, const Json&) { return kind != "return"; });
}

std::string QueryOf(const Json& holder, const char* member) {
  auto found = holder.find(member);
  if (found == holder.end() || !found->contains("PLpgSQL_expr")) return "";
  return found->at("PLpgSQL_expr").value("query", "");
}

}  // namespace compiler
