// WITH: transformWithClause, analyzeCTE (parse_cte.c).
#include "absl/strings/match.h"
#include "compiler/analyze/coerce.h"
#include "compiler/analyze/query.h"

namespace compiler::analyze {
namespace {

void ApplyAliases(std::vector<ScopeColumn>& columns, const ::List* aliases) {
  for (int i = 0; i < list_length(aliases) && i < static_cast<int>(columns.size()); ++i) columns[i].name = strVal(list_nth(aliases, i));
}

std::vector<ScopeColumn> Typed(const Analysis& analysis, std::vector<ScopeColumn> columns) {
  for (ScopeColumn& column : columns) {
    if (column.type == analysis.known.unknown) column.type = analysis.known.text;
  }
  return columns;
}

// Whether the query reads the table called `name`: only then its own columns must be known before it.
bool Mentions(const ::Node* raw, absl::string_view name) {
  struct Search {
    absl::string_view name;
    bool found = false;
  } search{name, false};
  struct Walker {
    static bool Visit(::Node* node, void* context) {
      auto& state = *static_cast<Search*>(context);
      if (node == nullptr || state.found || stack_is_too_deep()) return state.found;
      if (IsA(node, RangeVar)) {
        auto* range = reinterpret_cast<RangeVar*>(node);
        state.found = range->schemaname == nullptr && state.name == range->relname;
        return state.found;
      }
      return raw_expression_tree_walker_impl(node, Visit, context);
    }
  };
  Walker::Visit(const_cast<::Node*>(raw), &search);
  return search.found;
}

// What SEARCH and CYCLE add to the columns of a recursive query.
std::string AddSearchAndCycle(const Analysis& analysis, const CommonTableExpr& raw, std::vector<ScopeColumn>& columns) {
  std::string text;
  TypeId path = Builtins::ArrayOf(analysis.known.record);
  if (const CTESearchClause* search = raw.search_clause; search != nullptr) {
    absl::StrAppend(&text, " search ", search->search_breadth_first ? "breadth" : "depth");
    for (int i = 0; i < list_length(search->search_col_list); ++i) absl::StrAppend(&text, " ", strVal(list_nth(search->search_col_list, i)));
    absl::StrAppend(&text, " set ", search->search_seq_column);
    columns.push_back({search->search_seq_column, search->search_breadth_first ? analysis.known.record : path, -1, nullptr});
  }
  if (const CTECycleClause* cycle = raw.cycle_clause; cycle != nullptr) {
    absl::StrAppend(&text, " cycle");
    for (int i = 0; i < list_length(cycle->cycle_col_list); ++i) absl::StrAppend(&text, " ", strVal(list_nth(cycle->cycle_col_list, i)));
    absl::StrAppend(&text, " set ", cycle->cycle_mark_column, " using ", cycle->cycle_path_column);
    columns.push_back({cycle->cycle_mark_column, analysis.known.boolean, -1, nullptr});
    columns.push_back({cycle->cycle_path_column, path, -1, nullptr});
  }
  return text;
}

}  // namespace

absl::StatusOr<Value> AnalyzeWith(const Analysis& analysis, Scope& scope, const WithClause& raw) {
  std::vector<Value> tables;
  for (int i = 0; i < list_length(raw.ctes); ++i) {
    const auto& table = *list_nth_node(CommonTableExpr, raw.ctes, i);
    if (!IsA(table.ctequery, SelectStmt)) {
      ASSIGN_OR_RETURN(Query change, AnalyzeChange(analysis, table.ctequery));
      ApplyAliases(change.columns, table.aliascolnames);
      scope.tables.push_back({table.ctename, std::move(change.columns)});
      std::vector<Value> children;
      children.push_back({std::move(change.node), kNoType, -1, -1});
      tables.push_back(analysis.Make(Op::kCommonTable, kNoType, table.ctename, std::move(children)));
      continue;
    }
    const auto& select = *reinterpret_cast<const SelectStmt*>(table.ctequery);
    bool recursive = raw.recursive && select.op == SETOP_UNION && Mentions(table.ctequery, table.ctename);
    if (recursive) {
      // The columns are those of the first side, which cannot read the table itself.
      ASSIGN_OR_RETURN(Query first, AnalyzeSelect(analysis, *select.larg, Unknowns::kAsText));
      ApplyAliases(first.columns, table.aliascolnames);
      AddSearchAndCycle(analysis, table, first.columns);
      scope.tables.push_back({table.ctename, Typed(analysis, std::move(first.columns))});
    }
    ASSIGN_OR_RETURN(Query query, AnalyzeSelect(analysis, select, Unknowns::kAsText));
    ApplyAliases(query.columns, table.aliascolnames);
    std::string text = absl::StrCat(table.ctename, table.ctematerialized == CTEMaterializeAlways ? " materialized" : table.ctematerialized == CTEMaterializeNever ? " not materialized" : "");
    absl::StrAppend(&text, AddSearchAndCycle(analysis, table, query.columns));
    if (!recursive) scope.tables.push_back({table.ctename, Typed(analysis, std::move(query.columns))});
    std::vector<Value> children;
    children.push_back({std::move(query.node), kNoType, -1, -1});
    tables.push_back(analysis.Make(Op::kCommonTable, kNoType, std::move(text), std::move(children)));
  }
  return ListOf(analysis, raw.recursive ? "with recursive" : "with", std::move(tables));
}

}  // namespace compiler::analyze
