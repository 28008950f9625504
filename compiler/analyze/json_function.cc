// JSON_EXISTS, JSON_QUERY, JSON_VALUE (PostgreSQL 17): transformJsonFuncExpr (parse_expr.c).
#include "compiler/analyze/coerce.h"
#include "compiler/analyze/json.h"
#include "compiler/analyze/query.h"

namespace compiler::analyze {
namespace {

const char* WordOf(JsonBehaviorType type) {
  switch (type) {
    case JSON_BEHAVIOR_NULL: return "null";
    case JSON_BEHAVIOR_ERROR: return "error";
    case JSON_BEHAVIOR_EMPTY:
    case JSON_BEHAVIOR_EMPTY_ARRAY: return "empty array";
    case JSON_BEHAVIOR_TRUE: return "true";
    case JSON_BEHAVIOR_FALSE: return "false";
    case JSON_BEHAVIOR_UNKNOWN: return "unknown";
    case JSON_BEHAVIOR_EMPTY_OBJECT: return "empty object";
    case JSON_BEHAVIOR_DEFAULT: return "default";
  }
  return "";
}

// transformJsonBehavior: what is the default anyway says nothing.
absl::Status AddBehavior(const Analysis& analysis, const JsonBehavior* raw, JsonBehaviorType by_default, const char* on, const JsonResult& result, std::vector<Value>& parts) {
  if (raw == nullptr || raw->btype == by_default) return absl::OkStatus();
  std::vector<Value> children;
  if (raw->btype == JSON_BEHAVIOR_DEFAULT) {
    ASSIGN_OR_RETURN(Value value, Analyze(analysis, raw->expr));
    ASSIGN_OR_RETURN(value, CoerceToTarget(analysis, std::move(value), result.type, result.typmod, Coercion::kExplicit, "the DEFAULT expression"));
    children.push_back(std::move(value));
  }
  parts.push_back(ListOf(analysis, absl::StrCat(WordOf(raw->btype), " on ", on), std::move(children)));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Value> AnalyzeJsonPath(const Analysis& analysis, const ::Node* raw) {
  ASSIGN_OR_RETURN(Value path, Analyze(analysis, raw));
  return CoerceToTarget(analysis, std::move(path), analysis.builtins.FindType("jsonpath"), -1, Coercion::kExplicit, "the JSON path");
}

absl::StatusOr<Value> AnalyzeJsonPassing(const Analysis& analysis, const ::List* raw) {
  std::vector<Value> arguments;
  for (int i = 0; i < list_length(raw); ++i) {
    const auto& argument = *list_nth_node(JsonArgument, raw, i);
    std::vector<Value> children;
    ASSIGN_OR_RETURN(Value value, AnalyzeJsonItem(analysis, *argument.val));
    children.push_back(std::move(value));
    arguments.push_back(ListOf(analysis, argument.name, std::move(children)));
  }
  return ListOf(analysis, arguments.empty() ? "" : "passing", std::move(arguments));
}

absl::StatusOr<Value> MakeJsonFunction(const Analysis& analysis, const JsonFuncExpr& raw, std::vector<Value> parts) {
  ASSIGN_OR_RETURN(Value path, AnalyzeJsonPath(analysis, raw.pathspec));
  parts.push_back(std::move(path));
  ASSIGN_OR_RETURN(Value passing, AnalyzeJsonPassing(analysis, raw.passing));
  if (!passing.node->text.empty()) parts.push_back(std::move(passing));
  const KnownTypes& known = analysis.known;
  TypeId by_default = raw.op == JSON_EXISTS_OP ? known.boolean : raw.op == JSON_QUERY_OP ? known.jsonb : known.text;
  ASSIGN_OR_RETURN(JsonResult result, AnalyzeJsonOutput(analysis, raw.output, by_default));
  std::string text = raw.op == JSON_EXISTS_OP ? "json_exists" : raw.op == JSON_QUERY_OP ? "json_query" : "json_value";
  if (raw.op == JSON_QUERY_OP) {
    if (raw.wrapper == JSW_CONDITIONAL) text += " with conditional wrapper";
    if (raw.wrapper == JSW_UNCONDITIONAL) text += " with wrapper";
    if (raw.quotes == JS_QUOTES_OMIT) text += " omit quotes";
  }
  JsonBehaviorType otherwise = raw.op == JSON_EXISTS_OP ? JSON_BEHAVIOR_FALSE : JSON_BEHAVIOR_NULL;
  RETURN_IF_ERROR(AddBehavior(analysis, raw.on_empty, otherwise, "empty", result, parts));
  RETURN_IF_ERROR(AddBehavior(analysis, raw.on_error, otherwise, "error", result, parts));
  return MakeJson(analysis, result, std::move(text), std::move(parts), raw.location);
}

absl::StatusOr<Value> AnalyzeJsonFunction(const Analysis& analysis, const JsonFuncExpr& raw) {
  std::vector<Value> parts;
  ASSIGN_OR_RETURN(Value item, AnalyzeJsonItem(analysis, *raw.context_item));
  parts.push_back(std::move(item));
  return MakeJsonFunction(analysis, raw, std::move(parts));
}

}  // namespace compiler::analyze
