#include "compiler/analyze/own_range.h"

#include "compiler/analyze/coerce.h"

namespace compiler::analyze {
namespace {

using Shape = TypeInfo::Shape;

// "public.timerange(timestamp,timestamp)".
std::string ConstructorText(const Analysis& analysis, const schema::TypeRef& type, const std::vector<TypeId>& parameters) {
  std::string text = absl::StrCat(type.schema, ".", type.name, "(");
  for (size_t i = 0; i < parameters.size(); ++i) absl::StrAppend(&text, i == 0 ? "" : ",", analysis.TypeText(parameters[i]));
  return text + ")";
}

}  // namespace

absl::StatusOr<std::optional<Value>> CallRangeConstructor(const Analysis& analysis, const FunctionCall& call, std::vector<Value>& arguments, int location) {
  if (call.variadic || !call.argument_names.empty() || analysis.catalog.builder() == nullptr || analysis.catalog.builder()->range_types().empty()) {
    return std::optional<Value>();
  }
  std::vector<std::string> name;
  if (!call.schema.empty()) name.push_back(call.schema);
  name.push_back(call.name);
  std::optional<TypeInfo> info = analysis.catalog.FindType(name);
  if (!info.has_value() || info->type.IsBuiltin() || (info->shape != Shape::kRange && info->shape != Shape::kMultirange)) return std::optional<Value>();
  TypeId type = analysis.catalog.Id(info->type), over = analysis.catalog.Facts(type).over;
  std::vector<TypeId> parameters;
  bool range = info->shape == Shape::kRange;
  if (range && (arguments.size() == 2 || arguments.size() == 3)) parameters = {over, over};
  if (range && arguments.size() == 3) parameters.push_back(analysis.known.text);
  if (!range) parameters.assign(arguments.size(), over);
  if (parameters.size() != arguments.size() || !CanCoerceAll(analysis, call.arguments, parameters, Coercion::kImplicit)) return std::optional<Value>();
  for (size_t i = 0; i < arguments.size(); ++i) {
    ASSIGN_OR_RETURN(arguments[i], CoerceType(analysis, std::move(arguments[i]), parameters[i], -1, Coercion::kImplicit));
  }
  Value value = analysis.Make(Op::kCall, type, ConstructorText(analysis, info->type, parameters), std::move(arguments), location);
  // The type is an object of the schema: a multirange type stands under its range type.
  value.node->object = schema::MakeKey(schema::Kind::kRangeType, {info->type.schema, range ? info->type.name : analysis.catalog.Ref(over).name});
  return std::optional<Value>(std::move(value));
}

}  // namespace compiler::analyze
