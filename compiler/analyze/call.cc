// Function calls: transformFuncCall (parse_expr.c) and ParseFuncOrColumn (parse_func.c). The special syntaxes (EXTRACT, TRIM, AT TIME ZONE, …) arrive
// as calls of functions of pg_catalog.
#include "compiler/analyze/analysis.h"
#include "compiler/analyze/choose.h"
#include "compiler/analyze/coerce.h"
#include "compiler/analyze/own_range.h"
#include "compiler/analyze/polymorphic.h"
#include "compiler/analyze/query.h"
#include "schema/support/diagnostic.h"

namespace compiler::analyze {
namespace {

struct Arguments {
  std::vector<Value> values;
  std::vector<std::string> names;  // of the last ones
};

absl::StatusOr<Arguments> AnalyzeArguments(const Analysis& analysis, const FuncCall& raw) {
  Arguments arguments;
  for (int i = 0; i < list_length(raw.args); ++i) {
    const auto* item = static_cast<const ::Node*>(list_nth(raw.args, i));
    if (IsA(item, NamedArgExpr)) {
      const auto& named = *reinterpret_cast<const NamedArgExpr*>(item);
      arguments.names.emplace_back(named.name);
      item = reinterpret_cast<const ::Node*>(named.arg);
    }
    ASSIGN_OR_RETURN(Value value, Analyze(analysis, item));
    arguments.values.push_back(std::move(value));
  }
  return arguments;
}

FunctionCall Describe(const FuncCall& raw, const Arguments& arguments) {
  FunctionCall call;
  int names = list_length(raw.funcname);
  call.name = strVal(list_nth(raw.funcname, names - 1));
  if (names > 1) call.schema = strVal(list_nth(raw.funcname, names - 2));
  for (const Value& value : arguments.values) call.arguments.push_back(value.type);
  call.argument_names = arguments.names;
  call.variadic = raw.func_variadic;
  return call;
}

std::string Written(const Analysis& analysis, const FunctionCall& call) {
  std::string text = absl::StrCat(call.schema, call.schema.empty() ? "" : ".", call.name, "(");
  for (size_t i = 0; i < call.arguments.size(); ++i) absl::StrAppend(&text, i == 0 ? "" : ", ", analysis.TypeText(call.arguments[i]));
  return text + ")";
}

absl::Status NoFunction(const Analysis& analysis, const FunctionCall& call, const FunctionChoice& choice, int location) {
  bool external = analysis.catalog.HasUnknownExtension();
  for (TypeId type : call.arguments) external = external || analysis.IsExternal(type);
  if (external) return Analysis::Unresolved("function ", Written(analysis, call), " is not known");
  bool ambiguous = choice.outcome == FunctionChoice::Outcome::kAmbiguous;
  absl::Status error = schema::ErrorAt(analysis.Span(location, call.name.size()), "E0110", "function ", Written(analysis, call),
                                       ambiguous ? " is not unique" : " does not exist");
  absl::Span<const BuiltinFunction> overloads = analysis.builtins.Functions(call.name);
  if (overloads.empty()) return error;
  absl::string_view extension = overloads[0].extension;
  if (extension.empty() || IsVisible(analysis, extension, call.schema)) return schema::WithHint(std::move(error), "you might need to add explicit type casts");
  const std::string* there = analysis.catalog.ExtensionSchema(extension);
  if (there != nullptr) return schema::WithHint(std::move(error), absl::StrCat("the extension ", extension, " puts it into schema ", *there, ", which is not on the search path"));
  return schema::WithHint(std::move(error), absl::StrCat("it comes with the extension ", extension, ": CREATE EXTENSION ", schema::QuoteIdentifier(extension)));
}

// "pg_catalog.lower(text)", "public.similarity(text,text)".
std::string FunctionText(const Analysis& analysis, const BuiltinFunction& function) {
  const std::string* schema = function.extension.empty() ? nullptr : analysis.catalog.ExtensionSchema(function.extension);
  std::string text = absl::StrCat(schema == nullptr ? "pg_catalog" : *schema, ".", function.name, "(");
  bool first = true;
  for (TypeId type : analysis.builtins.Arguments(function)) {
    absl::StrAppend(&text, first ? "" : ",", analysis.builtins.Type(type).name, Builtins::IsArray(type) ? "[]" : "");
    first = false;
  }
  return text + ")";
}

// The last arguments, from `first` on, as the array that a VARIADIC parameter gets.
Value CollectVariadic(const Analysis& analysis, std::vector<Value>& values, size_t first) {
  TypeId element = values[first].type;
  std::vector<Value> elements(std::make_move_iterator(values.begin() + static_cast<ptrdiff_t>(first)), std::make_move_iterator(values.end()));
  values.resize(first);
  return analysis.Make(Op::kArray, Builtins::ArrayOf(element), "", std::move(elements));
}

// Arguments in the order of the parameters. A parameter left to its default in the middle is a list node "default"; at the end it is absent,
// because the server, too, stores only what the call gives.
std::vector<Value> InParameterOrder(const Analysis& analysis, const FunctionChoice& choice, std::vector<Value> values) {
  std::vector<Value> ordered;
  size_t count = choice.order.size();
  while (count > 0 && choice.order[count - 1] < 0) --count;
  for (size_t i = 0; i < count; ++i) {
    if (choice.order[i] < 0) ordered.push_back(analysis.Make(Op::kList, kNoType, "default"));
    else ordered.push_back(std::move(values[choice.order[i]]));
  }
  return ordered;
}

absl::StatusOr<Value> MakeCall(const Analysis& analysis, const FunctionCall& call, const FunctionChoice& choice, std::vector<Value> values, int location) {
  std::vector<TypeId> declared(values.size(), kNoType);
  for (size_t i = 0; i < choice.order.size(); ++i) {
    if (choice.order[i] >= 0) declared[choice.order[i]] = choice.declared[i];
  }
  std::optional<Instance> instance = Instantiate(analysis, call.arguments, declared, choice.function->result);
  if (!instance.has_value()) return analysis.Error(location, "E0110", "could not determine the polymorphic type of ", Written(analysis, call));
  for (size_t i = 0; i < values.size(); ++i) {
    ASSIGN_OR_RETURN(values[i], CoerceType(analysis, std::move(values[i]), instance->arguments[i], -1, Coercion::kImplicit));
  }
  values = InParameterOrder(analysis, choice, std::move(values));
  if (choice.variadic_expanded) values.push_back(CollectVariadic(analysis, values, choice.function->argument_count - 1));
  std::string text = choice.own != nullptr ? "" : FunctionText(analysis, *choice.function);
  Value value = analysis.Make(Op::kCall, instance->result, std::move(text), std::move(values), location);
  // A function of the schema is named by its key alone, which renames follow.
  if (choice.own != nullptr) value.node->object = choice.own->object->key;
  if (call.variadic || choice.variadic_expanded) value.node->flags |= schema::Node::kFlagVariadic;
  if (choice.function->volatility == 'v') value.node->flags |= schema::Node::kFlagVolatile;
  if (choice.own == nullptr) value.function = choice.function;
  return value;
}

// What makes a call an aggregate's or a window function's: transformAggregateCall (parse_agg.c), transformWindowFuncCall.
absl::StatusOr<Value> FinishCall(const Analysis& analysis, const FuncCall& raw, Value value, bool aggregate) {
  if (aggregate || raw.over != nullptr) {
    RETURN_IF_ERROR(CheckQueryAllowed(analysis, raw.over != nullptr ? "a window function" : "an aggregate function", raw.location));
  }
  if (aggregate) {
    value.node->op = Op::kAggregate;
    if (raw.agg_star) value.node->flags |= schema::Node::kFlagStar;
    if (raw.agg_distinct) value.node->flags |= schema::Node::kFlagDistinct;
    ASSIGN_OR_RETURN(Value order, AnalyzeSortList(analysis, raw.agg_order, raw.agg_within_group ? "within group" : "order"));
    if (!order.node->text.empty()) value.node->children.push_back(std::move(order.node));
  }
  if (raw.agg_filter != nullptr) {
    ASSIGN_OR_RETURN(Value filter, Analyze(analysis, raw.agg_filter));
    ASSIGN_OR_RETURN(filter, CoerceToBoolean(analysis, std::move(filter), "FILTER"));
    std::vector<Value> children;
    children.push_back(std::move(filter));
    value.node->children.push_back(std::move(ListOf(analysis, "filter", std::move(children)).node));
  }
  if (raw.over == nullptr) return value;
  ASSIGN_OR_RETURN(Value window, AnalyzeWindow(analysis, *raw.over));
  Value call{nullptr, value.type, value.typmod, value.location};
  std::vector<Value> children;
  children.push_back(std::move(value));
  children.push_back(std::move(window));
  call.node = std::move(analysis.Make(Op::kWindow, call.type, "", std::move(children), call.location).node);
  return call;
}

}  // namespace

absl::StatusOr<Value> AnalyzeCall(const Analysis& analysis, const FuncCall& raw) {
  ASSIGN_OR_RETURN(Arguments arguments, AnalyzeArguments(analysis, raw));
  // The sorted arguments of WITHIN GROUP are arguments like the others (ParseFuncOrColumn).
  for (int i = 0; raw.agg_within_group && i < list_length(raw.agg_order); ++i) {
    ASSIGN_OR_RETURN(Value value, Analyze(analysis, list_nth_node(SortBy, raw.agg_order, i)->node));
    arguments.values.push_back(std::move(value));
  }
  FunctionCall call = Describe(raw, arguments);
  ASSIGN_OR_RETURN(std::optional<Value> range, CallRangeConstructor(analysis, call, arguments.values, raw.location));
  if (range.has_value()) return *std::move(range);
  FunctionChoice choice = ChooseFunction(analysis, call);
  switch (choice.outcome) {
    case FunctionChoice::Outcome::kNone:
    case FunctionChoice::Outcome::kAmbiguous: return NoFunction(analysis, call, choice, raw.location);
    case FunctionChoice::Outcome::kConversion:
      return CoerceToTarget(analysis, std::move(arguments.values[0]), choice.target, -1, Coercion::kExplicit, "the argument");
    case FunctionChoice::Outcome::kFunction: break;
  }
  if (choice.own != nullptr) analysis.NoteOutsideSchema(raw.location, choice.own->object->key.schema_name());
  else analysis.NoteOutside(raw.location, choice.function->extension);
  if (choice.function->kind == 'p') return analysis.Error(raw.location, "E0110", call.name, " is a procedure");
  ASSIGN_OR_RETURN(Value value, MakeCall(analysis, call, choice, std::move(arguments.values), raw.location));
  bool aggregate = choice.function->kind != 'f' && choice.function->kind != 'w';
  return FinishCall(analysis, raw, std::move(value), aggregate);
}

}  // namespace compiler::analyze
