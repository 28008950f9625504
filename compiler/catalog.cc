#include "compiler/catalog.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/container/node_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "compiler/catalog_cache.h"
#include "schema/routine_key.h"
#include "schema/signature_key.h"

namespace compiler {
namespace {

using schema::Kind;
using schema::MakeKey;
using schema::TypeRef;
using Shape = TypeInfo::Shape;

constexpr absl::string_view kPgCatalog = "pg_catalog";

Shape ShapeOf(char typtype) {
  switch (typtype) {
    case 'e': return Shape::kEnum;
    case 'd': return Shape::kDomain;
    case 'c': return Shape::kComposite;
    case 'r': return Shape::kRange;
    case 'm': return Shape::kMultirange;
    case 'p': return Shape::kPseudo;
    default: return Shape::kBase;
  }
}

// What is not modelled yet but whose name is a type's name (or that of a row type), by the word of schema::Unmodelled::what.
// A table whose columns only a server can say (CREATE TABLE AS): the one relation that the model carries without knowing it.
schema::ObjectKey UnmodelledTable(absl::string_view schema, absl::string_view name) { return MakeKey(Kind::kUnmodelled, {schema, absl::StrCat("table ", name)}); }

TypeInfo AsArray(TypeInfo info) {
  TypeRef element = info.type;
  bool collatable = info.collatable;
  bool external = info.external;
  info = TypeInfo{};
  info.type = std::move(element);
  info.type.array = true;
  info.category = 'A';
  info.collatable = collatable;
  info.external = external;
  return info;
}

}  // namespace

CatalogView::CatalogView(const Builtins* builtins, const schema::DatabaseBuilder* builder, const schema::Origin* live, std::vector<std::string> search_path)
    : builtins_(builtins), builder_(builder), live_(live), search_path_(std::move(search_path)) {}

CatalogView::Cache& CatalogView::cache() const {
  if (cache_ == nullptr) cache_ = std::make_shared<Cache>();
  return *cache_;
}

absl::flat_hash_map<CatalogView::OperatorLookup, CatalogView::OperatorAnswer>& CatalogView::operator_cache() const { return cache().operators; }

absl::flat_hash_map<std::string, TypeId>& CatalogView::conversion_cache() const { return cache().conversions; }

absl::flat_hash_map<const void*, CatalogView::RowsOfName>& CatalogView::rows_cache() const { return cache().rows; }

std::vector<absl::string_view> CatalogView::LookupPath(absl::string_view qualifier) const {
  if (!qualifier.empty()) return {qualifier};
  std::vector<absl::string_view> path;
  if (std::find(search_path_.begin(), search_path_.end(), kPgCatalog) == search_path_.end()) path.push_back(kPgCatalog);
  path.insert(path.end(), search_path_.begin(), search_path_.end());
  return path;
}

bool CatalogView::IsOnPath(absl::string_view schema) const {
  return schema == kPgCatalog || std::find(search_path_.begin(), search_path_.end(), schema) != search_path_.end();
}

std::optional<TypeInfo> CatalogView::FindType(absl::Span<const std::string> name) const {
  if (name.empty()) return std::nullopt;
  absl::string_view qualifier = name.size() > 1 ? absl::string_view(name[name.size() - 2]) : absl::string_view();
  absl::string_view last = name.back();
  for (absl::string_view schema : LookupPath(qualifier)) {
    if (std::optional<TypeInfo> found = FindInSchema(schema, last); found.has_value()) return found;
  }
  // An array type's own name: PostgreSQL puts an underscore before the element's (makeArrayTypeName, pg_type.c).
  if (last.size() < 2 || last[0] != '_') return std::nullopt;
  for (absl::string_view schema : LookupPath(qualifier)) {
    if (std::optional<TypeInfo> found = FindInSchema(schema, last.substr(1)); found.has_value()) return AsArray(*std::move(found));
  }
  return std::nullopt;
}

std::optional<TypeInfo> CatalogView::FindInSchema(absl::string_view schema, absl::string_view name) const {
  TypeId id = builtins_->FindType(name);
  if (schema == kPgCatalog) {
    if (id == kNoType || !builtins_->Type(id).extension.empty()) return std::nullopt;
    return DescribeBuiltin(id);
  }
  if (std::optional<TypeInfo> found = FindSchemaType(schema, name); found.has_value()) return found;
  if (id != kNoType && !builtins_->Type(id).extension.empty()) {
    std::optional<std::string> extension_schema = SchemaOfExtension(builtins_->Type(id).extension);
    if (extension_schema.has_value() && *extension_schema == schema) {
      TypeInfo info = DescribeBuiltin(id);
      info.type.schema = *std::move(extension_schema);
      return info;
    }
  }
  const std::vector<schema::ExternalType>* external = live_ == nullptr ? nullptr : &live_->external_types;
  if (external == nullptr) return std::nullopt;
  for (const schema::ExternalType& type : *external) {
    if (type.schema != schema || type.name != name) continue;
    TypeInfo info;
    info.type = {type.schema, type.name, -1, false};
    info.external = true;
    return info;
  }
  return std::nullopt;
}

TypeInfo CatalogView::DescribeBuiltin(TypeId id) const {
  const BuiltinType& row = builtins_->Type(id);
  TypeInfo info;
  info.type = schema::BuiltinType(row.name);
  info.shape = ShapeOf(row.shape);
  info.category = row.category;
  info.preferred = row.preferred;
  info.collatable = row.collatable;
  if (row.element != kNoType) info.element = Ref(row.element);
  if (info.shape == Shape::kDomain) info.base = Ref(row.over);
  return info;
}

// A type or row type that the schema itself defines.
std::optional<TypeInfo> CatalogView::FindSchemaType(absl::string_view schema, absl::string_view name) const {
  if (builder_ == nullptr) return std::nullopt;
  TypeInfo info;
  info.type = {std::string(schema), std::string(name), -1, false};
  schema::ObjectKey key = MakeKey(Kind::kEnum, {schema, name});
  if (builder_->Find(key) != nullptr) {
    info.shape = Shape::kEnum;
    info.category = 'E';
    return info;
  }
  key.kind = Kind::kDomain;
  if (const schema::Object* object = builder_->Find(key); object != nullptr) {
    info.shape = Shape::kDomain;
    info.base = object->As<schema::Domain>().type;
    // A domain cannot be over itself in a server, but source text can say so: look no further then.
    std::optional<TypeInfo> base = info.base.schema == schema && info.base.name == name ? std::nullopt : Describe(info.base);
    info.category = base.has_value() ? base->category : 'U';
    info.collatable = base.has_value() && base->collatable;
    info.external = !base.has_value() || base->external;
    return info;
  }
  for (Kind kind : {Kind::kCompositeType, Kind::kTable, Kind::kView, Kind::kMaterializedView}) {
    key.kind = kind;
    if (builder_->Find(key) == nullptr) continue;
    info.shape = Shape::kComposite;
    info.category = 'C';
    return info;
  }
  key.kind = Kind::kRangeType;
  if (const schema::Object* object = builder_->Find(key); object != nullptr) {
    info.shape = Shape::kRange;
    info.category = 'R';
    info.base = object->As<schema::RangeType>().subtype;
    return info;
  }
  for (const schema::ObjectKey& range : builder_->range_types()) {
    if (range.schema_name() != schema || builder_->Find(range)->As<schema::RangeType>().multirange_name != name) continue;
    info.shape = Shape::kMultirange;
    info.category = 'R';
    info.base = {std::string(schema), std::string(range.name()), -1, false};
    return info;
  }
  key.kind = Kind::kBaseType;
  if (const schema::Object* object = builder_->Find(key); object != nullptr) {
    for (const schema::Option& attribute : object->As<schema::BaseType>().attributes) {
      if (attribute.name == "category" && !attribute.value.empty()) info.category = attribute.value[0];
      if (attribute.name == "preferred") info.preferred = true;
      if (attribute.name == "collatable") info.collatable = true;
    }
    info.external = true;  // what its input function makes of a text only the server knows
    return info;
  }
  if (builder_->Find(UnmodelledTable(schema, name)) == nullptr) return std::nullopt;
  info.shape = Shape::kComposite;
  info.category = 'C';
  info.external = true;
  return info;
}

std::optional<TypeInfo> CatalogView::Describe(const TypeRef& type) const {
  std::optional<TypeInfo> info = FindInSchema(type.schema, type.name);
  if (info.has_value() && type.array) return AsArray(*std::move(info));
  return info;
}

std::vector<std::string> CatalogView::TypeNames() const {
  std::vector<std::string> names = {"integer", "bigint", "smallint", "boolean", "decimal", "real", "character", "serial", "bigserial"};
  for (const BuiltinType& type : builtins_->types().subspan(1)) {
    if (type.extension.empty() ? type.shape != 'p' : SchemaOfExtension(type.extension).has_value()) names.emplace_back(type.name);
  }
  if (builder_ == nullptr) return names;
  for (const std::string& schema : search_path_) {
    builder_->ForEachWithPrefix(absl::StrCat(schema, absl::string_view("\0", 1)), [&](const schema::Object& object) {
      bool type = object.key.kind == Kind::kEnum || object.key.kind == Kind::kDomain || object.key.kind == Kind::kCompositeType || object.key.kind == Kind::kRangeType;
      if (type) names.emplace_back(object.key.name());
    });
  }
  return names;
}

bool CatalogView::HasUnknownExtension() const {
  if (live_ != nullptr && !live_->external_types.empty()) return true;
  bool unknown = false;
  if (builder_ != nullptr) {
    builder_->ForEachTopLevel([&](const schema::Object& object) {
      unknown = unknown || (object.key.kind == Kind::kExtension && !builtins_->HasExtension(object.key.name()));
    });
  }
  return unknown;
}

std::optional<std::string> CatalogView::SchemaOfExtension(absl::string_view extension) const {
  if (extension == "information_schema") return std::string(extension);  // counts as one: its types and views are in a schema of their own
  const schema::Object* object = builder_ == nullptr ? nullptr : builder_->Find(MakeKey(Kind::kExtension, {extension}));
  if (object == nullptr) return std::nullopt;
  return object->As<schema::Extension>().in_schema.value_or("public");
}

const std::string* CatalogView::ExtensionSchema(absl::string_view extension) const {
  auto it = cache().extension_schemas.find(extension);
  if (it == cache().extension_schemas.end()) it = cache().extension_schemas.emplace(std::string(extension), SchemaOfExtension(extension)).first;
  return it->second.has_value() ? &*it->second : nullptr;
}

TypeId CatalogView::Id(const TypeRef& type) const {
  TypeId array = type.array ? 1 : 0;
  TypeId builtin = builtins_->FindType(type.name);
  if (builtin != kNoType) {
    absl::string_view extension = builtins_->Type(builtin).extension;
    if (extension.empty() ? type.IsBuiltin() : (ExtensionSchema(extension) != nullptr && *ExtensionSchema(extension) == type.schema)) return builtin | array;
  }
  std::string path = absl::StrCat(type.schema, absl::string_view("\0", 1), type.name);
  if (auto it = cache().ids.find(path); it != cache().ids.end()) return it->second | array;
  TypeRef element = type;
  element.array = false;
  element.typmod = -1;
  TypeId id = builtins_->end_of_types() + 2 * static_cast<TypeId>(cache().types.size());
  cache().types.push_back({element, {}});
  cache().ids.emplace(std::move(path), id);
  TypeFacts facts;
  std::optional<TypeInfo> info = Describe(element);
  if (info.has_value()) {
    facts = {info->shape, info->category, info->preferred, info->collatable, info->external};
    if (!info->base.empty()) {
      facts.over = Id(info->base);
      facts.over_typmod = info->base.typmod;
    }
  } else {
    facts.external = true;
  }
  cache().types[(id - builtins_->end_of_types()) / 2].facts = facts;
  return id | array;
}

TypeFacts CatalogView::Facts(TypeId id) const {
  if (Builtins::IsArray(id)) {
    TypeId element = Builtins::ElementOf(id);
    TypeFacts of_element = Facts(element);
    TypeFacts facts;
    facts.category = 'A';
    facts.is_array = true;
    facts.element = element;
    facts.collatable = of_element.collatable;
    facts.external = of_element.external;
    return facts;
  }
  if (id >= builtins_->end_of_types()) return cache().types[(id - builtins_->end_of_types()) / 2].facts;
  const BuiltinType& row = builtins_->Type(id);
  TypeFacts facts;
  facts.shape = ShapeOf(row.shape);
  facts.category = row.category;
  facts.preferred = row.preferred;
  facts.collatable = row.collatable;
  facts.element = row.element;
  facts.over = row.over;
  return facts;
}

TypeRef CatalogView::Ref(TypeId id, int32_t typmod) const {
  bool array = Builtins::IsArray(id);
  TypeId element = Builtins::ElementOf(id);
  if (element >= builtins_->end_of_types()) {
    TypeRef type = cache().types[(element - builtins_->end_of_types()) / 2].type;
    type.array = array;
    type.typmod = typmod;
    return type;
  }
  const BuiltinType& row = builtins_->Type(element);
  const std::string* schema = row.extension.empty() ? nullptr : ExtensionSchema(row.extension);
  return {schema == nullptr ? std::string(kPgCatalog) : *schema, std::string(row.name), typmod, array};
}

std::optional<TypeRef> CatalogView::AttributeType(TypeId composite, absl::string_view attribute) const {
  std::optional<std::vector<RelationColumn>> attributes = Attributes(composite);
  if (!attributes.has_value()) return std::nullopt;
  for (RelationColumn& column : *attributes) {
    if (column.name == attribute) return std::move(column.type);
  }
  return std::nullopt;
}

std::optional<std::string> CatalogView::FindUnmodelled(absl::string_view what, absl::string_view qualifier, absl::string_view name, int argument_count) const {
  if (builder_ == nullptr) return std::nullopt;
  for (absl::string_view schema : LookupPath(qualifier)) {
    bool found = false;
    std::string prefix = absl::StrCat(schema, absl::string_view("\0", 1), what, " ", name, "(");
    builder_->ForEachWithPrefix(prefix, [&](const schema::Object& object) {
      absl::string_view arguments = absl::string_view(object.key.path).substr(prefix.size());
      // VARIADIC and defaults let a function take more or fewer arguments than it lists; only no argument at all is certain not to take some.
      found = found || argument_count == 0 || arguments != ")";
    });
    if (found) return std::string(schema);
  }
  return std::nullopt;
}

std::optional<schema::ObjectKey> CatalogView::FindRelation(absl::Span<const std::string> name) const {
  if (builder_ == nullptr || name.empty()) return std::nullopt;
  absl::string_view qualifier = name.size() > 1 ? absl::string_view(name[name.size() - 2]) : absl::string_view();
  for (absl::string_view schema : LookupPath(qualifier)) {
    for (Kind kind : {Kind::kSequence, Kind::kTable, Kind::kView, Kind::kMaterializedView}) {
      schema::ObjectKey key = MakeKey(kind, {schema, name.back()});
      if (builder_->Find(key) != nullptr) return key;
    }
    if (schema::ObjectKey key = UnmodelledTable(schema, name.back()); builder_->Find(key) != nullptr) return key;
  }
  return std::nullopt;
}

}  // namespace compiler
