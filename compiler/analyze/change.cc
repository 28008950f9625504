// INSERT, UPDATE and DELETE in rules, in bodies of SQL-standard form and in WITH: transformInsertStmt, transformUpdateStmt, transformDeleteStmt (analyze.c).
//
// One kChange node: its text says which, its object the table; below it a list for each clause that is there. The values are converted to the columns they go
// into, so that the tree says what is stored.
#include "compiler/analyze/coerce.h"
#include "compiler/analyze/query.h"

namespace compiler::analyze {
namespace {

class Change {
 public:
  explicit Change(const Analysis& outer) : analysis_(outer, &scope_) { scope_.outer = outer.scope; }

  absl::StatusOr<Query> Insert(const InsertStmt& raw) {
    RETURN_IF_ERROR(Begin(*raw.relation, raw.withClause));
    // Only ON CONFLICT and RETURNING see the table.
    ScopeItem item = std::move(scope_.items.back());
    scope_.items.pop_back();
    ASSIGN_OR_RETURN(std::vector<ScopeColumn> columns, InsertColumns(raw, item));
    ASSIGN_OR_RETURN(Value source, Source(raw.selectStmt, columns));
    std::vector<Value> names;
    for (const ScopeColumn& column : columns) names.push_back(ColumnReference(analysis_, column, 0, -1));
    parts_.push_back(ListOf(analysis_, "columns", std::move(names)));
    parts_.push_back(std::move(source));
    scope_.items.push_back(item);
    if (raw.onConflictClause != nullptr) {
      ASSIGN_OR_RETURN(Value conflict, OnConflict(*raw.onConflictClause, item));
      parts_.push_back(std::move(conflict));
    }
    const char* text = raw.override == OVERRIDING_USER_VALUE ? "insert overriding user value" : raw.override == OVERRIDING_SYSTEM_VALUE ? "insert overriding system value" : "insert";
    return Finish(text, raw.returningClause);
  }

  absl::StatusOr<Query> Update(const UpdateStmt& raw) {
    RETURN_IF_ERROR(Begin(*raw.relation, raw.withClause, raw.fromClause));
    ScopeItem item = scope_.items.back();
    ASSIGN_OR_RETURN(Value from, AnalyzeFrom(analysis_, scope_, raw.fromClause));
    ASSIGN_OR_RETURN(Value set, Assignments(raw.targetList, item));
    parts_.push_back(std::move(set));
    if (!from.node->children.empty()) parts_.push_back(std::move(from));
    RETURN_IF_ERROR(Where(raw.whereClause));
    return Finish("update", raw.returningClause);
  }

  absl::StatusOr<Query> Delete(const DeleteStmt& raw) {
    RETURN_IF_ERROR(Begin(*raw.relation, raw.withClause, raw.usingClause));
    ASSIGN_OR_RETURN(Value from, AnalyzeFrom(analysis_, scope_, raw.usingClause));
    if (!from.node->children.empty()) parts_.push_back(std::move(from));
    RETURN_IF_ERROR(Where(raw.whereClause));
    return Finish("delete", raw.returningClause);
  }

 private:
  // WITH, and the table as the first item.
  absl::Status Begin(const RangeVar& relation, const WithClause* with, const ::List* from = nullptr) {
    location_ = relation.location;
    AddAlias(scope_, relation.alias != nullptr ? relation.alias->aliasname : relation.relname);
    CollectAliases(scope_, from);
    if (with != nullptr) {
      ASSIGN_OR_RETURN(Value tables, AnalyzeWith(analysis_, scope_, *with));
      parts_.push_back(std::move(tables));
    }
    ASSIGN_OR_RETURN(table_, AnalyzeTargetTable(analysis_, scope_, relation));
    return absl::OkStatus();
  }

  absl::Status Where(const ::Node* raw) {
    if (raw == nullptr) return absl::OkStatus();
    ASSIGN_OR_RETURN(Value where, Condition(raw, "where"));
    parts_.push_back(std::move(where));
    return absl::OkStatus();
  }

  absl::StatusOr<Value> Condition(const ::Node* raw, absl::string_view word) {
    std::vector<Value> children;
    ASSIGN_OR_RETURN(Value value, Analyze(analysis_, raw));
    ASSIGN_OR_RETURN(value, CoerceToBoolean(analysis_, std::move(value), "WHERE"));
    children.push_back(std::move(value));
    return ListOf(analysis_, word, std::move(children));
  }

  absl::StatusOr<ScopeColumn> ColumnNamed(const ScopeItem& item, const ResTarget& raw) {
    if (raw.indirection != nullptr) return Analysis::Unresolved("an assignment to a part of a column");
    for (const ScopeColumn& column : item.columns) {
      if (column.name == raw.name) return column;
    }
    return schema::ErrorAt(analysis_.Span(raw.location, absl::string_view(raw.name).size()), "E0107", "column \"", raw.name, "\" of ", table_.node->object.ToString(), " does not exist");
  }

  // checkInsertTargets: those that are named, or as many of all as there are values.
  absl::StatusOr<std::vector<ScopeColumn>> InsertColumns(const InsertStmt& raw, const ScopeItem& item) {
    if (raw.cols == nullptr) return item.columns;
    std::vector<ScopeColumn> columns;
    for (int i = 0; i < list_length(raw.cols); ++i) {
      ASSIGN_OR_RETURN(ScopeColumn column, ColumnNamed(item, *list_nth_node(ResTarget, raw.cols, i)));
      columns.push_back(std::move(column));
    }
    return columns;
  }

  // transformAssignedExpr.
  absl::StatusOr<Value> Assigned(Value value, const ScopeColumn& column) {
    return CoerceToTarget(analysis_, std::move(value), column.type, column.typmod, Coercion::kAssignment, absl::StrCat("column \"", column.name, "\""));
  }

  absl::StatusOr<Value> AssignedOrDefault(const ::Node* raw, const ScopeColumn& column) {
    if (IsA(raw, SetToDefault)) return ListOf(analysis_, "default");
    ASSIGN_OR_RETURN(Value value, Analyze(analysis_, raw));
    return Assigned(std::move(value), column);
  }

  absl::Status CheckCount(size_t values, std::vector<ScopeColumn>& columns) {
    if (values > columns.size()) return analysis_.Error(location_, "E0113", "INSERT has more expressions than target columns");
    columns.resize(values, ScopeColumn());
    return absl::OkStatus();
  }

  absl::StatusOr<Value> Source(const ::Node* raw, std::vector<ScopeColumn>& columns) {
    if (raw == nullptr) {
      columns.clear();
      return ListOf(analysis_, "default values");
    }
    const auto& select = *reinterpret_cast<const SelectStmt*>(raw);
    bool plain_values = select.valuesLists != nullptr && select.sortClause == nullptr && select.limitOffset == nullptr && select.limitCount == nullptr &&
                        select.lockingClause == nullptr && select.withClause == nullptr;
    if (plain_values) return Values(select.valuesLists, columns);
    ASSIGN_OR_RETURN(Query query, AnalyzeSelect(analysis_, select, Unknowns::kKeep));
    RETURN_IF_ERROR(CheckCount(query.columns.size(), columns));
    for (size_t i = 0; i < query.targets.size(); ++i) {  // an untyped literal takes the type of its column
      Value& target = query.targets[i];
      if (target.type != analysis_.known.unknown) continue;
      Value copy{std::make_shared<schema::Node>(*target.node), target.type, target.typmod, target.location};
      ASSIGN_OR_RETURN(Value typed, Assigned(std::move(copy), columns[i]));
      *target.node = schema::Node(*typed.node);
    }
    std::vector<Value> children;
    children.push_back({std::move(query.node), kNoType, -1, -1});
    return ListOf(analysis_, "query", std::move(children));
  }

  // VALUES: "new.*" stands for its columns (transformExpressionList).
  absl::StatusOr<Value> Values(const ::List* rows, std::vector<ScopeColumn>& columns) {
    std::vector<Value> lists;
    for (int i = 0; i < list_length(rows); ++i) {
      const auto* row = static_cast<const ::List*>(list_nth(rows, i));
      std::vector<Value> values;
      for (int k = 0; k < list_length(row); ++k) {
        const auto* item = static_cast<const ::Node*>(list_nth(row, k));
        std::optional<std::vector<ScopeColumn>> star = IsA(item, ColumnRef) ? ExpandRuleRow(analysis_, *reinterpret_cast<const ColumnRef*>(item)) : std::nullopt;
        if (star.has_value()) {
          for (const ScopeColumn& column : *star) values.push_back(ColumnReference(analysis_, column, 0, -1));
        } else if (IsA(item, SetToDefault)) {
          values.push_back(ListOf(analysis_, "default"));
        } else {
          ASSIGN_OR_RETURN(Value value, Analyze(analysis_, item));
          values.push_back(std::move(value));
        }
      }
      if (i == 0) RETURN_IF_ERROR(CheckCount(values.size(), columns));
      if (values.size() != columns.size()) return analysis_.Error(location_, "E0113", "VALUES lists must all be the same length");
      for (size_t k = 0; k < values.size(); ++k) {
        if (values[k].node->op == Op::kList) continue;  // DEFAULT
        ASSIGN_OR_RETURN(values[k], Assigned(std::move(values[k]), columns[k]));
      }
      lists.push_back(ListOf(analysis_, "row", std::move(values)));
    }
    return ListOf(analysis_, "values", std::move(lists));
  }

  // transformUpdateTargetList. (a, b) = ROW (x, y) is a = x, b = y; (a, b) = (SELECT …) stays one assignment.
  absl::StatusOr<Value> Assignments(const ::List* targets, const ScopeItem& item) {
    std::vector<Value> assignments;
    for (int i = 0; i < list_length(targets); ++i) {
      const auto& target = *list_nth_node(ResTarget, targets, i);
      ASSIGN_OR_RETURN(ScopeColumn column, ColumnNamed(item, target));
      const ::Node* raw = target.val;
      if (IsA(raw, MultiAssignRef)) {
        const auto& part = *reinterpret_cast<const MultiAssignRef*>(raw);
        if (!IsA(part.source, RowExpr)) {
          if (part.colno != 1) continue;  // with the first
          ASSIGN_OR_RETURN(Value several, FromQuery(targets, i, part, item));
          assignments.push_back(std::move(several));
          continue;
        }
        const ::List* values = reinterpret_cast<const RowExpr*>(part.source)->args;
        if (list_length(values) != part.ncolumns) return analysis_.Error(target.location, "E0113", "number of columns does not match number of values");
        raw = static_cast<const ::Node*>(list_nth(values, part.colno - 1));
      }
      std::vector<Value> pair;
      pair.push_back(ColumnReference(analysis_, column, 0, -1));
      ASSIGN_OR_RETURN(Value value, AssignedOrDefault(raw, column));
      pair.push_back(std::move(value));
      assignments.push_back(ListOf(analysis_, "assign", std::move(pair)));
    }
    return ListOf(analysis_, "set", std::move(assignments));
  }

  absl::StatusOr<Value> FromQuery(const ::List* targets, int first, const MultiAssignRef& part, const ScopeItem& item) {
    if (!IsA(part.source, SubLink)) return Analysis::Unresolved("a multiple assignment of this form");
    const auto& link = *reinterpret_cast<const SubLink*>(part.source);
    if (link.subLinkType != EXPR_SUBLINK || !IsA(link.subselect, SelectStmt)) return Analysis::Unresolved("a multiple assignment of this form");
    ASSIGN_OR_RETURN(Query query, AnalyzeSelect(analysis_, *reinterpret_cast<const SelectStmt*>(link.subselect), Unknowns::kAsText));
    std::vector<Value> children;
    for (int i = first; i < first + part.ncolumns && i < list_length(targets); ++i) {
      ASSIGN_OR_RETURN(ScopeColumn column, ColumnNamed(item, *list_nth_node(ResTarget, targets, i)));
      children.push_back(ColumnReference(analysis_, column, 0, -1));
    }
    children.push_back({std::move(query.node), kNoType, -1, -1});
    return ListOf(analysis_, "assign all", std::move(children));
  }

  // transformOnConflictArbiter and transformOnConflictClause: DO UPDATE sees the table and EXCLUDED.
  absl::StatusOr<Value> OnConflict(const OnConflictClause& raw, const ScopeItem& item) {
    std::vector<Value> children;
    std::string text = raw.action == ONCONFLICT_UPDATE ? "on conflict update" : "on conflict nothing";
    if (raw.infer != nullptr && raw.infer->conname != nullptr) absl::StrAppend(&text, " ", raw.infer->conname);
    if (raw.infer != nullptr && raw.infer->indexElems != nullptr) {
      ASSIGN_OR_RETURN(Value elements, Arbiters(raw.infer->indexElems));
      children.push_back(std::move(elements));
      if (raw.infer->whereClause != nullptr) {
        ASSIGN_OR_RETURN(Value where, Condition(raw.infer->whereClause, "arbiter where"));
        children.push_back(std::move(where));
      }
    }
    if (raw.action == ONCONFLICT_UPDATE) {
      ScopeItem excluded = item;
      excluded.alias = "excluded";
      excluded.schema.clear();
      excluded.columns_visible = false;
      excluded.number = ++scope_.item_count;
      for (ScopeColumn& column : excluded.columns) Renumber(column, absl::StrCat("0.", excluded.number));
      scope_.items.push_back(std::move(excluded));
      ASSIGN_OR_RETURN(Value set, Assignments(raw.targetList, item));
      children.push_back(std::move(set));
      if (raw.whereClause != nullptr) {
        ASSIGN_OR_RETURN(Value where, Condition(raw.whereClause, "where"));
        children.push_back(std::move(where));
      }
      scope_.items.pop_back();
    }
    return ListOf(analysis_, text, std::move(children));
  }

  static void Renumber(ScopeColumn& column, const std::string& text) {
    auto node = std::make_shared<schema::Node>(*column.node);
    node->text = text;
    column.node = std::move(node);
  }

  absl::StatusOr<Value> Arbiters(const ::List* elements) {
    std::vector<Value> values;
    for (int i = 0; i < list_length(elements); ++i) {
      const auto& element = *list_nth_node(IndexElem, elements, i);
      Value value;
      if (element.name != nullptr) {
        ASSIGN_OR_RETURN(std::optional<Value> column, FindColumnInScope(analysis_, element.name, -1));
        if (!column.has_value()) return analysis_.Error(location_, "E0107", "column \"", element.name, "\" does not exist in ", table_.node->object.ToString());
        value = *std::move(column);
      } else {
        ASSIGN_OR_RETURN(value, Analyze(analysis_, element.expr));
      }
      if (element.collation == nullptr && element.opclass == nullptr) {
        values.push_back(std::move(value));
        continue;
      }
      std::string text = "element";
      if (element.collation != nullptr) absl::StrAppend(&text, " collate ", strVal(llast(element.collation)));
      if (element.opclass != nullptr) absl::StrAppend(&text, " ", strVal(llast(element.opclass)));
      std::vector<Value> children;
      children.push_back(std::move(value));
      values.push_back(ListOf(analysis_, text, std::move(children)));
    }
    return ListOf(analysis_, "arbiters", std::move(values));
  }

  // RETURNING, and the node. From PostgreSQL 18 on the rows before and after have names; in a rule these are the rule's own.
  absl::StatusOr<Query> Finish(const char* text, const ReturningClause* returning) {
    Query query;
    if (returning != nullptr) {
      if (returning->options != nullptr) return Analysis::Unresolved("RETURNING WITH");
      if (analysis_.context.use != ExpressionUse::kRule) AddRowsOfReturning();
      ASSIGN_OR_RETURN(std::vector<Target> targets, AnalyzeTargets(analysis_, returning->exprs));
      std::vector<Value> values;
      for (Target& target : targets) {
        Value value = UnknownAsText(analysis_, std::move(target.value));
        query.columns.push_back({target.name, value.type, value.typmod, nullptr});
        values.push_back(std::move(value));
      }
      parts_.push_back(ListOf(analysis_, "returning", std::move(values)));
    }
    parts_.insert(parts_.begin(), std::move(table_));
    const schema::ObjectKey table = parts_.front().node->object;
    query.node = std::move(analysis_.Make(Op::kChange, kNoType, text, std::move(parts_)).node);
    query.node->object = table;
    return query;
  }

  void AddRowsOfReturning() {
    for (absl::string_view row : {"old", "new"}) {
      if (FindItem(analysis_, "", row).item != nullptr) continue;
      ScopeItem item = scope_.items.front();
      item.alias = std::string(row);
      item.schema.clear();
      item.columns_visible = false;
      for (ScopeColumn& column : item.columns) Renumber(column, absl::StrCat("0.", item.number, " ", row));
      scope_.items.push_back(std::move(item));
    }
  }

  Scope scope_;
  Analysis analysis_;
  Value table_;
  int location_ = -1;  // of the table's name
  std::vector<Value> parts_;
};

}  // namespace

absl::StatusOr<Query> AnalyzeChange(const Analysis& analysis, const ::Node* raw) {
  if (stack_is_too_deep()) return Analysis::Unresolved("the statement is nested too deeply");
  switch (nodeTag(raw)) {
    case T_InsertStmt: return Change(analysis).Insert(*reinterpret_cast<const InsertStmt*>(raw));
    case T_UpdateStmt: return Change(analysis).Update(*reinterpret_cast<const UpdateStmt*>(raw));
    case T_DeleteStmt: return Change(analysis).Delete(*reinterpret_cast<const DeleteStmt*>(raw));
    default: return Analysis::Unresolved("a statement of this form");
  }
}

}  // namespace compiler::analyze
