// Relations and rows as queries see them: what a name in FROM means, and which columns it has.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "compiler/catalog.h"
#include "compiler/catalog_cache.h"
#include "schema/inheritance.h"
#include "schema/support/status.h"

namespace compiler {
namespace {

using schema::Kind;
using schema::MakeKey;
using schema::ObjectKey;

constexpr absl::string_view kPgCatalog = "pg_catalog";

// "name type,name type" of the builtin tables.
std::vector<CatalogView::RelationColumn> Parse(const CatalogView& catalog, absl::string_view text) {
  std::vector<CatalogView::RelationColumn> columns;
  for (absl::string_view column : absl::StrSplit(text, ',', absl::SkipEmpty())) {
    size_t space = column.rfind(' ');
    TypeId type = catalog.builtins().ParseType(column.substr(space + 1));
    columns.push_back({std::string(column.substr(0, space)), type == kNoType ? schema::TypeRef{} : catalog.Ref(type)});
  }
  return columns;
}

// The columns of a table or composite type in their order: what it inherits comes first (schema/inheritance.h).
void AddColumns(const schema::DatabaseBuilder& builder, const schema::Object& relation, std::vector<CatalogView::RelationColumn>& columns, int depth) {
  constexpr int kDeepest = 100;  // tables cannot inherit from themselves in a server, but source text can say so
  if (const auto* table = relation.body.If<schema::Table>(); table != nullptr && depth < kDeepest) {
    for (const ObjectKey& parent : schema::ParentsOf(*table)) {
      if (const schema::Object* object = builder.Find(parent); object != nullptr) AddColumns(builder, *object, columns, depth + 1);
    }
  }
  std::vector<std::pair<int, const schema::Object*>> own;
  builder.ForEachWithPrefix(absl::StrCat(relation.key.path, absl::string_view("\0", 1)), [&](const schema::Object& child) {
    if (child.key.kind == Kind::kColumn) own.emplace_back(child.As<schema::Column>().position, &child);
  });
  std::sort(own.begin(), own.end());
  const size_t inherited = columns.size();
  columns.reserve(inherited + own.size());
  for (const auto& [position, child] : own) {
    absl::string_view name = child->key.name();
    bool there = std::any_of(columns.begin(), columns.begin() + static_cast<ptrdiff_t>(inherited), [&](const CatalogView::RelationColumn& known) { return known.name == name; });
    if (!there) columns.push_back({std::string(name), child->As<schema::Column>().type});
  }
}

}  // namespace

std::optional<std::vector<CatalogView::RelationColumn>> CatalogView::ColumnsOf(const ObjectKey& relation) const {
  const schema::Object* object = builder_->Find(relation);
  if (object == nullptr) return std::nullopt;
  std::vector<RelationColumn> columns;
  if (relation.kind == Kind::kView || relation.kind == Kind::kMaterializedView) {
    bool view = relation.kind == Kind::kView;
    for (const schema::ViewColumn& column : view ? object->As<schema::View>().columns : object->As<schema::MaterializedView>().columns) {
      if (column.type.empty()) return std::nullopt;  // its query could not be resolved
      columns.push_back({column.name, column.type});
    }
    if (columns.empty()) return std::nullopt;
    return columns;
  }
  AddColumns(*builder_, *object, columns, 0);
  return columns;
}

absl::StatusOr<const CatalogView::RelationColumns*> CatalogView::ColumnsOfRelation(absl::string_view schema, absl::string_view name) const {
  std::string path = absl::StrCat(schema, absl::string_view("\0", 1), name);
  if (auto it = cache().relations.find(path); it != cache().relations.end()) return &it->second;
  ASSIGN_OR_RETURN(RelationColumns found, LookUpRelation(schema, name));
  for (const RelationColumn& column : found.columns) found.types.push_back(Id(column.type));
  return &cache().relations.emplace(std::move(path), std::move(found)).first->second;
}

absl::StatusOr<CatalogView::RelationColumns> CatalogView::LookUpRelation(absl::string_view qualifier, absl::string_view name) const {
  for (absl::string_view schema : LookupPath(qualifier)) {
    for (Kind kind : {Kind::kTable, Kind::kView, Kind::kMaterializedView}) {
      ObjectKey key = MakeKey(kind, {schema, name});
      if (builder_ == nullptr || builder_->Find(key) == nullptr) continue;
      std::optional<std::vector<RelationColumn>> columns = ColumnsOf(key);
      if (!columns.has_value()) return absl::UnimplementedError(absl::StrCat("the columns of ", key.ToString(), " are not known"));
      TypeId row_type = Id({std::string(schema), std::string(name), -1, false});
      return RelationColumns{std::move(key), *std::move(columns), {}, row_type};
    }
    ObjectKey sequence = MakeKey(Kind::kSequence, {schema, name});
    if (builder_ != nullptr && builder_->Find(sequence) != nullptr) {
      return RelationColumns{std::move(sequence), Parse(*this, "last_value int8,log_cnt int8,is_called bool"), {}, kNoType};
    }
    for (const BuiltinRelation& row : builtins_->Relations(name)) {
      const std::string* extension = row.extension.empty() ? nullptr : ExtensionSchema(row.extension);
      bool here = row.extension.empty() ? schema == kPgCatalog : extension != nullptr && *extension == schema;
      if (here) return RelationColumns{MakeKey(Kind::kView, {schema, name}), Parse(*this, row.columns), {}, kNoType};
    }
  }
  std::vector<std::string> written = {std::string(name)};
  if (!qualifier.empty()) written.insert(written.begin(), std::string(qualifier));
  std::optional<ObjectKey> other = FindRelation(written);
  if (other.has_value()) return absl::UnimplementedError(absl::StrCat("the columns of ", other->ToString(), " are not known"));
  return absl::NotFoundError("");
}

std::optional<std::vector<CatalogView::RelationColumn>> CatalogView::Attributes(TypeId type) const {
  if (Builtins::IsArray(type) || Facts(type).shape != TypeInfo::Shape::kComposite || builder_ == nullptr) return std::nullopt;
  schema::TypeRef ref = Ref(type);
  for (Kind kind : {Kind::kTable, Kind::kCompositeType, Kind::kView, Kind::kMaterializedView}) {
    ObjectKey key = MakeKey(kind, {ref.schema, ref.name});
    if (builder_->Find(key) != nullptr) return ColumnsOf(key);
  }
  return std::nullopt;
}

std::vector<CatalogView::RelationColumn> CatalogView::OutColumns(const BuiltinFunction* builtin, const ObjectKey& own) const {
  if (builtin != nullptr) return Parse(*this, builtin->outs);
  std::vector<RelationColumn> columns;
  const schema::Object* object = own.kind != Kind::kFunction || builder_ == nullptr ? nullptr : builder_->Find(own);
  if (object == nullptr) return columns;
  for (const schema::Argument& argument : object->As<schema::Function>().arguments) {
    bool out = argument.mode == schema::ArgumentMode::kOut || argument.mode == schema::ArgumentMode::kInOut || argument.mode == schema::ArgumentMode::kTable;
    if (out) columns.push_back({argument.name.empty() ? absl::StrCat("column", columns.size() + 1) : argument.name, argument.type});
  }
  return columns;
}

}  // namespace compiler
