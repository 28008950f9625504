// What a rule does: transformRuleStmt (parse_utilcmd.c). NEW and OLD are not numbered among the items of FROM but named, as in the WHEN of a trigger.
#include "compiler/analyze/coerce.h"
#include "compiler/analyze/query.h"

namespace compiler::analyze {
namespace {

const ::Node* At(const ::List* list, int index) { return static_cast<const ::Node*>(list_nth(list, index)); }

// In the condition columns need no qualifier: those of NEW on INSERT, of OLD on DELETE; on UPDATE they could be either's.
void AddRow(const Analysis& analysis, Scope& scope, absl::string_view row, bool columns_visible) {
  ScopeItem item;
  item.alias = std::string(row);
  item.columns_visible = columns_visible;
  item.relation_visible = false;  // by their names they are found behind the scopes
  for (const ColumnInScope& column : analysis.context.relation->columns) {
    Value value = ColumnOfRow(analysis, row, column, -1);
    item.columns.push_back({std::string(column.name), value.type, value.typmod, std::move(value.node)});
  }
  scope.items.push_back(std::move(item));
}

absl::StatusOr<Value> Condition(const Analysis& outer, const ::Node* raw, int event) {
  Scope scope;
  if (event != CMD_INSERT) AddRow(outer, scope, "old", true);
  if (event != CMD_DELETE) AddRow(outer, scope, "new", true);
  Analysis analysis(outer, &scope);
  ASSIGN_OR_RETURN(Value value, Analyze(analysis, raw));
  ASSIGN_OR_RETURN(value, CoerceToBoolean(analysis, std::move(value), "WHERE"));
  std::vector<Value> children;
  children.push_back(std::move(value));
  return ListOf(analysis, "where", std::move(children));
}

absl::StatusOr<Value> Action(const Analysis& analysis, const ::Node* raw) {
  if (IsA(raw, List)) {  // NOTIFY
    const auto* strings = reinterpret_cast<const ::List*>(raw);
    std::string text = absl::StrCat("notify ", schema::QuoteIdentifier(strVal(linitial(strings))));
    if (list_length(strings) > 1) absl::StrAppend(&text, ", ", schema::QuoteLiteral(strVal(lsecond(strings))));
    return ListOf(analysis, text);
  }
  if (!IsA(raw, SelectStmt)) {
    ASSIGN_OR_RETURN(Query change, AnalyzeChange(analysis, raw));
    return Value{std::move(change.node), kNoType, -1, -1};
  }
  ASSIGN_OR_RETURN(Query query, AnalyzeSelect(analysis, *reinterpret_cast<const SelectStmt*>(raw), Unknowns::kAsText));
  return Value{std::move(query.node), kNoType, -1, -1};
}

}  // namespace

absl::StatusOr<Value> AnalyzeRule(const Analysis& outer, const ::Node* raw) {
  const auto* parts = reinterpret_cast<const ::List*>(raw);
  std::vector<Value> children;
  if (outer.context.relation == nullptr) return Analysis::Unresolved("the relation of the rule is not known");
  if (const ::Node* condition = At(parts, 2); condition != nullptr) {
    ASSIGN_OR_RETURN(Value where, Condition(outer, condition, intVal(At(parts, 0))));
    children.push_back(std::move(where));
  }
  Scope scope;
  scope.aliases = {"old", "new"};
  Analysis analysis(outer, &scope);
  for (int i = 3; i < list_length(parts); ++i) {
    ASSIGN_OR_RETURN(Value action, Action(analysis, At(parts, i)));
    children.push_back(std::move(action));
  }
  return ListOf(outer, boolVal(At(parts, 1)) ? "do instead" : "do also", std::move(children));
}

std::optional<std::vector<ScopeColumn>> ExpandRuleRow(const Analysis& analysis, const ColumnRef& raw) {
  if (analysis.context.use != ExpressionUse::kRule || list_length(raw.fields) != 2 || !IsA(llast(raw.fields), A_Star)) return std::nullopt;
  absl::string_view row = strVal(linitial(raw.fields));
  if ((row != "new" && row != "old") || FindItem(analysis, "", row).item != nullptr) return std::nullopt;
  std::vector<ScopeColumn> columns;
  for (const ColumnInScope& column : analysis.context.relation->columns) {
    Value value = ColumnOfRow(analysis, row, column, raw.location);
    columns.push_back({std::string(column.name), value.type, value.typmod, std::move(value.node)});
  }
  return columns;
}

}  // namespace compiler::analyze
