#include "compiler/kinds/find_named.h"

#include "compiler/kinds/define.h"
#include "compiler/kinds/text_search.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"
#include "schema/signature_key.h"

namespace compiler {
namespace {

using schema::Kind;
using schema::MakeKey;
using schema::ObjectKey;
using schema::TypeRef;

// How the node names the object.
enum class Shape { kString, kNames, kOperator, kOpclass, kCast, kTransform };

struct Row {
  ObjectType type;
  Shape shape;
  Kind kind;
};
constexpr Row kRows[] = {
    {OBJECT_ACCESS_METHOD, Shape::kString, Kind::kAccessMethod},
    {OBJECT_CAST, Shape::kCast, Kind::kCast},
    {OBJECT_COLLATION, Shape::kNames, Kind::kCollation},
    {OBJECT_CONVERSION, Shape::kNames, Kind::kConversion},
    {OBJECT_LANGUAGE, Shape::kString, Kind::kLanguage},
    {OBJECT_OPCLASS, Shape::kOpclass, Kind::kOperatorClass},
    {OBJECT_OPERATOR, Shape::kOperator, Kind::kOperator},
    {OBJECT_OPFAMILY, Shape::kOpclass, Kind::kOperatorFamily},
    {OBJECT_PUBLICATION, Shape::kString, Kind::kPublication},
    {OBJECT_STATISTIC_EXT, Shape::kNames, Kind::kStatistics},
    {OBJECT_SUBSCRIPTION, Shape::kString, Kind::kSubscription},
    {OBJECT_TRANSFORM, Shape::kTransform, Kind::kTransform},
    {OBJECT_TSCONFIGURATION, Shape::kNames, Kind::kTextSearchConfiguration},
    {OBJECT_TSDICTIONARY, Shape::kNames, Kind::kTextSearchDictionary},
    {OBJECT_TSPARSER, Shape::kNames, Kind::kTextSearchParser},
    {OBJECT_TSTEMPLATE, Shape::kNames, Kind::kTextSearchTemplate},
};

const Row* FindRow(ObjectType type) {
  for (const Row& row : kRows) {
    if (row.type == type) return &row;
  }
  return nullptr;
}

std::optional<ObjectKey> Known(Context& context, ObjectKey key) {
  if (context.builder().Find(key) == nullptr) return std::nullopt;
  return key;
}

// `last`: the last name of the key, for a name with these parts.
std::optional<ObjectKey> InSchemas(Context& context, Kind kind, const std::vector<std::string>& parts, absl::string_view last) {
  std::vector<std::string> schemas = parts.size() > 1 ? std::vector<std::string>{parts[parts.size() - 2]} : context.settings().search_path;
  for (const std::string& schema : schemas) {
    if (std::optional<ObjectKey> key = Known(context, MakeKey(kind, {schema, last})); key.has_value()) return key;
  }
  return std::nullopt;
}

absl::StatusOr<TypeRef> TypeAt(Context& context, const List* list, int index) {
  const auto* name = AsOrNull<::TypeName>(NodeAt(list, index), T_TypeName);
  if (name == nullptr) return TypeRef{"", "", -1, false};
  ASSIGN_OR_RETURN(TypeRef type, ResolveType(context, *name));
  type.typmod = -1;
  return type;
}

// The name in the node, without its schema.
std::string NameOf(const Row& row, const ::Node* object) {
  switch (row.shape) {
    case Shape::kString: return strVal(object);
    case Shape::kNames:
    case Shape::kOpclass: return std::string(LastString(reinterpret_cast<const List*>(object)));
    case Shape::kOperator: return std::string(LastString(reinterpret_cast<const ObjectWithArgs*>(object)->objname));
    default: return schema::KindName(row.kind);
  }
}

bool IsPostgres(Context& context, const Row& row, const ::Node* object) {
  std::string name = NameOf(row, object);
  switch (row.kind) {
    case Kind::kLanguage: return name == "plpgsql" || name == "sql" || name == "c" || name == "internal";
    case Kind::kCollation: return context.workspace().builtins().HasCollation(name);
    case Kind::kAccessMethod: return context.workspace().builtins().HasAccessMethod(name);
    case Kind::kOperator: return !context.workspace().builtins().Operators(name).empty();
    default: return IsBuiltinTextSearch(row.kind, name);
  }
}

bool HasExtensions(Context& context) {
  bool found = false;
  context.builder().ForEachTopLevel([&](const schema::Object& object) { found = found || object.key.kind == Kind::kExtension; });
  return found;
}

}  // namespace

bool IsNamed(ObjectType type) { return FindRow(type) != nullptr; }

absl::StatusOr<std::optional<ObjectKey>> FindNamed(Context& context, ObjectType type, const ::Node* object) {
  const Row& row = *FindRow(type);
  const auto* list = reinterpret_cast<const List*>(object);
  switch (row.shape) {
    case Shape::kString: return Known(context, MakeKey(row.kind, {strVal(object)}));
    case Shape::kNames: return InSchemas(context, row.kind, Strings(list), LastString(list));
    case Shape::kOpclass: {  // [access method, name parts…]
      std::vector<std::string> parts = Strings(list);
      std::string method = parts.front();
      parts.erase(parts.begin());
      return InSchemas(context, row.kind, parts, absl::StrCat(parts.back(), " using ", method));
    }
    case Shape::kOperator: {
      const auto& operation = As<ObjectWithArgs>(*object);
      ASSIGN_OR_RETURN(TypeRef left, TypeAt(context, operation.objargs, 0));
      ASSIGN_OR_RETURN(TypeRef right, TypeAt(context, operation.objargs, 1));
      std::vector<std::string> parts = Strings(operation.objname);
      return InSchemas(context, row.kind, parts, schema::OperatorKey("", parts.back(), left, right).name());
    }
    case Shape::kCast: {
      ASSIGN_OR_RETURN(TypeRef source, TypeAt(context, list, 0));
      ASSIGN_OR_RETURN(TypeRef target, TypeAt(context, list, 1));
      return Known(context, schema::CastKey(source, target));
    }
    case Shape::kTransform: {
      ASSIGN_OR_RETURN(TypeRef transformed, TypeAt(context, list, 0));
      return Known(context, schema::TransformKey(transformed, strVal(NodeAt(list, 1))));
    }
  }
  return std::nullopt;
}

absl::StatusOr<std::optional<ObjectKey>> RequireNamed(Context& context, ObjectType type, const ::Node* object) {
  ASSIGN_OR_RETURN(std::optional<ObjectKey> key, FindNamed(context, type, object));
  if (key.has_value()) return key;
  const Row& row = *FindRow(type);
  bool elsewhere = context.IsLastTry() && (IsPostgres(context, row, object) || HasExtensions(context) || context.workspace().HasCascaded() ||
                                           context.workspace().server_only().known());
  if (elsewhere) return std::nullopt;
  std::string name = NameOf(row, object);
  return context.Missing(NameToken(name), context.span(), "E0109", absl::StrCat(schema::KindName(row.kind), " \"", name, "\" does not exist"));
}

ObjectKey RenamedKey(const ObjectKey& key, absl::string_view new_name) {
  size_t last = key.path.rfind('\0');
  std::string prefix = last == std::string::npos ? "" : key.path.substr(0, last + 1);
  if (key.kind == Kind::kOperatorClass || key.kind == Kind::kOperatorFamily) {
    return schema::OfMethodKey(key.kind, key.schema_name(), new_name, schema::SplitOfMethod(key).method);
  }
  return {absl::StrCat(prefix, new_name), key.kind};
}

}  // namespace compiler
