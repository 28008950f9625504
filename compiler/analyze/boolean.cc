// AND, OR, NOT and the tests of null and truth: transformBoolExpr, transformBooleanTest and NullTest in parse_expr.c.
#include "compiler/analyze/analysis.h"
#include "compiler/analyze/coerce.h"

namespace compiler::analyze {

Value MakeBoolean(const Analysis& analysis, Op op, std::vector<Value> parts, int location) {
  if (parts.size() == 1) return std::move(parts[0]);
  Value value = analysis.Make(op, analysis.known.boolean, "", {}, location);
  for (Value& part : parts) {
    if (part.node->op != op) {
      value.node->children.push_back(std::move(part.node));
      continue;
    }
    for (const schema::NodePtr& inner : part.node->children) value.node->children.push_back(inner);
  }
  return value;
}

Value MakeNot(const Analysis& analysis, Value value) {
  int location = value.location;
  std::vector<Value> children;
  children.push_back(std::move(value));
  return analysis.Make(Op::kNot, analysis.known.boolean, "", std::move(children), location);
}

absl::StatusOr<Value> AnalyzeBoolean(const Analysis& analysis, const BoolExpr& raw) {
  const char* word = raw.boolop == AND_EXPR ? "AND" : raw.boolop == OR_EXPR ? "OR" : "NOT";
  ASSIGN_OR_RETURN(std::vector<Value> parts, AnalyzeList(analysis, raw.args));
  for (Value& part : parts) {
    ASSIGN_OR_RETURN(part, CoerceToBoolean(analysis, std::move(part), word));
  }
  if (raw.boolop == NOT_EXPR) return MakeNot(analysis, std::move(parts[0]));
  return MakeBoolean(analysis, raw.boolop == AND_EXPR ? Op::kAnd : Op::kOr, std::move(parts), raw.location);
}

absl::StatusOr<Value> AnalyzeNullTest(const Analysis& analysis, const NullTest& raw) {
  ASSIGN_OR_RETURN(Value argument, Analyze(analysis, reinterpret_cast<const ::Node*>(raw.arg)));
  std::vector<Value> children;
  children.push_back(UnknownAsText(analysis, std::move(argument)));
  Value test = analysis.Make(Op::kIsNull, analysis.known.boolean, "", std::move(children), raw.location);
  if (raw.nulltesttype == IS_NOT_NULL) test.node->flags |= schema::Node::kFlagNot;
  return test;
}

absl::StatusOr<Value> AnalyzeBooleanTest(const Analysis& analysis, const BooleanTest& raw) {
  struct Test {
    BoolTestType type;
    const char* text;
    bool negated;
  };
  static constexpr Test kTests[] = {{IS_TRUE, "TRUE", false},   {IS_NOT_TRUE, "TRUE", true},       {IS_FALSE, "FALSE", false},
                                    {IS_NOT_FALSE, "FALSE", true}, {IS_UNKNOWN, "UNKNOWN", false}, {IS_NOT_UNKNOWN, "UNKNOWN", true}};
  const Test& row = kTests[raw.booltesttype];
  ASSIGN_OR_RETURN(Value argument, Analyze(analysis, reinterpret_cast<const ::Node*>(raw.arg)));
  ASSIGN_OR_RETURN(argument, CoerceToBoolean(analysis, std::move(argument), absl::StrCat("IS ", row.text)));
  std::vector<Value> children;
  children.push_back(std::move(argument));
  Value test = analysis.Make(Op::kIsBool, analysis.known.boolean, row.text, std::move(children), raw.location);
  if (row.negated) test.node->flags |= schema::Node::kFlagNot;
  return test;
}

}  // namespace compiler::analyze
