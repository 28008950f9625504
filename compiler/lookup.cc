#include "compiler/lookup.h"

#include <algorithm>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "compiler/raw_names.h"
#include "compiler/type_name.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::Kind;
using schema::MakeKey;
using schema::Object;
using schema::ObjectKey;
using schema::SourceSpan;

constexpr Kind kTableConstraints[] = {Kind::kCheck, Kind::kForeignKey, Kind::kKeyConstraint, Kind::kExclusion};

bool IsSystemSchema(absl::string_view schema) { return schema == "information_schema" || absl::StartsWith(schema, "pg_"); }

ObjectKey ForeignToUs(absl::string_view schema, absl::string_view name) {
  return MakeKey(Kind::kUnmodelled, {schema, absl::StrCat("relation ", name)});
}

std::vector<std::string> SchemaNames(Context& context) {
  std::vector<std::string> names;
  context.builder().ForEach([&](Object& object) {
    if (object.key.kind == Kind::kSchema) names.emplace_back(object.key.name());
  });
  return names;
}

bool SchemaExists(Context& context, absl::string_view schema) {
  return IsSystemSchema(schema) || context.builder().Find(MakeKey(Kind::kSchema, {schema})) != nullptr;
}

absl::StatusOr<schema::TypeRef> ResolveTypeAnew(Context& context, const TypeName& name) {
  absl::StatusOr<schema::TypeRef> type = ResolveTypeName(name, context.catalog(), context.task().base);
  if (!type.ok() && schema::CodeOf(type.status()) != "E0106") return type;
  // Domains of the information schema are there from the start, and nobody's to define.
  if (!type.ok() && list_length(name.names) > 1 && absl::string_view(strVal(list_nth(name.names, list_length(name.names) - 2))) == "information_schema") {
    return schema::TypeRef{"information_schema", std::string(LastString(name.names)), -1, name.arrayBounds != nullptr};
  }
  if (context.IsLastTry()) return type;
  if (type.ok()) {
    // With an unknown extension around, any name may be a type of its; one that a later statement defines comes first.
    if (type->IsBuiltin() || context.catalog().Describe(*type).has_value()) return type;
    return context.Missing(NameToken(type->name), context.At(name.location), "E0106", absl::StrCat("type \"", type->name, "\" does not exist"));
  }
  if (list_length(name.names) == 0) return type;
  return context.Missing(NameToken(LastString(name.names)), context.At(name.location), "E0106", type.status().message());
}

}  // namespace

absl::Status CheckSchema(Context& context, absl::string_view schema, const SourceSpan& at) {
  if (SchemaExists(context, schema)) return absl::OkStatus();
  return context.Missing(NameToken(schema), at, "E0103", absl::StrCat("schema \"", schema, "\" does not exist"), schema, [&] { return SchemaNames(context); });
}

absl::StatusOr<std::string> CreationSchema(Context& context, const char* schema_name, int location) {
  if (schema_name != nullptr) {
    RETURN_IF_ERROR(CheckSchema(context, schema_name, context.At(location, absl::string_view(schema_name))));
    return std::string(schema_name);
  }
  const std::vector<std::string>& path = context.settings().search_path;
  for (const std::string& schema : path) {
    if (SchemaExists(context, schema)) return schema;
    // PostgreSQL takes the first schema that exists; what a later file creates counts as existing.
    if (!context.IsLastTry()) return context.Missing(NameToken(schema), context.At(location), "E0103", absl::StrCat("schema \"", schema, "\" does not exist"));
  }
  std::string first = path.empty() ? std::string() : path.front();
  if (path.empty()) {
    return schema::WithHint(ErrorAt(context.At(location), "E0103", "no schema has been selected to create in"), "search_path is empty here: qualify the name");
  }
  return context.Missing(NameToken(first), context.At(location), "E0103", absl::StrCat("schema \"", first, "\" does not exist"), first,
                         [&] { return SchemaNames(context); });
}

absl::StatusOr<NewName> CreationName(Context& context, const List* names) {
  std::vector<std::string> parts = Strings(names);
  const char* schema = parts.size() > 1 ? parts[parts.size() - 2].c_str() : nullptr;
  ASSIGN_OR_RETURN(std::string creation_schema, CreationSchema(context, schema, -1));
  return NewName{std::move(creation_schema), std::move(parts.back())};
}

bool IsTemporary(const RangeVar& name) {
  return name.relpersistence == 't' || (name.schemaname != nullptr && absl::StartsWith(name.schemaname, kTemporarySchema));
}

std::optional<ObjectKey> FindRelationIfAny(Context& context, absl::string_view schema, absl::string_view name) {
  Workspace& workspace = context.workspace();
  auto in = [&](absl::string_view place) -> std::optional<ObjectKey> {
    const ObjectKey* found = workspace.FindRelation(place, name);
    return found == nullptr ? std::nullopt : std::optional<ObjectKey>(*found);
  };
  if (!schema.empty()) {
    if (schema == "pg_catalog" || schema == "information_schema") return ForeignToUs(schema, name);
    return in(schema);
  }
  if (std::optional<ObjectKey> found = in(kTemporarySchema); found.has_value()) return found;
  for (const std::string& place : context.settings().search_path) {
    if (std::optional<ObjectKey> found = in(place); found.has_value()) return found;
  }
  if (absl::StartsWith(name, "pg_")) return ForeignToUs("pg_catalog", name);
  return std::nullopt;
}

absl::StatusOr<ObjectKey> FindRelation(Context& context, const RangeVar& name) {
  std::optional<ObjectKey> found = FindRelationIfAny(context, name.schemaname == nullptr ? "" : name.schemaname, name.relname);
  if (found.has_value()) return *std::move(found);
  SourceSpan at = context.At(name.location, WrittenName(name));
  if (name.schemaname != nullptr) RETURN_IF_ERROR(CheckSchema(context, name.schemaname, at));
  if (context.IsLastTry() && context.catalog().HasUnknownExtension()) {
    context.workspace().Warn("W0303", at, absl::StrCat("relation \"", WrittenName(name), "\" is taken to be an extension's"));
    return ForeignToUs(name.schemaname == nullptr ? "" : name.schemaname, name.relname);
  }
  return context.Missing(NameToken(name.relname), at, "E0104", absl::StrCat("relation \"", WrittenName(name), "\" does not exist"), name.relname,
                         [&] { return context.workspace().RelationNames(); });
}

absl::StatusOr<std::optional<ObjectKey>> FindTable(Context& context, const RangeVar& name) {
  ASSIGN_OR_RETURN(ObjectKey key, FindRelation(context, name));
  if (key.kind == Kind::kUnmodelled) return std::nullopt;
  if (key.kind == Kind::kTable) return key;
  const char* what = key.kind == Kind::kColumn ? "sequence" : key.kind == Kind::kKeyConstraint || key.kind == Kind::kExclusion ? "index" : schema::KindName(key.kind);
  return ErrorAt(context.At(name.location, WrittenName(name)), "E0105", "\"", name.relname, "\" is no table but ", absl::StartsWith(what, "i") ? "an " : "a ", what);
}

absl::StatusOr<ObjectKey> FindType(Context& context, const List* names, absl::Span<const Kind> kinds, int location) {
  std::vector<std::string> parts = Strings(names);
  const std::string& name = parts.back();
  std::vector<std::string> schemas = parts.size() > 1 ? std::vector<std::string>{parts[parts.size() - 2]} : context.settings().search_path;
  const ObjectKey* other_kind = nullptr;
  ObjectKey other;
  for (const std::string& schema : schemas) {
    for (Kind kind : {Kind::kEnum, Kind::kDomain, Kind::kCompositeType, Kind::kRangeType, Kind::kBaseType, Kind::kTable}) {
      ObjectKey key = MakeKey(kind, {schema, name});
      if (context.builder().Find(key) == nullptr) continue;
      if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) return key;
      other = std::move(key);
      other_kind = &other;
    }
  }
  SourceSpan at = context.At(location, WrittenName(names));
  if (other_kind != nullptr) return ErrorAt(at, "E0105", "type \"", WrittenName(names), "\" is of another kind: it is ", other.ToString());
  return context.Missing(NameToken(name), at, "E0106", absl::StrCat("type \"", WrittenName(names), "\" does not exist"), name,
                         [&] { return context.catalog().TypeNames(); });
}

// Names of builtin types are looked up once for all columns: pg_catalog comes first, so nothing that the script defines can change them.
absl::StatusOr<schema::TypeRef> ResolveType(Context& context, const TypeName& name) {
  int parts = list_length(name.names);
  bool plain = name.typemod == -1 && !name.setof && !name.pct_type && (parts == 1 || (parts == 2 && absl::string_view(strVal(linitial(name.names))) == "pg_catalog"));
  std::string key(LastString(name.names));
  if (name.arrayBounds != nullptr) absl::StrAppend(&key, absl::string_view("\0[]", 3));
  for (int i = 0; plain && i < list_length(name.typmods); ++i) {
    const auto* number = AsOrNull<A_Const>(NodeAt(name.typmods, i), T_A_Const);
    plain = number != nullptr && !number->isnull && nodeTag(&number->val.node) == T_Integer;
    if (plain) absl::StrAppend(&key, absl::string_view("\0", 1), number->val.ival.ival);
  }
  if (!plain || absl::c_linear_search(context.settings().search_path, "pg_catalog")) return ResolveTypeAnew(context, name);
  auto& known = context.task().settings->builtin_types;
  if (auto it = known.find(key); it != known.end()) return it->second;
  absl::StatusOr<schema::TypeRef> type = ResolveTypeAnew(context, name);
  if (type.ok() && type->IsBuiltin()) known.emplace(std::move(key), *type);
  return type;
}

absl::StatusOr<Object*> FindColumn(Context& context, const ObjectKey& parent, absl::string_view column, const SourceSpan& at) {
  ObjectKey key = parent.Child(Kind::kColumn, column);
  if (Object* object = context.builder().Find(key); object != nullptr) return object;
  return context.Missing(ChildToken(key), at, "E0107", absl::StrCat("column \"", column, "\" does not exist in ", parent.ToString()), column,
                         [&] { return ColumnNamesOf(context, parent); });
}

std::vector<std::string> ColumnNamesOf(Context& context, const ObjectKey& parent) {
  std::vector<std::string> names;
  context.builder().ForEachBelow(parent, [&](Object& child) {
    if (child.key.kind == Kind::kColumn) names.emplace_back(child.key.name());
  });
  return names;
}

std::vector<Object*> ColumnsOf(Context& context, const ObjectKey& parent) {
  std::vector<Object*> columns;
  context.builder().ForEachBelow(parent, [&](Object& child) {
    if (child.key.kind == Kind::kColumn) columns.push_back(&child);
  });
  std::sort(columns.begin(), columns.end(), [](Object* a, Object* b) { return a->As<schema::Column>().position < b->As<schema::Column>().position; });
  return columns;
}

Object* FindConstraint(Context& context, const ObjectKey& parent, absl::string_view name) {
  if (parent.kind == Kind::kDomain) return context.builder().Find(parent.Child(Kind::kDomainConstraint, name));
  ObjectKey key = parent.Child(Kind::kCheck, name);
  for (Kind kind : kTableConstraints) {
    key.kind = kind;
    if (Object* object = context.builder().Find(key); object != nullptr) return object;
  }
  return nullptr;
}

Object* FindNotNull(Context& context, const ObjectKey& table, absl::string_view name) {
  Object* found = nullptr;
  context.builder().ForEachBelow(table, [&](Object& child) {
    if (child.key.kind != Kind::kColumn) return;
    const auto& not_null = child.As<schema::Column>().not_null;
    if (not_null.has_value() && not_null->name.has_value() && *not_null->name == name) found = &child;
  });
  return found;
}

absl::StatusOr<FoundConstraint> RequireConstraint(Context& context, const ObjectKey& parent, absl::string_view name, const SourceSpan& at) {
  if (Object* object = FindConstraint(context, parent, name); object != nullptr) return FoundConstraint{object, false};
  if (parent.kind == Kind::kTable && context.IsAtLeast(18)) {
    if (Object* column = FindNotNull(context, parent, name); column != nullptr) return FoundConstraint{column, true};
  }
  auto names = [&] {
    std::vector<std::string> candidates;
    context.builder().ForEachBelow(parent, [&](Object& child) {
      if (schema::Info(child.key.kind).name_space == schema::NameSpace::kConstraint) candidates.emplace_back(child.key.name());
    });
    return candidates;
  };
  return context.Missing(ChildToken(parent.Child(Kind::kCheck, name)), at, "E0108", absl::StrCat("constraint \"", name, "\" of ", parent.ToString(), " does not exist"),
                         name, names);
}

absl::StatusOr<std::optional<schema::CollationName>> ResolveCollation(Context& context, const List* names, int location) {
  std::vector<std::string> parts = Strings(names);
  const std::string& name = parts.back();
  if (parts.size() > 1) {
    const std::string& schema = parts[parts.size() - 2];
    if (schema == "pg_catalog" && name == "default") return std::nullopt;
    if (schema != "pg_catalog" && context.builder().Find(MakeKey(Kind::kCollation, {schema, name})) == nullptr && !(context.IsLastTry() && context.catalog().HasUnknownExtension())) {
      return context.Missing(NameToken(name), context.At(location), "E0118", absl::StrCat("collation \"", WrittenName(names), "\" does not exist"));
    }
    return schema::CollationName{schema, name};
  }
  if (name == "default") return std::nullopt;
  if (context.workspace().builtins().HasCollation(name)) return schema::CollationName{"pg_catalog", name};
  for (const std::string& schema : context.settings().search_path) {
    if (context.builder().Find(MakeKey(Kind::kCollation, {schema, name})) != nullptr) return schema::CollationName{schema, name};
  }
  // What the operating system and ICU bring has names such as en_US, de_DE.utf8, en-x-icu, and lives in pg_catalog.
  bool of_locale = absl::EndsWith(name, "-x-icu") || (name.size() >= 5 && name[2] == '_' && absl::ascii_isupper(static_cast<unsigned char>(name[3])));
  if (of_locale || context.IsLastTry()) return schema::CollationName{"pg_catalog", name};
  return context.Missing(NameToken(name), context.At(location), "E0118", absl::StrCat("collation \"", name, "\" does not exist"));
}

std::optional<std::string> RoleName(const RoleSpec& role) {
  switch (role.roletype) {
    case ROLESPEC_CSTRING: return std::string(role.rolename);
    case ROLESPEC_PUBLIC: return std::string();
    case ROLESPEC_CURRENT_ROLE:
    case ROLESPEC_CURRENT_USER:
    case ROLESPEC_SESSION_USER: return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace compiler
