// Target lists: transformTargetList, ExpandColumnRefStar, FigureColname (parse_target.c).
#include "compiler/analyze/coerce.h"
#include "compiler/analyze/query.h"

namespace compiler::analyze {
namespace {

const ::Node* LastName(const ::List* names) { return static_cast<const ::Node*>(llast(names)); }

// How good a name is: FigureColnameInternal prefers a column's or function's name inside a CASE or sub-select to the construct's own.
struct Named {
  std::string name;
  int strength = 0;
};

Named FigureName(const ::Node* raw) {
  if (raw == nullptr || stack_is_too_deep()) return {};
  switch (nodeTag(raw)) {
    case T_ColumnRef: {
      const ::Node* last = LastName(reinterpret_cast<const ColumnRef*>(raw)->fields);
      if (IsA(last, String)) return {strVal(last), 2};
      return {};
    }
    case T_A_Indirection: {
      const auto& indirection = *reinterpret_cast<const A_Indirection*>(raw);
      for (int i = list_length(indirection.indirection) - 1; i >= 0; --i) {
        const auto* step = static_cast<const ::Node*>(list_nth(indirection.indirection, i));
        if (IsA(step, String)) return {strVal(step), 2};
      }
      return FigureName(indirection.arg);
    }
    case T_FuncCall: return {strVal(llast(reinterpret_cast<const FuncCall*>(raw)->funcname)), 2};
    case T_A_Expr:
      if (reinterpret_cast<const A_Expr*>(raw)->kind == AEXPR_NULLIF) return {"nullif", 2};
      return {};
    case T_TypeCast: {
      const auto& cast = *reinterpret_cast<const TypeCast*>(raw);
      Named inner = FigureName(cast.arg);
      if (inner.strength > 1 || cast.typeName == nullptr) return inner;
      return {strVal(llast(cast.typeName->names)), 1};
    }
    case T_CollateClause: return FigureName(reinterpret_cast<const CollateClause*>(raw)->arg);
    case T_GroupingFunc: return {"grouping", 2};
    case T_MergeSupportFunc: return {"merge_action", 2};
    case T_SubLink: {
      const auto& link = *reinterpret_cast<const SubLink*>(raw);
      if (link.subLinkType == EXISTS_SUBLINK) return {"exists", 2};
      if (link.subLinkType == ARRAY_SUBLINK) return {"array", 2};
      if (link.subLinkType != EXPR_SUBLINK || !IsA(link.subselect, SelectStmt)) return {};
      const auto* select = reinterpret_cast<const SelectStmt*>(link.subselect);
      while (select->op != SETOP_NONE) select = select->larg;
      if (select->valuesLists != nullptr) return {"column1", 2};
      if (list_length(select->targetList) == 0) return {};
      const auto& target = *list_nth_node(ResTarget, select->targetList, 0);
      if (target.name != nullptr) return {target.name, 2};
      return {ColumnNameOf(target.val), 2};
    }
    case T_CaseExpr: {
      Named inner = FigureName(reinterpret_cast<const ::Node*>(reinterpret_cast<const CaseExpr*>(raw)->defresult));
      if (inner.strength > 1) return inner;
      return {"case", 1};
    }
    case T_A_ArrayExpr: return {"array", 2};
    case T_RowExpr: return {"row", 2};
    case T_CoalesceExpr: return {"coalesce", 2};
    case T_MinMaxExpr: return {reinterpret_cast<const MinMaxExpr*>(raw)->op == IS_GREATEST ? "greatest" : "least", 2};
    case T_SQLValueFunction:
      switch (reinterpret_cast<const SQLValueFunction*>(raw)->op) {
        case SVFOP_CURRENT_DATE: return {"current_date", 2};
        case SVFOP_CURRENT_TIME:
        case SVFOP_CURRENT_TIME_N: return {"current_time", 2};
        case SVFOP_CURRENT_TIMESTAMP:
        case SVFOP_CURRENT_TIMESTAMP_N: return {"current_timestamp", 2};
        case SVFOP_LOCALTIME:
        case SVFOP_LOCALTIME_N: return {"localtime", 2};
        case SVFOP_LOCALTIMESTAMP:
        case SVFOP_LOCALTIMESTAMP_N: return {"localtimestamp", 2};
        case SVFOP_CURRENT_ROLE: return {"current_role", 2};
        case SVFOP_CURRENT_USER: return {"current_user", 2};
        case SVFOP_USER: return {"user", 2};
        case SVFOP_SESSION_USER: return {"session_user", 2};
        case SVFOP_CURRENT_CATALOG: return {"current_catalog", 2};
        case SVFOP_CURRENT_SCHEMA: return {"current_schema", 2};
      }
      return {};
    case T_XmlExpr:
      switch (reinterpret_cast<const XmlExpr*>(raw)->op) {
        case IS_XMLCONCAT: return {"xmlconcat", 2};
        case IS_XMLELEMENT: return {"xmlelement", 2};
        case IS_XMLFOREST: return {"xmlforest", 2};
        case IS_XMLPARSE: return {"xmlparse", 2};
        case IS_XMLPI: return {"xmlpi", 2};
        case IS_XMLROOT: return {"xmlroot", 2};
        default: return {};
      }
    case T_XmlSerialize: return {"xmlserialize", 2};
    case T_JsonParseExpr: return {"json", 2};
    case T_JsonScalarExpr: return {"json_scalar", 2};
    case T_JsonSerializeExpr: return {"json_serialize", 2};
    case T_JsonObjectConstructor: return {"json_object", 2};
    case T_JsonArrayConstructor:
    case T_JsonArrayQueryConstructor: return {"json_array", 2};
    case T_JsonObjectAgg: return {"json_objectagg", 2};
    case T_JsonArrayAgg: return {"json_arrayagg", 2};
    case T_JsonFuncExpr:
      switch (reinterpret_cast<const JsonFuncExpr*>(raw)->op) {
        case JSON_EXISTS_OP: return {"json_exists", 2};
        case JSON_QUERY_OP: return {"json_query", 2};
        case JSON_VALUE_OP: return {"json_value", 2};
        default: return {};
      }
    default: return {};
  }
}

void Add(std::vector<Target>& targets, Value value, std::string name) {
  Target& target = targets.emplace_back();
  target.value = std::move(value);
  target.name = std::move(name);
}

// (x).*: each field of a composite value.
absl::StatusOr<bool> ExpandRow(const Analysis& analysis, const A_Indirection& raw, std::vector<Target>& out) {
  if (list_length(raw.indirection) != 1 || !IsA(linitial(raw.indirection), A_Star)) return false;
  ASSIGN_OR_RETURN(Value row, Analyze(analysis, raw.arg));
  std::optional<std::vector<CatalogView::RelationColumn>> attributes = analysis.catalog.Attributes(BaseType(analysis, row.type));
  std::vector<CatalogView::RelationColumn> outs = analysis.catalog.OutColumns(row.function, row.node->object);
  if (!attributes.has_value() && outs.size() > 1) attributes = std::move(outs);
  if (!attributes.has_value()) return Analysis::Unresolved("\".*\" of a value whose fields are not known");
  for (CatalogView::RelationColumn& attribute : *attributes) {
    std::vector<Value> children;
    children.push_back({std::make_shared<schema::Node>(*row.node), row.type, -1, -1});
    Value field = analysis.Make(Op::kField, analysis.catalog.Id(attribute.type), attribute.name, std::move(children), raw.arg == nullptr ? -1 : exprLocation(raw.arg));
    field.typmod = attribute.type.typmod;
    Add(out, std::move(field), attribute.name);
  }
  return true;
}

}  // namespace

std::string ColumnNameOf(const ::Node* raw) {
  Named named = FigureName(raw);
  return named.strength == 0 ? "?column?" : std::move(named.name);
}

absl::StatusOr<std::vector<Target>> AnalyzeTargets(const Analysis& analysis, const ::List* list) {
  std::vector<Target> targets;
  for (int i = 0; i < list_length(list); ++i) {
    const auto& raw = *list_nth_node(ResTarget, list, i);
    if (IsA(raw.val, ColumnRef) && IsA(llast(reinterpret_cast<const ColumnRef*>(raw.val)->fields), A_Star)) {
      const auto& star = *reinterpret_cast<const ColumnRef*>(raw.val);
      std::vector<ScopeColumn> columns;
      if (std::optional<std::vector<ScopeColumn>> row = ExpandRuleRow(analysis, star); row.has_value()) {
        columns = *std::move(row);
      } else {
        ASSIGN_OR_RETURN(columns, ExpandStar(analysis, star));
      }
      for (ScopeColumn& column : columns) Add(targets, Value{std::make_shared<schema::Node>(*column.node), column.type, column.typmod, -1}, column.name);
      continue;
    }
    if (IsA(raw.val, A_Indirection)) {
      ASSIGN_OR_RETURN(bool expanded, ExpandRow(analysis, *reinterpret_cast<const A_Indirection*>(raw.val), targets));
      if (expanded) continue;
    }
    ASSIGN_OR_RETURN(Value value, Analyze(analysis, raw.val));
    Add(targets, std::move(value), raw.name != nullptr ? std::string(raw.name) : ColumnNameOf(raw.val));
  }
  return targets;
}

}  // namespace compiler::analyze
