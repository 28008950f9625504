// Row constructors and their comparison: transformRowExpr, make_row_comparison_op, make_row_distinct_op (parse_expr.c).
#include "compiler/analyze/analysis.h"
#include "compiler/analyze/coerce.h"

namespace compiler::analyze {
namespace {

struct Pairs {
  std::vector<Value> left, right;
};

absl::StatusOr<Pairs> AnalyzePairs(const Analysis& analysis, const RowExpr& left, const RowExpr& right, int location) {
  if (list_length(left.args) != list_length(right.args)) return analysis.Error(location, "E0113", "unequal number of entries in row expressions");
  if (list_length(left.args) == 0) return analysis.Error(location, "E0113", "cannot compare rows of zero length");
  Pairs pairs;
  ASSIGN_OR_RETURN(pairs.left, AnalyzeList(analysis, left.args));
  ASSIGN_OR_RETURN(pairs.right, AnalyzeList(analysis, right.args));
  return pairs;
}

bool IsOrdering(absl::string_view name) { return name == "<" || name == "<=" || name == ">" || name == ">="; }

// RowCompareExpr: the operators' texts, then all left and all right values.
Value MakeRowCompare(const Analysis& analysis, std::vector<Value> tests, int location) {
  Value value = analysis.Make(Op::kRowCompare, analysis.known.boolean, "", {}, location);
  for (const Value& test : tests) absl::StrAppend(&value.node->text, value.node->text.empty() ? "" : " ", test.node->text);
  for (size_t side = 0; side < 2; ++side) {
    for (const Value& test : tests) value.node->children.push_back(test.node->children[side]);
  }
  return value;
}

}  // namespace

absl::StatusOr<Value> AnalyzeRow(const Analysis& analysis, const RowExpr& raw) {
  ASSIGN_OR_RETURN(std::vector<Value> fields, AnalyzeList(analysis, raw.args));
  return analysis.Make(Op::kRow, analysis.known.record, "", std::move(fields), raw.location);
}

absl::StatusOr<Value> MakeRowComparison(const Analysis& analysis, const OperatorName& name, const RowExpr& left, const RowExpr& right, int location) {
  ASSIGN_OR_RETURN(Pairs pairs, AnalyzePairs(analysis, left, right, location));
  std::vector<Value> tests;
  for (size_t i = 0; i < pairs.left.size(); ++i) {
    ASSIGN_OR_RETURN(Value test, MakeOperator(analysis, name, std::move(pairs.left[i]), std::move(pairs.right[i]), location));
    if (test.type != analysis.known.boolean) return analysis.Error(location, "E0113", "row comparison operator must yield type boolean");
    tests.push_back(std::move(test));
  }
  if (tests.size() == 1 || name.name == "=") return MakeBoolean(analysis, Op::kAnd, std::move(tests), location);
  if (name.name == "<>") return MakeBoolean(analysis, Op::kOr, std::move(tests), location);
  if (!IsOrdering(name.name)) return Analysis::Unresolved("rows are compared by operator ", name.name);
  return MakeRowCompare(analysis, std::move(tests), location);
}

absl::StatusOr<Value> MakeRowDistinct(const Analysis& analysis, const RowExpr& left, const RowExpr& right, int location) {
  ASSIGN_OR_RETURN(Pairs pairs, AnalyzePairs(analysis, left, right, location));
  std::vector<Value> tests;
  for (size_t i = 0; i < pairs.left.size(); ++i) {
    ASSIGN_OR_RETURN(Value test, MakeDistinct(analysis, {"", "="}, std::move(pairs.left[i]), std::move(pairs.right[i]), location));
    tests.push_back(std::move(test));
  }
  return MakeBoolean(analysis, Op::kOr, std::move(tests), location);
}

}  // namespace compiler::analyze
