// ARRAY[…]: transformArrayExpr (parse_expr.c).
#include "compiler/analyze/analysis.h"
#include "compiler/analyze/coerce.h"

namespace compiler::analyze {
namespace {

struct Elements {
  std::vector<Value> values;
  bool nested = false;  // the elements are arrays themselves
};

absl::StatusOr<Elements> AnalyzeElements(const Analysis& analysis, const A_ArrayExpr& raw, TypeId wanted, int32_t wanted_typmod) {
  Elements elements;
  for (int i = 0; i < list_length(raw.elements); ++i) {
    const auto* item = static_cast<const ::Node*>(list_nth(raw.elements, i));
    if (stack_is_too_deep()) return Analysis::Unresolved("the expression is nested too deeply");
    Value value;
    if (IsA(item, A_ArrayExpr)) {
      ASSIGN_OR_RETURN(value, AnalyzeArray(analysis, *reinterpret_cast<const A_ArrayExpr*>(item), wanted, wanted_typmod));
      elements.nested = true;
    } else {
      ASSIGN_OR_RETURN(value, Analyze(analysis, item));
      elements.nested = elements.nested || Builtins::IsArray(value.type);
    }
    elements.values.push_back(std::move(value));
  }
  return elements;
}

}  // namespace

absl::StatusOr<Value> AnalyzeArray(const Analysis& analysis, const A_ArrayExpr& raw, TypeId wanted, int32_t wanted_typmod) {
  ASSIGN_OR_RETURN(Elements elements, AnalyzeElements(analysis, raw, wanted, wanted_typmod));
  TypeId array = wanted;
  if (wanted != kNoType) {
    TypeId target = elements.nested ? wanted : Builtins::ElementOf(wanted);
    for (Value& value : elements.values) {
      ASSIGN_OR_RETURN(value, CoerceToTarget(analysis, std::move(value), target, wanted_typmod, Coercion::kExplicit, "the array element"));
    }
  } else {
    if (elements.values.empty()) {
      absl::Status error = analysis.Error(raw.location, "E0113", "cannot determine type of empty array");
      return schema::WithHint(std::move(error), "cast it to the type wanted, for example ARRAY[]::integer[]");
    }
    ASSIGN_OR_RETURN(TypeId common, CommonType(analysis, elements.values, "ARRAY"));
    for (Value& value : elements.values) {
      ASSIGN_OR_RETURN(value, CoerceToCommonType(analysis, std::move(value), common, "ARRAY"));
    }
    array = Builtins::ArrayOf(common);
  }
  int32_t typmod = CommonTypmod(elements.values);
  Value value = analysis.Make(Op::kArray, array, "", std::move(elements.values), raw.location);
  value.typmod = typmod;
  return value;
}

}  // namespace compiler::analyze
