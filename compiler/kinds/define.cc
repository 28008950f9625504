#include "compiler/kinds/define.h"

#include "compiler/kinds/aggregate.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "compiler/kinds/base_type.h"
#include "compiler/kinds/collation.h"
#include "compiler/kinds/operator.h"
#include "compiler/kinds/text_search.h"
#include "compiler/kinds/unmodelled.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"
#include "schema/signature_key.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::Kind;
using schema::ObjectKey;
using schema::TypeRef;

std::vector<TypeId> Ids(Context& context, absl::Span<const TypeRef> types) {
  std::vector<TypeId> ids;
  for (const TypeRef& type : types) ids.push_back(context.catalog().Id(type));
  return ids;
}

// Whether the builtin catalogs put a function of these types into the schema.
bool HasBuiltin(Context& context, absl::string_view schema, absl::string_view name, const std::vector<TypeId>& arguments) {
  if (schema == "pg_catalog" && absl::StartsWith(name, "plpgsql_")) return true;  // of an extension that every database has
  for (const BuiltinFunction& function : context.workspace().builtins().Functions(name)) {
    const std::string* extension = function.extension.empty() ? nullptr : context.catalog().ExtensionSchema(function.extension);
    bool here = function.extension.empty() ? schema == "pg_catalog" : extension != nullptr && schema == *extension;
    if (here && context.workspace().builtins().Arguments(function) == absl::MakeConstSpan(arguments)) return true;
  }
  return false;
}

std::string Signature(absl::string_view name, absl::Span<const TypeRef> arguments) {
  return absl::StrCat(name, "(", absl::StrJoin(arguments, ", ", [](std::string* out, TypeRef type) {
                        type.typmod = -1;
                        out->append(schema::FormatType(type));
                      }), ")");
}

std::optional<ObjectKey> FindRoutineIfAny(Context& context, const std::vector<std::string>& name, absl::Span<const TypeRef> arguments) {
  std::string signature = Signature(name.back(), arguments);
  std::vector<TypeId> ids = Ids(context, arguments);
  for (absl::string_view schema : context.catalog().LookupPath(name.size() > 1 ? absl::string_view(name[name.size() - 2]) : absl::string_view())) {
    ObjectKey key = schema::MakeKey(Kind::kFunction, {schema, signature});
    bool own = context.builder().Find(key) != nullptr;
    if (own || HasBuiltin(context, schema, name.back(), ids)) return key;
  }
  return std::nullopt;
}

// Where a name that only the server knows is taken to live.
std::string LikelySchema(Context& context, const std::vector<std::string>& name) {
  if (name.size() > 1) return name[name.size() - 2];
  return context.settings().search_path.empty() ? "public" : context.settings().search_path.front();
}

}  // namespace

const DefElem* FindElement(const List* list, absl::string_view name) {
  const DefElem* found = nullptr;
  for (int i = 0; i < list_length(list); ++i) {
    const auto& element = As<DefElem>(*NodeAt(list, i));
    if (absl::AsciiStrToLower(element.defname) == name) found = &element;
  }
  return found;
}

std::vector<std::string> NameParts(const DefElem& element) {
  if (const auto* type = AsOrNull<::TypeName>(element.arg, T_TypeName); type != nullptr) return Strings(type->names);
  if (const auto* list = AsOrNull<List>(element.arg, T_List); list != nullptr) return Strings(list);
  if (AsOrNull<String>(element.arg, T_String) != nullptr) return {strVal(element.arg)};
  return {""};
}

absl::StatusOr<ObjectKey> FindRoutine(Context& context, std::vector<std::string> name, absl::Span<const TypeRef> arguments) {
  if (std::optional<ObjectKey> key = FindRoutineIfAny(context, name, arguments); key.has_value()) return *std::move(key);
  std::string signature = Signature(name.back(), arguments);
  if (context.IsLastTry() && (context.catalog().HasUnknownExtension() || context.workspace().server_only().known())) {
    return schema::MakeKey(Kind::kFunction, {LikelySchema(context, name), signature});
  }
  return context.Missing(NameToken(signature), context.span(), "E0110", absl::StrCat("function ", signature, " does not exist"));
}

absl::StatusOr<ObjectKey> FindRoutineOf(Context& context, const std::vector<std::string>& name, absl::Span<const std::vector<TypeRef>> candidates) {
  for (const std::vector<TypeRef>& arguments : candidates) {
    if (std::optional<ObjectKey> key = FindRoutineIfAny(context, name, arguments); key.has_value()) return *std::move(key);
  }
  return FindRoutine(context, name, candidates.front());
}

absl::StatusOr<ObjectKey> FindRoutine(Context& context, const ObjectWithArgs& name) {
  std::vector<TypeRef> arguments;
  for (int i = 0; i < list_length(name.objargs); ++i) {
    ASSIGN_OR_RETURN(TypeRef type, ResolveType(context, As<::TypeName>(*NodeAt(name.objargs, i))));
    arguments.push_back(std::move(type));
  }
  return FindRoutine(context, Strings(name.objname), arguments);
}

absl::StatusOr<std::optional<ObjectKey>> FindRoutine(Context& context, const List* list, absl::string_view element, absl::Span<const std::vector<TypeRef>> candidates) {
  const DefElem* found = FindElement(list, element);
  if (found == nullptr) return std::nullopt;
  ASSIGN_OR_RETURN(ObjectKey key, FindRoutineOf(context, NameParts(*found), candidates));
  return key;
}

std::optional<ObjectKey> FindOperatorIfAny(Context& context, const std::vector<std::string>& name, const TypeRef& left, const TypeRef& right) {
  const Builtins& builtins = context.workspace().builtins();
  TypeId left_id = left.empty() ? kNoType : context.catalog().Id(left), right_id = context.catalog().Id(right);
  for (absl::string_view schema : context.catalog().LookupPath(name.size() > 1 ? absl::string_view(name[name.size() - 2]) : absl::string_view())) {
    ObjectKey key = schema::OperatorKey(schema, name.back(), left, right);
    if (context.builder().Find(key) != nullptr) return key;
    for (const BuiltinOperator& row : builtins.Operators(name.back())) {
      const std::string* extension = row.extension.empty() ? nullptr : context.catalog().ExtensionSchema(row.extension);
      bool here = row.extension.empty() ? schema == "pg_catalog" : extension != nullptr && schema == *extension;
      if (here && row.left == left_id && row.right == right_id) return key;
    }
  }
  return std::nullopt;
}

std::optional<schema::QualifiedName> FindNamedIfAny(Context& context, Kind kind, const std::vector<std::string>& name, bool builtin) {
  for (absl::string_view schema : context.catalog().LookupPath(name.size() > 1 ? absl::string_view(name[name.size() - 2]) : absl::string_view())) {
    bool there = schema == "pg_catalog" ? builtin : context.builder().Find(schema::MakeKey(kind, {schema, name.back()})) != nullptr;
    if (there) return schema::QualifiedName{std::string(schema), name.back()};
  }
  return std::nullopt;
}

absl::Status CheckNew(Context& context, const ObjectKey& key) {
  const schema::Object* first = context.builder().Find(key);
  return first == nullptr ? absl::OkStatus() : AlreadyExists(context, context.span(), key.ToString(), first->span);
}

absl::Status Define(Context& context, const DefineStmt& statement) {
  switch (statement.kind) {
    case OBJECT_OPERATOR: return CreateOperator(context, statement);
    case OBJECT_COLLATION: return CreateCollation(context, statement);
    case OBJECT_TYPE: return CreateBaseType(context, statement);
    case OBJECT_TSPARSER: return CreateTextSearchParser(context, statement);
    case OBJECT_TSTEMPLATE: return CreateTextSearchTemplate(context, statement);
    case OBJECT_TSDICTIONARY: return CreateTextSearchDictionary(context, statement);
    case OBJECT_TSCONFIGURATION: return CreateTextSearchConfiguration(context, statement);
    case OBJECT_AGGREGATE: return CreateAggregate(context, statement);
    default: return ErrorAt(context.span(), "W0301", "this kind of CREATE is not supported yet");
  }
}

}  // namespace compiler
