// Parse analysis of queries: transformSelectStmt (analyze.c) and what it calls. Internal to the analyzer; callers use analyze.h.
//
// A query becomes one kSelect (or kSetOperation, kValues) node: a list node for each clause that is there, named by its text, in the order of the
// clauses. Output columns are in the order of the targets; their names are no part of the tree (they belong to the view, or to who reads the query).
#pragma once

#include <string>
#include <vector>

#include "compiler/analyze/analysis.h"
#include "compiler/analyze/scope.h"

namespace compiler::analyze {

struct Query {
  std::shared_ptr<schema::Node> node;
  std::vector<ScopeColumn> columns;  // without nodes
  std::vector<Value> targets;        // of a plain SELECT, as they stand in `node`: a set operation may still give untyped literals their type
};

// What becomes of output columns that are untyped literals.
enum class Unknowns : uint8_t { kAsText, kKeep };

// `analysis.scope` is what is around the query; `hidden`: the items of its innermost level are not visible (a sub-select in FROM without LATERAL).
absl::StatusOr<Query> AnalyzeSelect(const Analysis& analysis, const SelectStmt& raw, Unknowns unknowns, bool hidden = false);

// from.cc: transformFromClause (parse_clause.c). Adds the items to `scope`; gives the list of them.
absl::StatusOr<Value> AnalyzeFrom(const Analysis& analysis, Scope& scope, const ::List* from);
// The aliases that the items of FROM will be printed under, in the order of the range table.
void CollectAliases(Scope& scope, const ::List* from);

// table_function.cc: XMLTABLE and JSON_TABLE, and their columns.
absl::StatusOr<Value> AnalyzeTableFunction(const Analysis& analysis, const ::Node* raw, std::vector<ScopeColumn>& columns);

// with.cc: transformWithClause (parse_cte.c).
absl::StatusOr<Value> AnalyzeWith(const Analysis& analysis, Scope& scope, const WithClause& raw);

// set_operation.cc: transformSetOperationStmt (analyze.c). The leaf queries and the tree of operators.
absl::StatusOr<Query> AnalyzeSetOperation(const Analysis& analysis, const SelectStmt& raw);
absl::StatusOr<Query> AnalyzeValues(const Analysis& analysis, const SelectStmt& raw);

// target.cc: transformTargetList, FigureColname (parse_target.c).
struct Target {
  Value value;
  std::string name;
};
absl::StatusOr<std::vector<Target>> AnalyzeTargets(const Analysis& analysis, const ::List* targets);
std::string ColumnNameOf(const ::Node* raw);

// clause.cc: parse_clause.c.
absl::StatusOr<Value> AnalyzeGroupBy(const Analysis& analysis, const std::vector<Target>& targets, const SelectStmt& raw);
absl::StatusOr<Value> AnalyzeOrderBy(const Analysis& analysis, const std::vector<Target>& targets, const ::List* items);
absl::StatusOr<Value> AnalyzeDistinct(const Analysis& analysis, const std::vector<Target>& targets, const ::List* items);
// ORDER BY inside a call or a window, where a name or number is an expression like any other.
absl::StatusOr<Value> AnalyzeSortList(const Analysis& analysis, const ::List* items, absl::string_view text);
Value SortItem(const Analysis& analysis, Value value, const SortBy& raw);

// window.cc: transformWindowDefinitions (parse_clause.c) for the OVER of one call: the named window that it builds on is put in.
absl::StatusOr<Value> AnalyzeWindow(const Analysis& analysis, const WindowDef& raw);
absl::StatusOr<Value> AnalyzeGrouping(const Analysis& analysis, const GroupingFunc& raw);

// A list node; with no children it stands for a clause that says nothing.
Value ListOf(const Analysis& analysis, absl::string_view text, std::vector<Value> children = {});

// change.cc: transformInsertStmt, transformUpdateStmt, transformDeleteStmt (analyze.c). The columns are those of RETURNING.
absl::StatusOr<Query> AnalyzeChange(const Analysis& analysis, const ::Node* raw);
// from.cc: setTargetTable (parse_clause.c): the table that a statement changes becomes an item of the scope. Its node says which it is.
absl::StatusOr<Value> AnalyzeTargetTable(const Analysis& analysis, Scope& scope, const RangeVar& raw);
void AddAlias(Scope& scope, absl::string_view name);

// rule.cc: transformRuleStmt (parse_utilcmd.c), of a list as RawRule makes it.
absl::StatusOr<Value> AnalyzeRule(const Analysis& analysis, const ::Node* raw);
// "new.*", "old.*" in a rule: the columns of the row. nullopt when the reference is to something else.
std::optional<std::vector<ScopeColumn>> ExpandRuleRow(const Analysis& analysis, const ColumnRef& raw);

// body.cc: the body of a routine in SQL-standard form (interpret_AS_clause, functioncmds.c): RETURN …, or BEGIN ATOMIC … END.
absl::StatusOr<Value> AnalyzeBody(const Analysis& analysis, const ::Node* raw);
// An argument of the routine by its name (sql_fn_post_column_ref, functions.c); nullopt when it has none of this name.
std::optional<Value> FindArgument(const Analysis& analysis, absl::string_view name, int location);
absl::StatusOr<Value> AnalyzeParameter(const Analysis& analysis, const ParamRef& raw);

// sublink.cc: transformSubLink (parse_expr.c). E0114 where the expression's place allows no query (and no aggregate: check_agglevels_and_constraints,
// parse_agg.c).
absl::Status CheckQueryAllowed(const Analysis& analysis, absl::string_view what, int location);
absl::StatusOr<Value> AnalyzeSubLink(const Analysis& analysis, const SubLink& raw);

}  // namespace compiler::analyze
