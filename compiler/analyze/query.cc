#include "compiler/analyze/query.h"

#include "compiler/analyze/coerce.h"

namespace compiler::analyze {
namespace {

void AddClause(std::vector<Value>& clauses, Value clause) {
  if (!clause.node->children.empty() || !clause.node->text.empty()) clauses.push_back(std::move(clause));
}

absl::StatusOr<Value> Condition(const Analysis& analysis, const ::Node* raw, absl::string_view word) {
  std::vector<Value> children;
  ASSIGN_OR_RETURN(Value value, Analyze(analysis, raw));
  ASSIGN_OR_RETURN(value, CoerceToBoolean(analysis, std::move(value), word));
  children.push_back(std::move(value));
  return ListOf(analysis, word, std::move(children));
}

// transformLimitClause: any expression without columns, as bigint.
absl::StatusOr<Value> Limit(const Analysis& analysis, const ::Node* raw, absl::string_view word) {
  ASSIGN_OR_RETURN(Value value, Analyze(analysis, raw));
  ASSIGN_OR_RETURN(value, CoerceToTarget(analysis, std::move(value), analysis.known.int8, -1, Coercion::kAssignment, word));
  std::vector<Value> children;
  children.push_back(std::move(value));
  return ListOf(analysis, word, std::move(children));
}

// FOR UPDATE OF a SKIP LOCKED.
absl::StatusOr<Value> Locking(const Analysis& analysis, const ::List* clauses) {
  std::vector<Value> locks;
  for (int i = 0; i < list_length(clauses); ++i) {
    const auto& clause = *list_nth_node(LockingClause, clauses, i);
    std::string text = absl::StrCat("lock ", static_cast<int>(clause.strength), " ", static_cast<int>(clause.waitPolicy));
    for (int k = 0; k < list_length(clause.lockedRels); ++k) {
      FoundItem found = FindItem(analysis, "", list_nth_node(RangeVar, clause.lockedRels, k)->relname);
      absl::StrAppend(&text, " ", found.item == nullptr ? 0 : found.item->number);
    }
    locks.push_back(ListOf(analysis, text));
  }
  return ListOf(analysis, locks.empty() ? "" : "locking", std::move(locks));
}

// ORDER BY, OFFSET, LIMIT, FOR UPDATE: what plain queries and set operations share.
absl::Status AddTail(const Analysis& analysis, const std::vector<Target>& targets, const SelectStmt& raw, std::vector<Value>& clauses) {
  ASSIGN_OR_RETURN(Value order, AnalyzeOrderBy(analysis, targets, raw.sortClause));
  AddClause(clauses, std::move(order));
  if (raw.limitOffset != nullptr) {
    ASSIGN_OR_RETURN(Value offset, Limit(analysis, raw.limitOffset, "offset"));
    clauses.push_back(std::move(offset));
  }
  if (raw.limitCount != nullptr) {
    ASSIGN_OR_RETURN(Value limit, Limit(analysis, raw.limitCount, raw.limitOption == LIMIT_OPTION_WITH_TIES ? "limit with ties" : "limit"));
    clauses.push_back(std::move(limit));
  }
  ASSIGN_OR_RETURN(Value locking, Locking(analysis, raw.lockingClause));
  AddClause(clauses, std::move(locking));
  return absl::OkStatus();
}

absl::StatusOr<Query> PlainSelect(const Analysis& analysis, Scope& scope, const SelectStmt& raw, Unknowns unknowns, std::vector<Value> clauses) {
  if (raw.intoClause != nullptr) return Analysis::Unresolved("SELECT INTO");
  ASSIGN_OR_RETURN(Value from, AnalyzeFrom(analysis, scope, raw.fromClause));
  for (int i = 0; i < list_length(raw.windowClause); ++i) scope.windows.push_back(list_nth_node(WindowDef, raw.windowClause, i));
  ASSIGN_OR_RETURN(std::vector<Target> targets, AnalyzeTargets(analysis, raw.targetList));
  AddClause(clauses, std::move(from));
  if (raw.whereClause != nullptr) {
    ASSIGN_OR_RETURN(Value where, Condition(analysis, raw.whereClause, "where"));
    clauses.push_back(std::move(where));
  }
  ASSIGN_OR_RETURN(Value group, AnalyzeGroupBy(analysis, targets, raw));
  AddClause(clauses, std::move(group));
  if (raw.havingClause != nullptr) {
    ASSIGN_OR_RETURN(Value having, Condition(analysis, raw.havingClause, "having"));
    clauses.push_back(std::move(having));
  }
  ASSIGN_OR_RETURN(Value distinct, AnalyzeDistinct(analysis, targets, raw.distinctClause));
  AddClause(clauses, std::move(distinct));
  RETURN_IF_ERROR(AddTail(analysis, targets, raw, clauses));
  Query query;
  std::vector<Value> list;
  for (Target& target : targets) {
    if (unknowns == Unknowns::kAsText && target.value.type == analysis.known.unknown) {
      Value text = UnknownAsText(analysis, target.value);
      *target.value.node = schema::Node(*text.node);  // ORDER BY and GROUP BY may share the node
      target.value.type = text.type;
    }
    query.columns.push_back({target.name, target.value.type, target.value.typmod, nullptr});
    query.targets.push_back(target.value);
    list.push_back(std::move(target.value));
  }
  clauses.insert(clauses.begin(), ListOf(analysis, "targets", std::move(list)));
  query.node = std::move(analysis.Make(Op::kSelect, kNoType, "", std::move(clauses)).node);
  return query;
}

// ORDER BY and LIMIT around VALUES or a set operation: they speak of its columns by name or number.
absl::StatusOr<Query> WithTail(const Analysis& analysis, const SelectStmt& raw, Query inner, std::vector<Value> clauses) {
  std::vector<Target> outputs;
  for (size_t i = 0; i < inner.columns.size(); ++i) {
    Value output = analysis.Make(Op::kParam, inner.columns[i].type, absl::StrCat("output ", i + 1));
    outputs.push_back({std::move(output), inner.columns[i].name});
  }
  RETURN_IF_ERROR(AddTail(analysis, outputs, raw, clauses));
  if (clauses.empty()) return inner;
  clauses.insert(clauses.begin(), Value{std::move(inner.node), kNoType, -1, -1});
  inner.node = std::move(analysis.Make(Op::kSelect, kNoType, "of", std::move(clauses)).node);
  inner.targets.clear();
  return inner;
}

}  // namespace

Value ListOf(const Analysis& analysis, absl::string_view text, std::vector<Value> children) {
  return analysis.Make(Op::kList, kNoType, std::string(text), std::move(children));
}

absl::StatusOr<Query> AnalyzeSelect(const Analysis& outer, const SelectStmt& raw, Unknowns unknowns, bool hidden) {
  if (stack_is_too_deep()) return Analysis::Unresolved("the query is nested too deeply");
  Scope scope;
  scope.outer = outer.scope;
  scope.outer_items_hidden = hidden;
  CollectAliases(scope, raw.fromClause);
  Analysis analysis(outer, &scope);
  std::vector<Value> clauses;
  if (raw.withClause != nullptr) {
    ASSIGN_OR_RETURN(Value with, AnalyzeWith(analysis, scope, *raw.withClause));
    clauses.push_back(std::move(with));
  }
  if (raw.op == SETOP_NONE && raw.valuesLists == nullptr) return PlainSelect(analysis, scope, raw, unknowns, std::move(clauses));
  absl::StatusOr<Query> inner = raw.valuesLists != nullptr ? AnalyzeValues(analysis, raw) : AnalyzeSetOperation(analysis, raw);
  if (!inner.ok()) return inner.status();
  return WithTail(analysis, raw, *std::move(inner), std::move(clauses));
}

}  // namespace compiler::analyze
