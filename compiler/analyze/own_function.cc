#include "compiler/analyze/own_function.h"

#include <cstdlib>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "compiler/analyze/coerce.h"
#include "compiler/type_name.h"

namespace compiler::analyze {
namespace {

// The type that format_type() wrote as `text`; kNoType when it is not understood.
TypeId ParseType(const Analysis& analysis, const std::string& text) {
  MemoryContext current = CurrentMemoryContext;
  PgQueryInternalParsetreeAndError parsed = pg_query_raw_parse(text.c_str(), PG_QUERY_PARSE_TYPE_NAME);
  MemoryContextSwitchTo(current);
  std::free(parsed.stderr_buffer);
  if (parsed.error != nullptr) {
    pg_query_free_error(parsed.error);
    return kNoType;
  }
  if (list_length(parsed.tree) != 1) return kNoType;
  absl::StatusOr<schema::TypeRef> type = ResolveTypeName(*list_nth_node(TypeName, parsed.tree, 0), analysis.catalog, {});
  return type.ok() ? analysis.catalog.Id(*type) : kNoType;
}

// "integer, numeric(10,2), \"a,b\".c": the parts between the commas that stand for themselves.
std::vector<std::string> SplitTypes(absl::string_view text) {
  std::vector<std::string> parts;
  std::string part;
  int depth = 0;
  bool quoted = false;
  for (char c : text) {
    if (c == '"') quoted = !quoted;
    if (!quoted && c == '(') ++depth;
    if (!quoted && c == ')') --depth;
    if (c == ',' && depth == 0 && !quoted) {
      parts.push_back(std::move(part));
      part.clear();
      continue;
    }
    if (c != ' ' || !part.empty()) part += c;
  }
  if (!part.empty()) parts.push_back(std::move(part));
  return parts;
}

// The types of the arguments that a call gives; nullopt for VARIADIC and for types that are not understood.
std::optional<std::vector<TypeId>> InputTypes(const Analysis& analysis, const schema::ObjectKey& function, size_t count) {
  absl::string_view name = function.name();
  absl::string_view list = name.substr(name.find('(') + 1);
  if (!absl::ConsumeSuffix(&list, ")")) return std::nullopt;
  std::vector<TypeId> types;
  for (std::string& text : SplitTypes(list)) {
    if (absl::StartsWith(text, "OUT ")) continue;
    if (absl::StartsWith(text, "VARIADIC ")) return std::nullopt;
    if (absl::StartsWith(text, "INOUT ")) text.erase(0, 6);
    if (types.size() == count) return std::nullopt;
    types.push_back(ParseType(analysis, text));
    if (types.back() == kNoType) return std::nullopt;
  }
  if (types.size() != count) return std::nullopt;
  return types;
}

}  // namespace

TypeId UnknownResult(const Analysis& analysis) { return analysis.catalog.Id({"", "?", -1, false}); }

absl::StatusOr<std::optional<Value>> CallOwnFunction(const Analysis& analysis, const FunctionCall& call, std::vector<Value>& arguments, int location) {
  if (call.variadic || !call.argument_names.empty()) return std::optional<Value>();
  std::vector<schema::ObjectKey> keys;
  std::vector<std::vector<TypeId>> types;
  for (schema::ObjectKey& key : analysis.catalog.UnmodelledFunctions(call.schema, call.name)) {
    std::optional<std::vector<TypeId>> inputs = InputTypes(analysis, key, arguments.size());
    if (!inputs.has_value()) continue;
    keys.push_back(std::move(key));
    types.push_back(*std::move(inputs));
  }
  size_t exact = 0;
  while (exact < types.size() && types[exact] != call.arguments) ++exact;
  int chosen = exact < types.size() ? static_cast<int>(exact) : ChooseCandidate(analysis, call.arguments, types);
  if (chosen < 0) return std::optional<Value>();
  for (size_t i = 0; i < arguments.size(); ++i) {
    ASSIGN_OR_RETURN(arguments[i], CoerceType(analysis, std::move(arguments[i]), types[chosen][i], -1, Coercion::kImplicit));
  }
  constexpr absl::string_view kWhat = "function ";
  std::string text = absl::StrCat(keys[chosen].schema_name(), ".", keys[chosen].name().substr(kWhat.size()));
  Value value = analysis.Make(Op::kCall, kNoType, std::move(text), std::move(arguments), location);
  value.node->object = std::move(keys[chosen]);
  // Functions are volatile unless they say otherwise, which is not known here.
  value.node->flags |= schema::Node::kFlagVolatile;
  value.type = UnknownResult(analysis);
  return std::optional<Value>(std::move(value));
}

}  // namespace compiler::analyze
