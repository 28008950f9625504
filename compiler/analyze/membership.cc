// IN lists and BETWEEN: transformAExprIn and transformAExprBetween (parse_expr.c).
#include "compiler/analyze/analysis.h"
#include "compiler/analyze/coerce.h"

namespace compiler::analyze {
namespace {

// A value used more than once: the raw node is analysed once, its node shared.
Value Copy(const Value& value) { return {std::make_shared<schema::Node>(*value.node), value.type, value.typmod, value.location}; }

// contain_vars_of_level: whether the resolved expression reads a column.
bool ReadsColumns(const schema::Node& node) {
  bool found = false;
  schema::Walk(node, [&](const schema::Node& n) { found = found || n.op == Op::kColumn || n.op == Op::kParam; });
  return found;
}

const RowExpr* AsRow(const ::Node* raw) { return raw != nullptr && IsA(raw, RowExpr) ? reinterpret_cast<const RowExpr*>(raw) : nullptr; }

struct InList {
  std::vector<Value> constants;  // without columns: they may become one array
  std::vector<Value> others;     // compared one by one
};

// All constants as one array, if they have a common type with the left side. Gives back nothing, and leaves the list alone, when they have not.
absl::StatusOr<std::optional<Value>> AsScalarArray(const Analysis& analysis, const OperatorName& name, bool negated, const Value& left, InList& list, int location) {
  if (list.constants.size() < 2) return std::optional<Value>();
  std::vector<TypeId> types = {left.type};
  for (const Value& value : list.constants) types.push_back(value.type);
  TypeId common = TryCommonType(analysis, types);
  // The check that all can be coerced is that of verify_common_type.
  bool usable = common != kNoType && common != analysis.known.record && !Builtins::IsArray(common);
  for (TypeId type : types) usable = usable && CanCoerce(analysis, type, common, Coercion::kImplicit);
  if (!usable) return std::optional<Value>();
  std::vector<Value> elements;
  for (Value& value : list.constants) {
    ASSIGN_OR_RETURN(Value element, CoerceToCommonType(analysis, std::move(value), common, "IN"));
    elements.push_back(std::move(element));
  }
  list.constants.clear();
  Value array = analysis.Make(Op::kArray, Builtins::ArrayOf(common), "", std::move(elements), location);
  ASSIGN_OR_RETURN(Value test, MakeScalarArray(analysis, name, negated, Copy(left), std::move(array), location));
  return std::optional<Value>(std::move(test));
}

absl::StatusOr<Value> CompareWith(const Analysis& analysis, const OperatorName& name, const A_Expr& raw, const Value& left, Value right) {
  return MakeOperator(analysis, name, Copy(left), std::move(right), raw.location);
}

// IN over rows: each is compared field by field.
absl::StatusOr<Value> RowIn(const Analysis& analysis, const A_Expr& raw, const OperatorName& name, const ::List* items, bool negated) {
  std::vector<Value> tests;
  for (int i = 0; i < list_length(items); ++i) {
    const RowExpr* item = AsRow(static_cast<const ::Node*>(list_nth(items, i)));
    if (item == nullptr) return Analysis::Unresolved("a row is compared with something else in IN");
    ASSIGN_OR_RETURN(Value test, MakeRowComparison(analysis, name, *AsRow(raw.lexpr), *item, raw.location));
    tests.push_back(std::move(test));
  }
  return MakeBoolean(analysis, negated ? Op::kAnd : Op::kOr, std::move(tests), raw.location);
}

absl::StatusOr<Value> In(const Analysis& analysis, const A_Expr& raw) {
  OperatorName name = NameOfOperator(raw.name);
  bool negated = name.name == "<>";
  const auto* items = reinterpret_cast<const ::List*>(raw.rexpr);
  if (AsRow(raw.lexpr) != nullptr) return RowIn(analysis, raw, name, items, negated);
  ASSIGN_OR_RETURN(Value left, Analyze(analysis, raw.lexpr));
  InList list;
  for (int i = 0; i < list_length(items); ++i) {
    ASSIGN_OR_RETURN(Value item, Analyze(analysis, static_cast<const ::Node*>(list_nth(items, i))));
    (ReadsColumns(*item.node) ? list.others : list.constants).push_back(std::move(item));
  }
  ASSIGN_OR_RETURN(std::optional<Value> array, AsScalarArray(analysis, name, negated, left, list, raw.location));
  std::vector<Value> tests;
  if (array.has_value()) tests.push_back(*std::move(array));
  if (tests.empty()) {
    // One by one in the order written.
    list = {};
    ASSIGN_OR_RETURN(list.others, AnalyzeList(analysis, items));
  }
  for (Value& item : list.others) {
    ASSIGN_OR_RETURN(Value test, CompareWith(analysis, name, raw, left, std::move(item)));
    ASSIGN_OR_RETURN(test, CoerceToBoolean(analysis, std::move(test), "IN"));
    tests.push_back(std::move(test));
  }
  return MakeBoolean(analysis, negated ? Op::kAnd : Op::kOr, std::move(tests), raw.location);
}

struct Bounds {
  Value value, low, high;
};

// a >= low AND a <= high, or its opposite.
absl::StatusOr<Value> Within(const Analysis& analysis, const Bounds& bounds, bool negated, int location) {
  ASSIGN_OR_RETURN(Value low, MakeOperator(analysis, {"", negated ? "<" : ">="}, Copy(bounds.value), Copy(bounds.low), location));
  ASSIGN_OR_RETURN(Value high, MakeOperator(analysis, {"", negated ? ">" : "<="}, Copy(bounds.value), Copy(bounds.high), location));
  std::vector<Value> parts;
  parts.push_back(std::move(low));
  parts.push_back(std::move(high));
  return MakeBoolean(analysis, negated ? Op::kOr : Op::kAnd, std::move(parts), location);
}

absl::StatusOr<Value> Between(const Analysis& analysis, const A_Expr& raw) {
  const auto* limits = reinterpret_cast<const ::List*>(raw.rexpr);
  Bounds bounds;
  ASSIGN_OR_RETURN(bounds.value, Analyze(analysis, raw.lexpr));
  ASSIGN_OR_RETURN(bounds.low, Analyze(analysis, static_cast<const ::Node*>(list_nth(limits, 0))));
  ASSIGN_OR_RETURN(bounds.high, Analyze(analysis, static_cast<const ::Node*>(list_nth(limits, 1))));
  bool negated = raw.kind == AEXPR_NOT_BETWEEN || raw.kind == AEXPR_NOT_BETWEEN_SYM;
  ASSIGN_OR_RETURN(Value first, Within(analysis, bounds, negated, raw.location));
  if (raw.kind == AEXPR_BETWEEN || raw.kind == AEXPR_NOT_BETWEEN) return first;
  std::swap(bounds.low, bounds.high);
  ASSIGN_OR_RETURN(Value second, Within(analysis, bounds, negated, raw.location));
  std::vector<Value> parts;
  parts.push_back(std::move(first));
  parts.push_back(std::move(second));
  return MakeBoolean(analysis, negated ? Op::kAnd : Op::kOr, std::move(parts), raw.location);
}

}  // namespace

absl::StatusOr<Value> AnalyzeMembership(const Analysis& analysis, const A_Expr& raw) { return raw.kind == AEXPR_IN ? In(analysis, raw) : Between(analysis, raw); }

}  // namespace compiler::analyze
