// FROM: transformFromClause and transformFromClauseItem (parse_clause.c), with what addRangeTableEntry… (parse_relation.c) knows of columns.
#include <algorithm>

#include "absl/strings/match.h"
#include "compiler/analyze/coerce.h"
#include "compiler/analyze/query.h"
#include "compiler/type_name.h"

namespace compiler::analyze {
namespace {

using schema::ObjectKey;

bool IsTaken(const Scope& scope, absl::string_view name) {
  for (const Scope* level = &scope; level != nullptr; level = level->outer) {
    if (std::find(level->aliases.begin(), level->aliases.end(), name) != level->aliases.end()) return true;
  }
  return false;
}

std::string FunctionAlias(const RangeFunction& raw) {
  const ::Node* call = static_cast<const ::Node*>(linitial(reinterpret_cast<const ::List*>(linitial(raw.functions))));
  return ColumnNameOf(call);
}

void CollectAlias(Scope& scope, const ::Node* raw) {
  switch (nodeTag(raw)) {
    case T_RangeVar: {
      const auto& range = *reinterpret_cast<const RangeVar*>(raw);
      return AddAlias(scope, range.alias != nullptr ? range.alias->aliasname : range.relname);
    }
    case T_RangeSubselect: {
      const auto& range = *reinterpret_cast<const RangeSubselect*>(raw);
      return AddAlias(scope, range.alias != nullptr ? range.alias->aliasname : "unnamed_subquery");
    }
    case T_RangeFunction: {
      const auto& range = *reinterpret_cast<const RangeFunction*>(raw);
      return AddAlias(scope, range.alias != nullptr ? std::string(range.alias->aliasname) : FunctionAlias(range));
    }
    case T_RangeTableFunc: {
      const Alias* alias = reinterpret_cast<const RangeTableFunc*>(raw)->alias;
      return AddAlias(scope, alias != nullptr ? alias->aliasname : "xmltable");
    }
    case T_JsonTable: {
      const Alias* alias = reinterpret_cast<const JsonTable*>(raw)->alias;
      return AddAlias(scope, alias != nullptr ? alias->aliasname : "json_table");
    }
    case T_RangeTableSample: return CollectAlias(scope, reinterpret_cast<const RangeTableSample*>(raw)->relation);
    case T_JoinExpr: {
      const auto& join = *reinterpret_cast<const JoinExpr*>(raw);
      CollectAlias(scope, join.larg);
      CollectAlias(scope, join.rarg);
      if (join.alias != nullptr) AddAlias(scope, join.alias->aliasname);
      return;
    }
    default: return;
  }
}

// The items that one element of FROM adds, with its node.
class FromAnalyzer {
 public:
  FromAnalyzer(const Analysis& analysis, Scope& scope) : analysis_(analysis), scope_(scope) {}

  absl::StatusOr<Value> Item(const ::Node* raw) {
    if (stack_is_too_deep()) return Analysis::Unresolved("FROM is nested too deeply");
    switch (nodeTag(raw)) {
      case T_RangeVar: return Relation(*reinterpret_cast<const RangeVar*>(raw));
      case T_RangeSubselect: return Subselect(*reinterpret_cast<const RangeSubselect*>(raw));
      case T_RangeFunction: return Function(*reinterpret_cast<const RangeFunction*>(raw));
      case T_RangeTableSample: return Sample(*reinterpret_cast<const RangeTableSample*>(raw));
      case T_JoinExpr: return Join(*reinterpret_cast<const JoinExpr*>(raw));
      case T_RangeTableFunc: return TableFunction(raw, reinterpret_cast<const RangeTableFunc*>(raw)->alias, "xmltable");
      case T_JsonTable: return TableFunction(raw, reinterpret_cast<const JsonTable*>(raw)->alias, "json_table");
      default: return Analysis::Unresolved("an item of FROM of this form");
    }
  }

  // A relation that is no WITH query.
  absl::StatusOr<Value> Table(const RangeVar& raw) {
    std::string alias = NextAlias();
    absl::string_view schema = raw.schemaname == nullptr ? "" : raw.schemaname;
    absl::StatusOr<const CatalogView::RelationColumns*> known = analysis_.catalog.ColumnsOfRelation(schema, raw.relname);
    if (!known.ok()) {
      if (known.status().code() != absl::StatusCode::kNotFound) return known.status();
      std::string written = raw.schemaname == nullptr ? std::string(raw.relname) : absl::StrCat(raw.schemaname, ".", raw.relname);
      if (analysis_.catalog.HasUnknownExtension()) return Analysis::Unresolved("relation \"", written, "\" is not known");
      return analysis_.Error(raw.location, "E0104", "relation \"", written, "\" does not exist");
    }
    const CatalogView::RelationColumns& found = **known;
    ScopeItem item;
    item.alias = raw.relname;
    item.schema = std::string(found.key.schema_name());
    item.relation = found.key;
    item.row_type = found.row_type;
    item.columns.reserve(found.columns.size());
    for (size_t i = 0; i < found.columns.size(); ++i) item.columns.push_back({found.columns[i].name, found.types[i], found.columns[i].type.typmod, nullptr});
    RETURN_IF_ERROR(Add(std::move(item), raw.alias));
    Value node = analysis_.Make(Op::kFrom, kNoType, absl::StrCat(raw.inh ? "" : "only ", alias));
    node.node->object = found.key;
    return node;
  }

 private:
  std::string NextAlias() { return scope_.next_alias < scope_.aliases.size() ? scope_.aliases[scope_.next_alias++] : std::string(); }

  // Gives the item its number, its columns the author's names for them.
  absl::Status Add(ScopeItem item, const Alias* alias) {
    item.number = ++scope_.item_count;
    const ::List* names = alias == nullptr ? nullptr : alias->colnames;
    if (alias != nullptr) {
      item.alias = alias->aliasname;
      item.schema.clear();
    }
    if (list_length(names) > static_cast<int>(item.columns.size())) {
      return analysis_.Error(-1, "E0113", "table \"", item.alias, "\" has ", item.columns.size(), " columns available but ", list_length(names), " columns specified");
    }
    for (ScopeColumn& column : item.columns) column.node = nullptr;
    if (names != nullptr) FillReferences(analysis_, item);
    for (int i = 0; i < list_length(names); ++i) item.columns[i].name = strVal(list_nth(names, i));
    scope_.items.push_back(std::move(item));
    return absl::OkStatus();
  }

  absl::StatusOr<Value> Relation(const RangeVar& raw) {
    if (raw.schemaname == nullptr) {
      FoundTable table = FindCommonTable(&scope_, raw.relname);
      if (table.table != nullptr) return CommonTableItem(raw, table, NextAlias());
    }
    return Table(raw);
  }

  absl::StatusOr<Value> CommonTableItem(const RangeVar& raw, const FoundTable& table, const std::string& alias) {
    ScopeItem item;
    item.alias = raw.relname;
    item.columns = table.table->columns;
    RETURN_IF_ERROR(Add(std::move(item), raw.alias));
    return analysis_.Make(Op::kFrom, kNoType, absl::StrCat("with ", table.level, ".", table.number, " ", alias));
  }

  absl::StatusOr<Value> Subselect(const RangeSubselect& raw) {
    std::string alias = NextAlias();
    if (!IsA(raw.subquery, SelectStmt)) return Analysis::Unresolved("a statement in FROM");
    // Without LATERAL the sub-select does not see what stands before it.
    ASSIGN_OR_RETURN(Query query, AnalyzeSelect(analysis_, *reinterpret_cast<const SelectStmt*>(raw.subquery), Unknowns::kAsText, !raw.lateral));
    ScopeItem item;
    item.relation_visible = raw.alias != nullptr;
    item.columns = std::move(query.columns);
    RETURN_IF_ERROR(Add(std::move(item), raw.alias));
    std::vector<Value> children;
    children.push_back({std::move(query.node), kNoType, -1, -1});
    Value node = analysis_.Make(Op::kFrom, kNoType, std::move(alias), std::move(children));
    if (raw.lateral) node.node->flags |= schema::Node::kFlagLateral;
    return node;
  }

  absl::StatusOr<Value> Function(const RangeFunction& raw) {
    std::string alias = NextAlias();
    ScopeItem item;
    std::vector<Value> calls;
    int functions = list_length(raw.functions);
    for (int i = 0; i < functions; ++i) {
      const auto* pair = static_cast<const ::List*>(list_nth(raw.functions, i));
      const auto* call = static_cast<const ::Node*>(linitial(pair));
      const auto* definitions = list_length(pair) > 1 ? static_cast<const ::List*>(lsecond(pair)) : nullptr;
      if (definitions == nullptr && functions == 1) definitions = raw.coldeflist;
      ASSIGN_OR_RETURN(Value value, Analyze(analysis_, call));
      std::string text;
      RETURN_IF_ERROR(FunctionColumns(raw, call, definitions, value, item, text));
      std::vector<Value> children;
      children.push_back(std::move(value));
      calls.push_back(ListOf(analysis_, absl::StrCat("function", text), std::move(children)));
    }
    if (functions != 1 || raw.ordinality) item.row_type = kNoType;
    if (raw.ordinality) item.columns.push_back({"ordinality", analysis_.known.int8, -1, nullptr});
    item.alias = FunctionAlias(raw);
    RETURN_IF_ERROR(Add(std::move(item), raw.alias));
    Value node = analysis_.Make(Op::kFrom, kNoType, absl::StrCat(alias, raw.ordinality ? " with ordinality" : "", raw.is_rowsfrom && functions > 1 ? " rows from" : ""), std::move(calls));
    return node;
  }

  // The columns of a function's result: addRangeTableEntryForFunction, chooseScalarFunctionAlias.
  absl::Status FunctionColumns(const RangeFunction& raw, const ::Node* call, const ::List* definitions, const Value& value, ScopeItem& item, std::string& text) {
    if (definitions != nullptr) {
      for (int i = 0; i < list_length(definitions); ++i) {
        const auto& column = *list_nth_node(ColumnDef, definitions, i);
        ASSIGN_OR_RETURN(schema::TypeRef type, ResolveTypeName(*column.typeName, analysis_.catalog, analysis_.context.base));
        item.columns.push_back({column.colname, analysis_.catalog.Id(type), type.typmod, nullptr});
        absl::StrAppend(&text, " ", schema::QuoteIdentifier(column.colname), " ", schema::FormatType(type));
      }
      return absl::OkStatus();
    }
    std::vector<CatalogView::RelationColumn> outs = analysis_.catalog.OutColumns(value.function, value.node->object);
    if (outs.size() > 1) {
      for (CatalogView::RelationColumn& out : outs) item.columns.push_back({out.name, analysis_.catalog.Id(out.type), out.type.typmod, nullptr});
      return absl::OkStatus();
    }
    std::optional<std::vector<CatalogView::RelationColumn>> attributes = analysis_.catalog.Attributes(BaseType(analysis_, value.type));
    if (attributes.has_value()) {
      item.row_type = value.type;
      for (CatalogView::RelationColumn& column : *attributes) item.columns.push_back({column.name, analysis_.catalog.Id(column.type), column.type.typmod, nullptr});
      return absl::OkStatus();
    }
    if (value.type == analysis_.known.record) return Analysis::Unresolved("a function in FROM whose columns are not known");
    std::string name = outs.size() == 1 && !outs[0].name.empty() ? outs[0].name
                       : raw.alias != nullptr && list_length(raw.functions) == 1 ? std::string(raw.alias->aliasname)
                                                                                  : ColumnNameOf(call);
    item.row_type = value.type;
    item.columns.push_back({std::move(name), value.type, value.typmod, nullptr});
    return absl::OkStatus();
  }

  absl::StatusOr<Value> TableFunction(const ::Node* raw, const Alias* given, absl::string_view name) {
    std::string alias = NextAlias();
    ScopeItem item;
    item.alias = std::string(name);
    ASSIGN_OR_RETURN(Value table, AnalyzeTableFunction(analysis_, raw, item.columns));
    RETURN_IF_ERROR(Add(std::move(item), given));
    std::vector<Value> children;
    children.push_back(std::move(table));
    return analysis_.Make(Op::kFrom, kNoType, std::move(alias), std::move(children));
  }

  absl::StatusOr<Value> Sample(const RangeTableSample& raw) {
    ASSIGN_OR_RETURN(Value relation, Item(raw.relation));
    std::vector<Value> children;
    children.push_back(std::move(relation));
    ASSIGN_OR_RETURN(std::vector<Value> arguments, AnalyzeList(analysis_, raw.args));
    for (Value& argument : arguments) {
      ASSIGN_OR_RETURN(argument, CoerceToTarget(analysis_, std::move(argument), analysis_.known.float4, -1, Coercion::kAssignment, "TABLESAMPLE"));
      children.push_back(std::move(argument));
    }
    std::string text = absl::StrCat("tablesample ", strVal(llast(raw.method)));
    if (raw.repeatable != nullptr) {
      ASSIGN_OR_RETURN(Value seed, Analyze(analysis_, raw.repeatable));
      ASSIGN_OR_RETURN(seed, CoerceToTarget(analysis_, std::move(seed), analysis_.known.float8, -1, Coercion::kAssignment, "REPEATABLE"));
      children.push_back(std::move(seed));
      text += " repeatable";
    }
    return analysis_.Make(Op::kFrom, kNoType, std::move(text), std::move(children));
  }

  // buildMergedJoinVar.
  absl::StatusOr<ScopeColumn> Merge(const ScopeColumn& left, const ScopeColumn& right, JoinType type) {
    Value sides[] = {ColumnReference(analysis_, left, 0, -1), ColumnReference(analysis_, right, 0, -1)};
    TypeId types[] = {left.type, right.type};
    TypeId common = TryCommonType(analysis_, types);
    if (common == kNoType) return Analysis::Unresolved("the columns of JOIN USING have no common type");
    ScopeColumn merged{left.name, common, left.type == right.type && left.typmod == right.typmod ? left.typmod : -1, nullptr};
    bool plain[] = {left.type == common, right.type == common};
    for (Value& side : sides) {
      ASSIGN_OR_RETURN(side, CoerceToCommonType(analysis_, std::move(side), common, "JOIN USING"));
    }
    switch (type) {
      case JOIN_LEFT: merged.node = sides[0].node; break;
      case JOIN_RIGHT: merged.node = sides[1].node; break;
      case JOIN_FULL: {
        std::vector<Value> children = {sides[0], sides[1]};
        merged.node = analysis_.Make(Op::kCoalesce, common, "", std::move(children)).node;
        break;
      }
      default: merged.node = plain[0] || !plain[1] ? sides[0].node : sides[1].node; break;
    }
    return merged;
  }

  absl::StatusOr<Value> Join(const JoinExpr& raw) {
    size_t begin = scope_.items.size();
    ASSIGN_OR_RETURN(Value left_node, Item(raw.larg));
    size_t middle = scope_.items.size();
    ASSIGN_OR_RETURN(Value right_node, Item(raw.rarg));
    size_t end = scope_.items.size();
    // Of a join that gives its columns no name, what it joins shows as it is.
    const bool plain = !raw.isNatural && raw.usingClause == nullptr && raw.alias == nullptr;
    std::vector<ScopeColumn> left, right;
    if (!plain) {
      left = VisibleColumns(begin, middle);
      right = VisibleColumns(middle, end);
    }
    std::vector<std::string> shared;
    if (raw.isNatural) {
      for (const ScopeColumn& column : left) {
        if (std::any_of(right.begin(), right.end(), [&](const ScopeColumn& other) { return other.name == column.name; })) shared.push_back(column.name);
      }
    }
    for (int i = 0; i < list_length(raw.usingClause); ++i) shared.emplace_back(strVal(list_nth(raw.usingClause, i)));
    std::vector<Value> children;
    children.push_back(std::move(left_node));
    children.push_back(std::move(right_node));
    ScopeItem item;
    std::string text = raw.jointype == JOIN_LEFT ? "left" : raw.jointype == JOIN_RIGHT ? "right" : raw.jointype == JOIN_FULL ? "full" : "inner";
    if (!shared.empty()) {
      text += " using";
      ASSIGN_OR_RETURN(Value condition, Using(raw, shared, left, right, item));
      children.push_back(std::move(condition));
    } else if (raw.quals != nullptr) {
      size_t before = std::exchange(scope_.first_visible, begin);
      absl::StatusOr<Value> condition = Analyze(analysis_, raw.quals);
      scope_.first_visible = before;
      if (!condition.ok()) return condition.status();
      ASSIGN_OR_RETURN(Value test, CoerceToBoolean(analysis_, *std::move(condition), "JOIN/ON"));
      children.push_back(std::move(test));
    }
    if (plain) HideSystemColumns(begin, end);
    else AddJoinItem(raw, std::move(item), std::move(left), std::move(right), begin, end);
    if (raw.alias != nullptr) absl::StrAppend(&text, " as ", NextAlias());
    return analysis_.Make(Op::kJoin, kNoType, std::move(text), std::move(children));
  }

  // A join has none.
  void HideSystemColumns(size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) scope_.items[i].system_columns_visible = false;
  }

  std::vector<ScopeColumn> VisibleColumns(size_t begin, size_t end) {
    std::vector<ScopeColumn> columns;
    for (size_t i = begin; i < end; ++i) {
      if (!scope_.items[i].columns_visible) continue;
      FillReferences(analysis_, scope_.items[i]);
      columns.insert(columns.end(), scope_.items[i].columns.begin(), scope_.items[i].columns.end());
    }
    return columns;
  }

  // The equalities that USING stands for. Takes the columns out of both sides; the merged ones become the first of the join's.
  absl::StatusOr<Value> Using(const JoinExpr& raw, const std::vector<std::string>& shared, std::vector<ScopeColumn>& left, std::vector<ScopeColumn>& right, ScopeItem& item) {
    std::vector<Value> tests;
    for (const std::string& name : shared) {
      auto take = [&](std::vector<ScopeColumn>& columns) -> std::optional<ScopeColumn> {
        auto it = std::find_if(columns.begin(), columns.end(), [&](const ScopeColumn& column) { return column.name == name; });
        if (it == columns.end()) return std::nullopt;
        ScopeColumn column = std::move(*it);
        columns.erase(it);
        return column;
      };
      std::optional<ScopeColumn> from_left = take(left), from_right = take(right);
      if (!from_left.has_value() || !from_right.has_value()) {
        return analysis_.Error(-1, "E0107", "column \"", name, "\" specified in USING clause does not exist in ", from_left.has_value() ? "right" : "left", " table");
      }
      ASSIGN_OR_RETURN(Value test, MakeOperator(analysis_, {"", "="}, ColumnReference(analysis_, *from_left, 0, -1), ColumnReference(analysis_, *from_right, 0, -1), -1));
      tests.push_back(std::move(test));
      ASSIGN_OR_RETURN(ScopeColumn merged, Merge(*from_left, *from_right, raw.jointype));
      item.columns.push_back(std::move(merged));
    }
    return MakeBoolean(analysis_, Op::kAnd, std::move(tests), -1);
  }

  void AddJoinItem(const JoinExpr& raw, ScopeItem item, std::vector<ScopeColumn> left, std::vector<ScopeColumn> right, size_t begin, size_t end) {
    if (raw.join_using_alias != nullptr) {
      ScopeItem merged;
      merged.alias = raw.join_using_alias->aliasname;
      merged.columns = item.columns;
      merged.columns_visible = false;
      scope_.items.push_back(std::move(merged));
    }
    for (size_t i = begin; i < end; ++i) {
      scope_.items[i].columns_visible = false;
      // An alias of the whole join hides what is in it.
      if (raw.alias != nullptr) scope_.items[i].relation_visible = false;
    }
    for (std::vector<ScopeColumn>* side : {&left, &right}) item.columns.insert(item.columns.end(), std::make_move_iterator(side->begin()), std::make_move_iterator(side->end()));
    item.relation_visible = raw.alias != nullptr;
    if (raw.alias != nullptr) {
      item.alias = raw.alias->aliasname;
      for (int i = 0; i < list_length(raw.alias->colnames) && i < static_cast<int>(item.columns.size()); ++i) item.columns[i].name = strVal(list_nth(raw.alias->colnames, i));
    }
    scope_.items.push_back(std::move(item));
  }

  const Analysis& analysis_;
  Scope& scope_;
};

}  // namespace

// set_rtable_names.
void AddAlias(Scope& scope, absl::string_view name) {
  std::string unique(name);
  for (int number = 1; IsTaken(scope, unique); ++number) unique = absl::StrCat(name, "_", number);
  scope.aliases.push_back(std::move(unique));
}

absl::StatusOr<Value> AnalyzeTargetTable(const Analysis& analysis, Scope& scope, const RangeVar& raw) {
  ASSIGN_OR_RETURN(Value node, FromAnalyzer(analysis, scope).Table(raw));
  FillReferences(analysis, scope.items.back());
  node.node->text = raw.inh ? "" : "only";
  return node;
}

void CollectAliases(Scope& scope, const ::List* from) {
  for (int i = 0; i < list_length(from); ++i) CollectAlias(scope, static_cast<const ::Node*>(list_nth(from, i)));
}

absl::StatusOr<Value> AnalyzeFrom(const Analysis& analysis, Scope& scope, const ::List* from) {
  FromAnalyzer analyzer(analysis, scope);
  std::vector<Value> items;
  for (int i = 0; i < list_length(from); ++i) {
    ASSIGN_OR_RETURN(Value item, analyzer.Item(static_cast<const ::Node*>(list_nth(from, i))));
    items.push_back(std::move(item));
  }
  return ListOf(analysis, items.empty() ? "" : "from", std::move(items));
}

}  // namespace compiler::analyze
