// CASE, COALESCE, GREATEST, LEAST: transformCaseExpr, transformCoalesceExpr, transformMinMaxExpr (parse_expr.c).
#include "compiler/analyze/analysis.h"
#include "compiler/analyze/coerce.h"

namespace compiler::analyze {
namespace {

constexpr char kTestedValue[] = "case";  // what WHEN compares: CaseTestExpr

absl::StatusOr<Value> CommonCall(const Analysis& analysis, Op op, const ::List* args, absl::string_view word, int location) {
  ASSIGN_OR_RETURN(std::vector<Value> values, AnalyzeList(analysis, args));
  ASSIGN_OR_RETURN(TypeId type, CommonType(analysis, values, word));
  for (Value& value : values) {
    ASSIGN_OR_RETURN(value, CoerceToCommonType(analysis, std::move(value), type, word));
  }
  int32_t typmod = CommonTypmod(values);
  Value result = analysis.Make(op, type, "", std::move(values), location);
  result.typmod = typmod;
  return result;
}

// WHEN of a CASE with an argument: the argument's value = this.
absl::StatusOr<Value> Condition(const Analysis& analysis, const CaseWhen& when, TypeId tested, int32_t tested_typmod) {
  ASSIGN_OR_RETURN(Value condition, Analyze(analysis, reinterpret_cast<const ::Node*>(when.expr)));
  if (tested != kNoType) {
    Value placeholder = analysis.Make(Op::kParam, tested, kTestedValue, {}, when.location);
    placeholder.typmod = tested_typmod;
    ASSIGN_OR_RETURN(condition, MakeOperator(analysis, {"", "="}, std::move(placeholder), std::move(condition), when.location));
  }
  return CoerceToBoolean(analysis, std::move(condition), "CASE/WHEN");
}

}  // namespace

absl::StatusOr<Value> AnalyzeCase(const Analysis& analysis, const CaseExpr& raw) {
  std::vector<Value> children;
  TypeId tested = kNoType;
  int32_t tested_typmod = -1;
  if (raw.arg != nullptr) {
    ASSIGN_OR_RETURN(Value argument, Analyze(analysis, reinterpret_cast<const ::Node*>(raw.arg)));
    argument = UnknownAsText(analysis, std::move(argument));
    tested = argument.type;
    tested_typmod = argument.typmod;
    children.push_back(std::move(argument));
  }
  std::vector<Value> conditions;
  std::vector<Value> results;  // the ELSE comes first: it weighs most in the choice of the type
  if (raw.defresult != nullptr) {
    ASSIGN_OR_RETURN(Value otherwise, Analyze(analysis, reinterpret_cast<const ::Node*>(raw.defresult)));
    results.push_back(std::move(otherwise));
  } else {
    results.push_back(analysis.NullConstant(analysis.known.unknown, raw.location));
  }
  for (int i = 0; i < list_length(raw.args); ++i) {
    const auto& when = *reinterpret_cast<const CaseWhen*>(list_nth(raw.args, i));
    ASSIGN_OR_RETURN(Value condition, Condition(analysis, when, tested, tested_typmod));
    ASSIGN_OR_RETURN(Value result, Analyze(analysis, reinterpret_cast<const ::Node*>(when.result)));
    conditions.push_back(std::move(condition));
    results.push_back(std::move(result));
  }
  ASSIGN_OR_RETURN(TypeId type, CommonType(analysis, results, "CASE"));
  for (Value& result : results) {
    ASSIGN_OR_RETURN(result, CoerceToCommonType(analysis, std::move(result), type, "CASE/WHEN"));
  }
  int32_t typmod = CommonTypmod(results);
  for (size_t i = 0; i < conditions.size(); ++i) {
    children.push_back(std::move(conditions[i]));
    children.push_back(std::move(results[i + 1]));
  }
  children.push_back(std::move(results[0]));
  Value value = analysis.Make(Op::kCase, type, raw.arg != nullptr ? "argument" : "", std::move(children), raw.location);
  value.typmod = typmod;
  return value;
}

absl::StatusOr<Value> AnalyzeCoalesce(const Analysis& analysis, const CoalesceExpr& raw) {
  return CommonCall(analysis, Op::kCoalesce, raw.args, "COALESCE", raw.location);
}

absl::StatusOr<Value> AnalyzeMinMax(const Analysis& analysis, const MinMaxExpr& raw) {
  bool greatest = raw.op == IS_GREATEST;
  return CommonCall(analysis, greatest ? Op::kGreatest : Op::kLeast, raw.args, greatest ? "GREATEST" : "LEAST", raw.location);
}

}  // namespace compiler::analyze
