// GROUP BY, ORDER BY, DISTINCT: parse_clause.c. An item may be the name or the number of an output column; then it is that column's expression.
#include "compiler/analyze/coerce.h"
#include "compiler/analyze/query.h"

namespace compiler::analyze {
namespace {

const A_Const* AsInteger(const ::Node* raw) {
  if (!IsA(raw, A_Const)) return nullptr;
  const auto* constant = reinterpret_cast<const A_Const*>(raw);
  return !constant->isnull && nodeTag(&constant->val.node) == T_Integer ? constant : nullptr;
}

enum class NamesFirst : uint8_t { kOutput, kColumns };

// findTargetlistEntrySQL92.
absl::StatusOr<Value> Item(const Analysis& analysis, const std::vector<Target>& targets, const ::Node* raw, NamesFirst names, absl::string_view clause) {
  if (IsA(raw, ColumnRef) && list_length(reinterpret_cast<const ColumnRef*>(raw)->fields) == 1 && IsA(linitial(reinterpret_cast<const ColumnRef*>(raw)->fields), String)) {
    const auto& column = *reinterpret_cast<const ColumnRef*>(raw);
    absl::string_view name = strVal(linitial(column.fields));
    bool by_name = true;
    if (names == NamesFirst::kColumns && analysis.scope != nullptr) {
      // GROUP BY prefers a column of FROM, at this level alone.
      Scope own = *analysis.scope;
      own.outer = nullptr;
      ASSIGN_OR_RETURN(std::optional<Value> found, FindColumnInScope(Analysis(analysis, &own), name, column.location));
      by_name = !found.has_value();
    }
    for (size_t i = 0; by_name && i < targets.size(); ++i) {
      if (targets[i].name == name) return targets[i].value;
    }
  }
  if (const A_Const* number = AsInteger(raw); number != nullptr) {
    int position = intVal(&number->val);
    if (position < 1 || position > static_cast<int>(targets.size())) return analysis.Error(number->location, "E0113", clause, " position ", position, " is not in select list");
    return targets[position - 1].value;
  }
  ASSIGN_OR_RETURN(Value value, Analyze(analysis, raw));
  return UnknownAsText(analysis, std::move(value));
}

absl::StatusOr<Value> GroupItem(const Analysis& analysis, const std::vector<Target>& targets, const ::Node* raw) {
  if (stack_is_too_deep()) return Analysis::Unresolved("GROUP BY is nested too deeply");
  if (IsA(raw, GroupingSet)) {
    const auto& set = *reinterpret_cast<const GroupingSet*>(raw);
    std::vector<Value> parts;
    for (int i = 0; i < list_length(set.content); ++i) {
      ASSIGN_OR_RETURN(Value part, GroupItem(analysis, targets, static_cast<const ::Node*>(list_nth(set.content, i))));
      parts.push_back(std::move(part));
    }
    return ListOf(analysis, absl::StrCat("set ", static_cast<int>(set.kind)), std::move(parts));
  }
  if (IsA(raw, RowExpr) && reinterpret_cast<const RowExpr*>(raw)->row_format == COERCE_IMPLICIT_CAST) {
    std::vector<Value> parts;
    const ::List* items = reinterpret_cast<const RowExpr*>(raw)->args;
    for (int i = 0; i < list_length(items); ++i) {
      ASSIGN_OR_RETURN(Value part, GroupItem(analysis, targets, static_cast<const ::Node*>(list_nth(items, i))));
      parts.push_back(std::move(part));
    }
    return ListOf(analysis, "together", std::move(parts));
  }
  return Item(analysis, targets, raw, NamesFirst::kColumns, "GROUP BY");
}

}  // namespace

Value SortItem(const Analysis& analysis, Value value, const SortBy& raw) {
  std::vector<Value> children;
  children.push_back(std::move(value));
  std::string text = raw.sortby_dir == SORTBY_USING ? absl::StrCat("using ", strVal(llast(raw.useOp))) : "";
  Value item = analysis.Make(Op::kSortBy, kNoType, std::move(text), std::move(children));
  bool descending = raw.sortby_dir == SORTBY_DESC;
  if (descending) item.node->flags |= schema::Node::kFlagDescending;
  bool nulls_first = raw.sortby_nulls == SORTBY_NULLS_DEFAULT ? descending : raw.sortby_nulls == SORTBY_NULLS_FIRST;
  if (nulls_first) item.node->flags |= schema::Node::kFlagNullsFirst;
  return item;
}

absl::StatusOr<Value> AnalyzeGroupBy(const Analysis& analysis, const std::vector<Target>& targets, const SelectStmt& raw) {
  std::vector<Value> items;
  for (int i = 0; i < list_length(raw.groupClause); ++i) {
    ASSIGN_OR_RETURN(Value item, GroupItem(analysis, targets, static_cast<const ::Node*>(list_nth(raw.groupClause, i))));
    // (a, b) in the list is a, b.
    if (item.node->op == Op::kList && item.node->text == "together") {
      for (const schema::NodePtr& child : item.node->children) items.push_back({std::make_shared<schema::Node>(*child), kNoType, -1, -1});
      continue;
    }
    items.push_back(std::move(item));
  }
  return ListOf(analysis, items.empty() ? "" : raw.groupDistinct ? "group distinct" : "group", std::move(items));
}

absl::StatusOr<Value> AnalyzeOrderBy(const Analysis& analysis, const std::vector<Target>& targets, const ::List* list) {
  std::vector<Value> items;
  for (int i = 0; i < list_length(list); ++i) {
    const auto& raw = *list_nth_node(SortBy, list, i);
    ASSIGN_OR_RETURN(Value value, Item(analysis, targets, raw.node, NamesFirst::kOutput, "ORDER BY"));
    items.push_back(SortItem(analysis, std::move(value), raw));
  }
  return ListOf(analysis, items.empty() ? "" : "order", std::move(items));
}

absl::StatusOr<Value> AnalyzeDistinct(const Analysis& analysis, const std::vector<Target>& targets, const ::List* list) {
  if (list == nullptr) return ListOf(analysis, "");
  std::vector<Value> items;
  for (int i = 0; i < list_length(list); ++i) {
    const auto* raw = static_cast<const ::Node*>(list_nth(list, i));
    if (raw == nullptr) return ListOf(analysis, "distinct");  // plain DISTINCT is a list of one null
    ASSIGN_OR_RETURN(Value value, Item(analysis, targets, raw, NamesFirst::kOutput, "DISTINCT ON"));
    items.push_back(std::move(value));
  }
  return ListOf(analysis, "distinct on", std::move(items));
}

absl::StatusOr<Value> AnalyzeSortList(const Analysis& analysis, const ::List* list, absl::string_view text) {
  std::vector<Value> items;
  for (int i = 0; i < list_length(list); ++i) {
    const auto& raw = *list_nth_node(SortBy, list, i);
    ASSIGN_OR_RETURN(Value value, Analyze(analysis, raw.node));
    items.push_back(SortItem(analysis, UnknownAsText(analysis, std::move(value)), raw));
  }
  return ListOf(analysis, items.empty() ? "" : text, std::move(items));
}

}  // namespace compiler::analyze
