#include "compiler/kinds/find_routine.h"

#include "compiler/analyze/choose.h"
#include "compiler/kinds/routine.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"
#include "schema/routine_key.h"

namespace compiler {
namespace {

using schema::Kind;
using schema::ObjectKey;
using schema::TypeRef;

std::vector<Kind> KindsOf(ObjectType type) {
  switch (type) {
    case OBJECT_FUNCTION: return {Kind::kFunction, Kind::kAggregate};
    case OBJECT_PROCEDURE: return {Kind::kProcedure};
    case OBJECT_AGGREGATE: return {Kind::kAggregate};
    default: return {Kind::kFunction, Kind::kProcedure, Kind::kAggregate};
  }
}

std::vector<std::string> SchemasOf(Context& context, const std::vector<std::string>& parts) {
  return parts.size() > 1 ? std::vector<std::string>{parts[parts.size() - 2]} : context.settings().search_path;
}

std::optional<ObjectKey> InSchemas(Context& context, const std::vector<std::string>& schemas, const std::vector<Kind>& kinds, absl::string_view name,
                                   const std::vector<TypeRef>& types) {
  std::string last = absl::StrCat(name, schema::SignatureOf(types));
  for (const std::string& schema : schemas) {
    for (Kind kind : kinds) {
      ObjectKey key = schema::MakeKey(kind, {schema, last});
      if (context.builder().Find(key) != nullptr) return key;
    }
  }
  return std::nullopt;
}

// The only routine of this name; nullopt when there are none or several.
std::optional<ObjectKey> OnlyRoutine(Context& context, const std::vector<std::string>& schemas, const std::vector<Kind>& kinds, absl::string_view name) {
  for (const std::string& schema : schemas) {
    std::vector<ObjectKey> found;
    context.builder().ForEachWithPrefix(absl::StrCat(schema, absl::string_view("\0", 1), name, "("), [&](const schema::Object& object) {
      bool wanted = std::find(kinds.begin(), kinds.end(), object.key.kind) != kinds.end();
      if (wanted && schema::SplitRoutineName(object.key.name()).name == name) found.push_back(object.key);
    });
    if (found.size() == 1) return found[0];
  }
  return std::nullopt;
}

absl::StatusOr<std::vector<TypeRef>> TypesOf(Context& context, const List* names) {
  std::vector<TypeRef> types;
  for (int i = 0; i < list_length(names); ++i) {
    const auto* name = AsOrNull<::TypeName>(NodeAt(names, i), T_TypeName);
    if (name == nullptr) continue;
    ASSIGN_OR_RETURN(TypeRef type, ResolveRoutineType(context, *name));
    types.push_back(std::move(type));
  }
  return types;
}

// With argument modes stated, only the input arguments count; older dumps list OUT arguments too.
absl::StatusOr<std::vector<TypeRef>> InputTypesOf(Context& context, const List* parameters) {
  std::vector<TypeRef> types;
  for (int i = 0; i < list_length(parameters); ++i) {
    const auto& parameter = As<FunctionParameter>(*NodeAt(parameters, i));
    if (parameter.mode == FUNC_PARAM_OUT || parameter.mode == FUNC_PARAM_TABLE) continue;
    ASSIGN_OR_RETURN(TypeRef type, ResolveRoutineType(context, *parameter.argType));
    types.push_back(std::move(type));
  }
  return types;
}

absl::Status NoFunction(Context& context, const List* names) {
  return context.Missing(NameToken(LastString(names)), context.span(), "E0110", absl::StrCat("function \"", WrittenName(names), "\" does not exist"));
}

bool IsBuiltinName(Context& context, absl::string_view name) { return !context.workspace().builtins().Functions(name).empty(); }

// A function of PostgreSQL itself, or of an extension that is there.
std::optional<ObjectKey> Elsewhere(Context& context, const std::vector<std::string>& parts, const std::vector<TypeRef>& types) {
  const Builtins& builtins = context.workspace().builtins();
  for (const BuiltinFunction& row : builtins.Functions(parts.back())) {
    std::optional<std::string> schema = row.extension.empty() ? std::optional<std::string>("pg_catalog") : context.catalog().SchemaOfExtension(row.extension);
    if (!schema.has_value() || (parts.size() > 1 && parts[parts.size() - 2] != *schema) || row.argument_count != types.size()) continue;
    if (parts.size() == 1 && !context.catalog().IsOnPath(*schema)) continue;
    bool same = true;
    for (size_t i = 0; i < types.size(); ++i) same = same && builtins.Arguments(row)[i] == context.catalog().Id(types[i]);
    if (same) return schema::MakeKey(Kind::kFunction, {*schema, absl::StrCat(parts.back(), schema::SignatureOf(types))});
  }
  return std::nullopt;
}

}  // namespace

bool IsRoutineType(ObjectType type) { return type == OBJECT_FUNCTION || type == OBJECT_PROCEDURE || type == OBJECT_ROUTINE || type == OBJECT_AGGREGATE; }

absl::StatusOr<std::optional<ObjectKey>> FindRoutine(Context& context, ObjectType type, const ObjectWithArgs& object) {
  std::vector<std::string> parts = Strings(object.objname);
  std::vector<std::string> schemas = SchemasOf(context, parts);
  std::vector<Kind> kinds = KindsOf(type);
  if (!object.args_unspecified) {
    ASSIGN_OR_RETURN(std::vector<TypeRef> types, TypesOf(context, object.objargs));
    if (std::optional<ObjectKey> key = InSchemas(context, schemas, kinds, parts.back(), types); key.has_value()) return key;
    if (object.objfuncargs != nullptr) {
      ASSIGN_OR_RETURN(types, InputTypesOf(context, object.objfuncargs));
      return InSchemas(context, schemas, kinds, parts.back(), types);
    }
    return std::nullopt;
  }
  return OnlyRoutine(context, schemas, kinds, parts.back());
}

absl::StatusOr<std::optional<ObjectKey>> FindRoutineToAlter(Context& context, ObjectType type, const ObjectWithArgs& object) {
  ASSIGN_OR_RETURN(std::optional<ObjectKey> key, FindRoutine(context, type, object));
  if (key.has_value()) return key;
  bool elsewhere = context.catalog().HasUnknownExtension() || context.workspace().HasCascaded() || IsBuiltinName(context, LastString(object.objname));
  if (context.IsLastTry() && elsewhere) return std::nullopt;
  return NoFunction(context, object.objname);
}

absl::StatusOr<ObjectKey> RequireFunction(Context& context, const List* names, const std::vector<TypeRef>& types) {
  std::vector<std::string> parts = Strings(names);
  constexpr Kind kFunction = Kind::kFunction;
  // pg_catalog comes first unless the path says otherwise; functions of extensions wait for what the schema defines under the name.
  bool catalog_first = parts.size() > 1 || std::find(context.settings().search_path.begin(), context.settings().search_path.end(), "pg_catalog") == context.settings().search_path.end();
  std::optional<ObjectKey> elsewhere = Elsewhere(context, parts, types);
  if (elsewhere.has_value() && catalog_first && elsewhere->schema_name() == "pg_catalog") return *std::move(elsewhere);
  if (std::optional<ObjectKey> own = InSchemas(context, SchemasOf(context, parts), {kFunction}, parts.back(), types); own.has_value()) return *std::move(own);
  if (elsewhere.has_value()) return *std::move(elsewhere);
  bool internal = false;
  for (const TypeRef& type : types) internal = internal || type.IsBuiltin("internal");
  if (internal && (parts.size() == 1 || parts[parts.size() - 2] == "pg_catalog")) return schema::FunctionKey("pg_catalog", parts.back(), types);
  if (context.IsLastTry() && context.catalog().HasUnknownExtension()) {
    std::string schema = parts.size() > 1 ? parts[parts.size() - 2] : context.settings().search_path.empty() ? "public" : context.settings().search_path.front();
    return schema::MakeKey(kFunction, {schema, absl::StrCat(parts.back(), schema::SignatureOf(types))});
  }
  return NoFunction(context, names);
}

absl::StatusOr<ObjectKey> RequireCallable(Context& context, const List* names, const std::vector<TypeRef>& types) {
  // Views remember the functions that they have met: this one is for now.
  CatalogView catalog(&context.workspace().builtins(), &context.builder(), context.workspace().options().live, context.settings().search_path);
  ExpressionContext expression;
  expression.catalog = &catalog;
  analyze::Analysis analysis(expression);
  std::vector<std::string> parts = Strings(names);
  analyze::FunctionCall call;
  call.name = parts.back();
  if (parts.size() > 1) call.schema = parts[parts.size() - 2];
  for (const TypeRef& type : types) call.arguments.push_back(catalog.Id(type));
  analyze::FunctionChoice choice = analyze::ChooseFunction(analysis, call);
  if (choice.outcome != analyze::FunctionChoice::Outcome::kFunction) return RequireFunction(context, names, types);
  if (choice.own != nullptr) return choice.own->object->key;
  std::vector<TypeRef> declared;
  for (TypeId type : catalog.builtins().Arguments(*choice.function)) declared.push_back(catalog.Ref(type));
  const std::string* schema = choice.function->extension.empty() ? nullptr : catalog.ExtensionSchema(choice.function->extension);
  return schema::MakeKey(Kind::kFunction, {schema == nullptr ? "pg_catalog" : *schema, absl::StrCat(call.name, schema::SignatureOf(declared))});
}

}  // namespace compiler
