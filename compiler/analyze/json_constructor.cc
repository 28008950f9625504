// JSON_OBJECT, JSON_ARRAY, JSON_OBJECTAGG, JSON_ARRAYAGG (PostgreSQL 16), JSON, JSON_SCALAR, JSON_SERIALIZE (17): transformJsonObjectConstructor and those
// beside it (parse_expr.c).
#include <algorithm>

#include "compiler/analyze/coerce.h"
#include "compiler/analyze/json.h"
#include "compiler/analyze/query.h"

namespace compiler::analyze {
namespace {

template <typename Raw>
const Raw& As(const ::Node* raw) { return *reinterpret_cast<const Raw*>(raw); }

// transformJsonConstructorOutput: jsonb where something that goes in is.
absl::StatusOr<JsonResult> Output(const Analysis& analysis, const JsonOutput* raw, const std::vector<Value>& arguments) {
  bool jsonb = std::any_of(arguments.begin(), arguments.end(), [&](const Value& value) { return value.type == analysis.known.jsonb; });
  return AnalyzeJsonOutput(analysis, raw, jsonb ? analysis.known.jsonb : analysis.known.json);
}

absl::Status AddPair(const Analysis& analysis, const JsonKeyValue& raw, std::vector<Value>& out) {
  ASSIGN_OR_RETURN(Value key, Analyze(analysis, reinterpret_cast<const ::Node*>(raw.key)));
  ASSIGN_OR_RETURN(Value value, AnalyzeJsonItem(analysis, *raw.value));
  out.push_back(UnknownAsText(analysis, std::move(key)));
  out.push_back(std::move(value));
  return absl::OkStatus();
}

absl::StatusOr<Value> Object(const Analysis& analysis, const JsonObjectConstructor& raw) {
  std::vector<Value> parts;
  for (int i = 0; i < list_length(raw.exprs); ++i) RETURN_IF_ERROR(AddPair(analysis, *list_nth_node(JsonKeyValue, raw.exprs, i), parts));
  ASSIGN_OR_RETURN(JsonResult result, Output(analysis, raw.output, parts));
  std::string text = absl::StrCat("json_object", raw.absent_on_null ? " absent on null" : "", raw.unique ? " unique" : "");
  return MakeJson(analysis, result, std::move(text), std::move(parts), raw.location);
}

absl::StatusOr<Value> Array(const Analysis& analysis, const JsonArrayConstructor& raw) {
  std::vector<Value> parts;
  for (int i = 0; i < list_length(raw.exprs); ++i) {
    ASSIGN_OR_RETURN(Value part, AnalyzeJsonItem(analysis, *list_nth_node(JsonValueExpr, raw.exprs, i)));
    parts.push_back(std::move(part));
  }
  ASSIGN_OR_RETURN(JsonResult result, Output(analysis, raw.output, parts));
  return MakeJson(analysis, result, absl::StrCat("json_array", raw.absent_on_null ? "" : " null on null"), std::move(parts), raw.location);
}

// JSON_ARRAY(SELECT …) is (SELECT JSON_ARRAYAGG(q.a) FROM (SELECT …) q(a)): transformJsonArrayQueryConstructor.
absl::StatusOr<Value> ArrayOfQuery(const Analysis& analysis, const JsonArrayQueryConstructor& raw) {
  ColumnRef* column = makeNode(ColumnRef);
  column->fields = list_make2(makeString(pstrdup("q")), makeString(pstrdup("a")));
  column->location = raw.location;
  JsonValueExpr* item = makeNode(JsonValueExpr);
  item->raw_expr = reinterpret_cast<Expr*>(column);
  item->format = raw.format;
  JsonArrayAgg* aggregate = makeNode(JsonArrayAgg);
  aggregate->arg = item;
  aggregate->absent_on_null = raw.absent_on_null;
  aggregate->constructor = makeNode(JsonAggConstructor);
  aggregate->constructor->output = raw.output;
  aggregate->constructor->location = raw.location;
  ResTarget* target = makeNode(ResTarget);
  target->val = reinterpret_cast<::Node*>(aggregate);
  target->location = raw.location;
  RangeSubselect* range = makeNode(RangeSubselect);
  range->subquery = raw.query;
  range->alias = makeNode(Alias);
  range->alias->aliasname = pstrdup("q");
  range->alias->colnames = list_make1(makeString(pstrdup("a")));
  SelectStmt* select = makeNode(SelectStmt);
  select->targetList = list_make1(target);
  select->fromClause = list_make1(range);
  SubLink* link = makeNode(SubLink);
  link->subLinkType = EXPR_SUBLINK;
  link->subselect = reinterpret_cast<::Node*>(select);
  link->location = raw.location;
  return AnalyzeSubLink(analysis, *link);
}

// transformJsonAggConstructor: ORDER BY, FILTER and OVER as of any aggregate.
absl::StatusOr<Value> Aggregate(const Analysis& analysis, const JsonAggConstructor& raw, std::string text, std::vector<Value> parts) {
  RETURN_IF_ERROR(CheckQueryAllowed(analysis, raw.over != nullptr ? "a window function" : "an aggregate function", raw.location));
  ASSIGN_OR_RETURN(JsonResult result, Output(analysis, raw.output, parts));
  ASSIGN_OR_RETURN(Value order, AnalyzeSortList(analysis, raw.agg_order, "order"));
  if (!order.node->text.empty()) parts.push_back(std::move(order));
  if (raw.agg_filter != nullptr) {
    ASSIGN_OR_RETURN(Value filter, Analyze(analysis, raw.agg_filter));
    ASSIGN_OR_RETURN(filter, CoerceToBoolean(analysis, std::move(filter), "FILTER"));
    std::vector<Value> children;
    children.push_back(std::move(filter));
    parts.push_back(ListOf(analysis, "filter", std::move(children)));
  }
  Value value = MakeJson(analysis, result, std::move(text), std::move(parts), raw.location);
  if (raw.over == nullptr) return value;
  ASSIGN_OR_RETURN(Value window, AnalyzeWindow(analysis, *raw.over));
  std::vector<Value> children;
  children.push_back(std::move(value));
  children.push_back(std::move(window));
  Value call = analysis.Make(Op::kWindow, result.type, "", std::move(children), raw.location);
  call.typmod = result.typmod;
  return call;
}

absl::StatusOr<Value> ObjectAggregate(const Analysis& analysis, const JsonObjectAgg& raw) {
  std::vector<Value> parts;
  RETURN_IF_ERROR(AddPair(analysis, *raw.arg, parts));
  std::string text = absl::StrCat("json_objectagg", raw.absent_on_null ? " absent on null" : "", raw.unique ? " unique" : "");
  return Aggregate(analysis, *raw.constructor, std::move(text), std::move(parts));
}

absl::StatusOr<Value> ArrayAggregate(const Analysis& analysis, const JsonArrayAgg& raw) {
  std::vector<Value> parts;
  ASSIGN_OR_RETURN(Value part, AnalyzeJsonItem(analysis, *raw.arg));
  parts.push_back(std::move(part));
  return Aggregate(analysis, *raw.constructor, absl::StrCat("json_arrayagg", raw.absent_on_null ? "" : " null on null"), std::move(parts));
}

absl::StatusOr<Value> OfOne(const Analysis& analysis, Value part, const JsonOutput* output, TypeId by_default, std::string text, int location) {
  ASSIGN_OR_RETURN(JsonResult result, AnalyzeJsonOutput(analysis, output, by_default));
  std::vector<Value> parts;
  parts.push_back(std::move(part));
  return MakeJson(analysis, result, std::move(text), std::move(parts), location);
}

}  // namespace

absl::StatusOr<Value> AnalyzeJsonConstructor(const Analysis& analysis, const ::Node* raw) {
  switch (nodeTag(raw)) {
    case T_JsonObjectConstructor: return Object(analysis, As<JsonObjectConstructor>(raw));
    case T_JsonArrayConstructor: return Array(analysis, As<JsonArrayConstructor>(raw));
    case T_JsonArrayQueryConstructor: return ArrayOfQuery(analysis, As<JsonArrayQueryConstructor>(raw));
    case T_JsonObjectAgg: return ObjectAggregate(analysis, As<JsonObjectAgg>(raw));
    case T_JsonArrayAgg: return ArrayAggregate(analysis, As<JsonArrayAgg>(raw));
    case T_JsonParseExpr: {
      const auto& parse = As<JsonParseExpr>(raw);
      ASSIGN_OR_RETURN(Value part, AnalyzeJsonItem(analysis, *parse.expr));
      return OfOne(analysis, std::move(part), parse.output, analysis.known.json, parse.unique_keys ? "json unique" : "json", parse.location);
    }
    case T_JsonScalarExpr: {
      const auto& scalar = As<JsonScalarExpr>(raw);
      ASSIGN_OR_RETURN(Value part, Analyze(analysis, reinterpret_cast<const ::Node*>(scalar.expr)));
      return OfOne(analysis, UnknownAsText(analysis, std::move(part)), scalar.output, analysis.known.json, "json_scalar", scalar.location);
    }
    case T_JsonSerializeExpr: {
      const auto& serialize = As<JsonSerializeExpr>(raw);
      ASSIGN_OR_RETURN(Value part, AnalyzeJsonItem(analysis, *serialize.expr));
      return OfOne(analysis, std::move(part), serialize.output, analysis.known.text, "json_serialize", serialize.location);
    }
    default: return Analysis::Unresolved("an SQL/JSON constructor");
  }
}

}  // namespace compiler::analyze
