// The dispatch of parse_expr.c (transformExprRecurse): one raw node to the step that knows its shape.
#include "compiler/analyze/query.h"

namespace compiler::analyze {
namespace {

template <typename Raw>
const Raw& As(const ::Node* raw) { return *reinterpret_cast<const Raw*>(raw); }

// What is no plain expression, or not yet resolved, by what a person calls it.
const char* NameOfUnresolved(NodeTag tag) {
  switch (tag) {
    case T_CurrentOfExpr: return "CURRENT OF";
    case T_SetToDefault: return "DEFAULT";
    case T_MultiAssignRef: return "a multiple assignment";
    default: return "an expression of this form";
  }
}

absl::StatusOr<Value> Dispatch(const Analysis& analysis, const ::Node* raw) {
  switch (nodeTag(raw)) {
    case T_A_Const: return AnalyzeConstant(analysis, As<A_Const>(raw));
    case T_ColumnRef: return AnalyzeColumn(analysis, As<ColumnRef>(raw));
    case T_A_Indirection: return AnalyzeIndirection(analysis, As<A_Indirection>(raw));
    case T_A_ArrayExpr: return AnalyzeArray(analysis, As<A_ArrayExpr>(raw), kNoType, -1);
    case T_TypeCast: return AnalyzeTypeCast(analysis, As<TypeCast>(raw));
    case T_CollateClause: return AnalyzeCollate(analysis, As<CollateClause>(raw));
    case T_A_Expr: return AnalyzeOperator(analysis, As<A_Expr>(raw));
    case T_BoolExpr: return AnalyzeBoolean(analysis, As<BoolExpr>(raw));
    case T_FuncCall: return AnalyzeCall(analysis, As<FuncCall>(raw));
    case T_CaseExpr: return AnalyzeCase(analysis, As<CaseExpr>(raw));
    case T_RowExpr: return AnalyzeRow(analysis, As<RowExpr>(raw));
    case T_CoalesceExpr: return AnalyzeCoalesce(analysis, As<CoalesceExpr>(raw));
    case T_MinMaxExpr: return AnalyzeMinMax(analysis, As<MinMaxExpr>(raw));
    case T_SQLValueFunction: return AnalyzeSqlValue(analysis, As<SQLValueFunction>(raw));
    case T_XmlExpr: return AnalyzeXml(analysis, As<XmlExpr>(raw));
    case T_XmlSerialize: return AnalyzeXmlSerialize(analysis, As<XmlSerialize>(raw));
    case T_NullTest: return AnalyzeNullTest(analysis, As<NullTest>(raw));
    case T_BooleanTest: return AnalyzeBooleanTest(analysis, As<BooleanTest>(raw));
    case T_ParamRef: return AnalyzeParameter(analysis, As<ParamRef>(raw));
    case T_SubLink: return AnalyzeSubLink(analysis, As<SubLink>(raw));
    case T_GroupingFunc: return AnalyzeGrouping(analysis, As<GroupingFunc>(raw));
    case T_JsonIsPredicate: return AnalyzeJsonTest(analysis, As<JsonIsPredicate>(raw));
    case T_JsonFuncExpr: return AnalyzeJsonFunction(analysis, As<JsonFuncExpr>(raw));
    case T_JsonObjectConstructor: case T_JsonArrayConstructor: case T_JsonArrayQueryConstructor: case T_JsonObjectAgg: case T_JsonArrayAgg:
    case T_JsonParseExpr: case T_JsonScalarExpr: case T_JsonSerializeExpr: return AnalyzeJsonConstructor(analysis, raw);
    default: return Analysis::Unresolved(NameOfUnresolved(nodeTag(raw)));
  }
}

}  // namespace

absl::StatusOr<Value> Analyze(const Analysis& analysis, const ::Node* raw) {
  if (raw == nullptr) return Analysis::Unresolved("an expression is missing");
  if (stack_is_too_deep()) return Analysis::Unresolved("the expression is nested too deeply");
  return Dispatch(analysis, raw);
}

absl::StatusOr<std::vector<Value>> AnalyzeList(const Analysis& analysis, const ::List* list) {
  std::vector<Value> values;
  values.reserve(list_length(list));
  for (int i = 0; i < list_length(list); ++i) {
    ASSIGN_OR_RETURN(Value value, Analyze(analysis, static_cast<const ::Node*>(list_nth(list, i))));
    values.push_back(std::move(value));
  }
  return values;
}

}  // namespace compiler::analyze
