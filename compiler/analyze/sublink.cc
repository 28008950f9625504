// Sub-selects in expressions: transformSubLink (parse_expr.c).
#include "compiler/analyze/coerce.h"
#include "compiler/analyze/query.h"

namespace compiler::analyze {
namespace {

// The tests of ANY and ALL: the left side's values against the sub-select's columns.
absl::StatusOr<std::vector<Value>> Tests(const Analysis& analysis, const SubLink& raw, const Query& query) {
  std::vector<Value> left;
  if (IsA(raw.testexpr, RowExpr)) {
    ASSIGN_OR_RETURN(left, AnalyzeList(analysis, reinterpret_cast<const RowExpr*>(raw.testexpr)->args));
  } else {
    ASSIGN_OR_RETURN(Value value, Analyze(analysis, raw.testexpr));
    left.push_back(std::move(value));
  }
  if (left.size() != query.columns.size()) {
    return analysis.Error(raw.location, "E0113", left.size() < query.columns.size() ? "subquery has too many columns" : "subquery has too few columns");
  }
  OperatorName name{"", "="};  // of IN
  if (raw.operName != nullptr) name = NameOfOperator(raw.operName);
  std::vector<Value> tests;
  for (size_t i = 0; i < left.size(); ++i) {
    Value right = analysis.Make(Op::kParam, query.columns[i].type, absl::StrCat("column ", i + 1));
    right.typmod = query.columns[i].typmod;
    ASSIGN_OR_RETURN(Value test, MakeOperator(analysis, name, std::move(left[i]), std::move(right), raw.location));
    tests.push_back(std::move(test));
  }
  return tests;
}

}  // namespace

absl::Status CheckQueryAllowed(const Analysis& analysis, absl::string_view what, int location) {
  const char* place = "";
  switch (analysis.context.use) {
    case ExpressionUse::kCheck:
    case ExpressionUse::kDomainCheck: place = "a check constraint"; break;
    case ExpressionUse::kDefault: place = "a DEFAULT expression"; break;
    case ExpressionUse::kGenerated: place = "a column generation expression"; break;
    case ExpressionUse::kIndexKey: place = "an index expression"; break;
    case ExpressionUse::kPredicate: place = "an index predicate"; break;
    default: return absl::OkStatus();
  }
  return analysis.Error(location, "E0114", "cannot use ", what, " in ", place);
}

absl::StatusOr<Value> AnalyzeSubLink(const Analysis& analysis, const SubLink& raw) {
  RETURN_IF_ERROR(CheckQueryAllowed(analysis, "a subquery", raw.location));
  if (!IsA(raw.subselect, SelectStmt)) return Analysis::Unresolved("a sub-select of this form");
  ASSIGN_OR_RETURN(Query query, AnalyzeSelect(analysis, *reinterpret_cast<const SelectStmt*>(raw.subselect), Unknowns::kAsText));
  std::vector<Value> children;
  children.push_back({query.node, kNoType, -1, -1});
  TypeId type = analysis.known.boolean;
  int32_t typmod = -1;
  const char* text = "";
  switch (raw.subLinkType) {
    case EXISTS_SUBLINK: text = "exists"; break;
    case ANY_SUBLINK:
    case ALL_SUBLINK: {
      text = raw.subLinkType == ANY_SUBLINK ? "any" : "all";
      ASSIGN_OR_RETURN(std::vector<Value> tests, Tests(analysis, raw, query));
      for (Value& test : tests) children.push_back(std::move(test));
      break;
    }
    case EXPR_SUBLINK:
    case ARRAY_SUBLINK:
      if (query.columns.size() != 1) return analysis.Error(raw.location, "E0113", "subquery must return only one column");
      type = query.columns[0].type;
      if (raw.subLinkType == ARRAY_SUBLINK) {
        text = "array";
        if (!Builtins::IsArray(type)) type = Builtins::ArrayOf(type);
      } else {
        text = "value";
        typmod = query.columns[0].typmod;
      }
      break;
    default: return Analysis::Unresolved("a sub-select of this form");
  }
  Value value = analysis.Make(Op::kSubquery, type, text, std::move(children), raw.location);
  value.typmod = typmod;
  return value;
}

}  // namespace compiler::analyze
