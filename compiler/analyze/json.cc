// What the SQL/JSON forms share (parse_expr.c), and IS JSON: transformJsonValueExpr, transformJsonOutput, transformJsonIsPredicate.
#include "compiler/analyze/json.h"

#include "compiler/analyze/coerce.h"
#include "compiler/type_name.h"

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

absl::StatusOr<Value> AnalyzeJsonItem(const Analysis& analysis, const JsonValueExpr& raw) {
  ASSIGN_OR_RETURN(Value value, Analyze(analysis, reinterpret_cast<const ::Node*>(raw.raw_expr)));
  value = UnknownAsText(analysis, std::move(value));
  bool formatted = raw.format != nullptr && raw.format->format_type != JS_FORMAT_DEFAULT && value.type != analysis.known.json && value.type != analysis.known.jsonb;
  if (!formatted) return value;
  std::string text = "format json";
  if (raw.format->encoding != JS_ENC_DEFAULT) absl::StrAppend(&text, " encoding ", static_cast<int>(raw.format->encoding));
  TypeId type = value.type;
  std::vector<Value> children;
  children.push_back(std::move(value));
  return analysis.Make(Op::kJson, type, std::move(text), std::move(children), value.location);
}

absl::StatusOr<JsonResult> AnalyzeJsonOutput(const Analysis& analysis, const JsonOutput* raw, TypeId by_default) {
  if (raw == nullptr || raw->typeName == nullptr) return JsonResult{by_default, -1};
  ASSIGN_OR_RETURN(schema::TypeRef type, ResolveTypeName(*raw->typeName, analysis.catalog, analysis.context.base));
  return JsonResult{analysis.catalog.Id(type), type.typmod};
}

Value MakeJson(const Analysis& analysis, const JsonResult& result, std::string text, std::vector<Value> children, int location) {
  Value value = analysis.Make(Op::kJson, result.type, std::move(text), std::move(children), location);
  value.typmod = result.typmod;
  value.node->type = analysis.catalog.Ref(result.type, result.typmod);
  return value;
}

}  // namespace compiler::analyze
