// IS JSON: transformJsonIsPredicate (parse_expr.c), PostgreSQL 16. The other SQL/JSON forms are not resolved yet.
#include "compiler/analyze/analysis.h"
#include "compiler/analyze/coerce.h"

namespace compiler::analyze {

absl::StatusOr<Value> AnalyzeJsonTest(const Analysis& analysis, const JsonIsPredicate& raw) {
  ASSIGN_OR_RETURN(Value argument, Analyze(analysis, raw.expr));
  if (argument.type == analysis.known.unknown || analysis.catalog.Facts(argument.type).category == 'S') {
    ASSIGN_OR_RETURN(argument, CoerceToTarget(analysis, std::move(argument), analysis.known.text, -1, Coercion::kImplicit, "the argument of IS JSON"));
  }
  static constexpr const char* kItems[] = {"value", "object", "array", "scalar"};
  std::string text = absl::StrCat("is json ", kItems[raw.item_type], raw.unique_keys ? " unique" : "");
  std::vector<Value> children;
  children.push_back(std::move(argument));
  return analysis.Make(Op::kJson, analysis.known.boolean, std::move(text), std::move(children), raw.location);
}

}  // namespace compiler::analyze
