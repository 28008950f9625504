#include "compiler/workspace.h"

#include <algorithm>

#include "absl/container/inlined_vector.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "compiler/kinds/default_privileges.h"
#include "schema/rename_mentions.h"
#include "schema/inheritance.h"
#include "schema/routine_key.h"
#include "schema/support/stable_hash.h"
#include "schema/support/status.h"

namespace compiler {
namespace {

using schema::Kind;
using schema::Object;
using schema::ObjectKey;

std::string NameKey(absl::string_view schema, absl::string_view name) { return absl::StrCat(schema, absl::string_view("\0", 1), name); }

// The same for looking up, without an allocation where the names are of common length.
class NameKeyView {
 public:
  NameKeyView(absl::string_view schema, absl::string_view name) {
    bytes_.reserve(schema.size() + 1 + name.size());
    bytes_.insert(bytes_.end(), schema.begin(), schema.end());
    bytes_.push_back('\0');
    bytes_.insert(bytes_.end(), name.begin(), name.end());
  }
  absl::string_view text() const { return {bytes_.data(), bytes_.size()}; }

 private:
  absl::InlinedVector<char, 128> bytes_;  // two names, each of NAMEDATALEN
};

uint64_t NameHash(absl::string_view schema, absl::string_view name) {
  schema::StableHash hash;
  hash.Add(schema);
  hash.Add(name);
  return hash.Finish();
}

void Erase(absl::flat_hash_map<std::string, std::vector<ObjectKey>>& lists, const std::string& path, const ObjectKey& key) {
  auto it = lists.find(path);
  if (it == lists.end()) return;
  std::vector<ObjectKey>& keys = it->second;
  keys.erase(std::remove(keys.begin(), keys.end(), key), keys.end());
  if (keys.empty()) lists.erase(it);
}

std::vector<ObjectKey> Listed(const absl::flat_hash_map<std::string, std::vector<ObjectKey>>& lists, const std::string& path) {
  auto it = lists.find(path);
  return it == lists.end() ? std::vector<ObjectKey>() : it->second;
}

std::string TableOfColumn(const ObjectKey& column) { return column.path.substr(0, column.path.rfind('\0')); }

// The type whose users an object is among; null for builtin types.
const schema::TypeRef* UserType(const Object& object) {
  const schema::TypeRef* type = object.key.kind == Kind::kColumn   ? &object.As<schema::Column>().type
                                : object.key.kind == Kind::kDomain ? &object.As<schema::Domain>().type
                                                                   : nullptr;
  return type == nullptr || type->IsBuiltin() ? nullptr : type;
}

// Kinds that mention tables, types, functions or each other by key, and of which no schema has many.
bool IsMentioning(Kind kind) {
  switch (kind) {
    case Kind::kStatistics:
    case Kind::kPublication:
    case Kind::kDefaultPrivileges:
    case Kind::kRangeType:
    case Kind::kBaseType:
    case Kind::kCast:
    case Kind::kOperator:
    case Kind::kOperatorClass:
    case Kind::kOperatorFamily:
    case Kind::kConversion:
    case Kind::kTransform:
    case Kind::kTextSearchParser:
    case Kind::kTextSearchTemplate:
    case Kind::kTextSearchDictionary:
    case Kind::kTextSearchConfiguration:
    case Kind::kLanguage:
    case Kind::kAccessMethod: return true;
    default: return false;
  }
}

// What an object takes in the name spaces, by visitor: relation(schema, name), constraint(schema, name).
template <typename Relation, typename Constraint>
void ForEachName(const Object& object, Relation relation, Constraint constraint) {
  const ObjectKey& key = object.key;
  switch (key.kind) {
    case Kind::kTable:
    case Kind::kSequence:
    case Kind::kCompositeType:
    case Kind::kView:
    case Kind::kMaterializedView:
    case Kind::kIndex: relation(key.schema_name(), key.name()); return;
    case Kind::kKeyConstraint:
    case Kind::kExclusion:
      relation(key.schema_name(), key.name());
      constraint(key.schema_name(), key.name());
      return;
    case Kind::kForeignKey:
    case Kind::kCheck:
    case Kind::kDomainConstraint: constraint(key.schema_name(), key.name()); return;
    case Kind::kColumn: {
      const auto& column = object.As<schema::Column>();
      if (column.not_null.has_value() && column.not_null->name.has_value()) constraint(key.schema_name(), *column.not_null->name);
      if (column.identity.has_value()) relation(column.identity->sequence.schema_name(), column.identity->sequence.name());
      return;
    }
    case Kind::kUnmodelled: {
      const std::string& what = object.As<schema::Unmodelled>().what;
      if (IsUnmodelledRelation(what)) relation(key.schema_name(), UnmodelledName(key, what));
      return;
    }
    default: return;
  }
}

}  // namespace

bool IsUnmodelledRelation(absl::string_view what) { return what == "table"; }

absl::string_view UnmodelledName(const ObjectKey& key, absl::string_view what) { return key.name().substr(what.size() + 1); }

Workspace::Workspace(const schema::SourceSet& sources, const CompileOptions& options, ParseMemory& memory)
    : sources_(sources), options_(options), builtins_(Builtins::For(options.server_version)), memory_(memory), expressions_(memory) {}

SettingsInUse* Workspace::Use(const Settings& settings) {
  for (SettingsInUse& used : settings_) {
    if (used.settings == settings) return &used;
  }
  settings_.push_back({settings, CatalogView(builtins_, &builder_, options_.live, settings.search_path)});
  return &settings_.back();
}

Object* Workspace::Add(std::unique_ptr<Object> object) {
  if (!default_privileges_.empty()) GiveDefaultPrivileges(*this, *object);
  Object* added = builder_.Add(std::move(object));
  CHECK(added != nullptr);
  TakeNames(*added);
  return added;
}

const std::vector<schema::Grant>* Workspace::DefaultPrivilegesBefore(const schema::SourceSpan& place, const ObjectKey& key) const {
  const std::vector<schema::Grant>* grants = nullptr;
  for (const DefaultPrivilegesState& state : default_privileges_) {
    if (state.key == key && state.at.file == place.file && state.at.offset < place.offset) grants = &state.grants;
  }
  return grants;
}

std::vector<ObjectKey> Workspace::ObjectsOf(Kind kind) const {
  std::vector<ObjectKey> keys;
  for (const ObjectKey& key : mentioning_) {
    if (key.kind == kind) keys.push_back(key);
  }
  return keys;
}

void Workspace::RenameMentions(const ObjectKey& from, const ObjectKey& to) {
  for (const ObjectKey& key : mentioning_) schema::RenameMentions(*builder_.Find(key), from, to);
}

void Workspace::Remove(const ObjectKey& key) {
  if (Object* object = builder_.Find(key); object != nullptr) ForgetNames(*object);
  builder_.ForEachBelow(key, [&](Object& child) { ForgetNames(child); });
  inherited_.Forget(key);
  builder_.ForEachBelow(key, [&](Object& child) { inherited_.Forget(child.key); });
  builder_.Remove(key);
}

void Workspace::Move(const ObjectKey& from, const ObjectKey& to) {
  std::vector<std::string> parts;
  if (auto it = part_names_.find(from.path); it != part_names_.end()) parts = it->second;
  ForgetNames(*builder_.Find(from));
  builder_.ForEachBelow(from, [&](Object& child) { ForgetNames(child); });
  builder_.Move(from, to);
  inherited_.Move(from, to);
  for (ColumnRename& rename : column_renames_) {
    if (rename.table == from) rename.table = to;
  }
  TakeNames(*builder_.Find(to));
  builder_.ForEachBelow(to, [&](Object& child) { TakeNames(child); });
  for (const std::string& part : parts) TakePartName(to, part);
}

void Workspace::NoteColumnRename(const ObjectKey& table, absl::string_view before, absl::string_view after) {
  column_renames_.push_back({table, std::string(before), std::string(after), expressions_.size()});
}

absl::Span<const ColumnRename> Workspace::RenamesSince(const PendingExpression& pending) const {
  auto first = std::find_if(column_renames_.begin(), column_renames_.end(), [&](const ColumnRename& rename) { return rename.age >= pending.age; });
  return absl::MakeConstSpan(column_renames_).subspan(static_cast<size_t>(first - column_renames_.begin()));
}

void Workspace::SetNotNull(Object& column, schema::NotNull not_null) {
  if (not_null.name.has_value()) ++constraint_names_[NameHash(column.key.schema_name(), *not_null.name)];
  column.As<schema::Column>().not_null = std::move(not_null);
}

void Workspace::TakeNames(const Object& object) {
  ForEachName(
      object,
      [&](absl::string_view schema, absl::string_view name) {
        relations_.insert_or_assign(NameKey(schema, name), object.key);
        if (!waiting_.empty()) waiting_.Wake(NameToken(name));
      },
      [&](absl::string_view schema, absl::string_view name) { ++constraint_names_[NameHash(schema, name)]; });
  if (IsMentioning(object.key.kind)) mentioning_.insert(object.key);
  has_views_ = has_views_ || object.key.kind == Kind::kView || object.key.kind == Kind::kMaterializedView;
  if (object.key.kind == Kind::kForeignKey) foreign_keys_to_[object.As<schema::ForeignKey>().referenced_table.path].push_back(object.key);
  if (object.key.kind == Kind::kSequence && object.As<schema::Sequence>().owned_by.has_value()) {
    sequences_owned_by_[TableOfColumn(*object.As<schema::Sequence>().owned_by)].push_back(object.key);
  }
  if (object.key.kind == Kind::kTable) {
    for (const ObjectKey& parent : schema::ParentsOf(object.As<schema::Table>())) children_of_[parent.path].push_back(object.key);
  }
  if (const schema::TypeRef* type = UserType(object); type != nullptr) type_users_[NameKey(type->schema, type->name)].insert(object.key);
  if (waiting_.empty()) return;
  if (schema::Info(object.key.kind).top_level) waiting_.Wake(NameToken(object.key.name()));
  else waiting_.Wake(ChildToken(object.key));
  if (schema::IsRoutine(object.key.kind)) waiting_.Wake(NameToken(schema::SplitRoutineName(object.key.name()).name));
  if (object.key.kind == Kind::kUnmodelled) waiting_.Wake(NameToken(UnmodelledName(object.key, object.As<schema::Unmodelled>().what)));
  if (object.key.kind == Kind::kKeyConstraint) waiting_.Wake(KeyToken(object.key.path.substr(0, object.key.path.rfind('\0'))));
}

void Workspace::ForgetNames(const Object& object) {
  ForEachName(
      object,
      [&](absl::string_view schema, absl::string_view name) {
        auto it = relations_.find(NameKey(schema, name));
        if (it != relations_.end() && it->second == object.key) relations_.erase(it);
      },
      [&](absl::string_view schema, absl::string_view name) {
        auto it = constraint_names_.find(NameHash(schema, name));
        if (it != constraint_names_.end() && --it->second == 0) constraint_names_.erase(it);
      });
  mentioning_.erase(object.key);
  if (auto parts = part_names_.find(object.key.path); object.key.kind == Kind::kUnmodelled && parts != part_names_.end()) {
    for (const std::string& part : parts->second) FreePartName(object.key.schema_name(), part);
    part_names_.erase(parts);
  }
  if (object.key.kind == Kind::kForeignKey) Erase(foreign_keys_to_, object.As<schema::ForeignKey>().referenced_table.path, object.key);
  if (object.key.kind == Kind::kSequence && object.As<schema::Sequence>().owned_by.has_value()) {
    Erase(sequences_owned_by_, TableOfColumn(*object.As<schema::Sequence>().owned_by), object.key);
  }
  if (object.key.kind == Kind::kTable) {
    for (const ObjectKey& parent : schema::ParentsOf(object.As<schema::Table>())) Erase(children_of_, parent.path, object.key);
  }
  if (const schema::TypeRef* type = UserType(object); type != nullptr) {
    auto it = type_users_.find(NameKey(type->schema, type->name));
    if (it != type_users_.end() && it->second.erase(object.key) > 0 && it->second.empty()) type_users_.erase(it);
  }
}

const ObjectKey* Workspace::FindRelation(absl::string_view schema, absl::string_view name) const {
  auto it = relations_.find(NameKeyView(schema, name).text());
  return it == relations_.end() ? nullptr : &it->second;
}

std::vector<std::string> Workspace::RelationNames() const {
  std::vector<std::string> names;
  for (const auto& [path, holder] : relations_) names.push_back(path.substr(path.find('\0') + 1));
  std::sort(names.begin(), names.end());
  return names;
}

void Workspace::TakeRelationName(absl::string_view schema, absl::string_view name, ObjectKey holder) {
  relations_.insert_or_assign(NameKey(schema, name), std::move(holder));
}

bool Workspace::IsConstraintName(absl::string_view schema, absl::string_view name) const { return constraint_names_.contains(NameHash(schema, name)); }

std::vector<ObjectKey> Workspace::ForeignKeysTo(const ObjectKey& table) const { return Listed(foreign_keys_to_, table.path); }

std::vector<ObjectKey> Workspace::SequencesOwnedBy(const ObjectKey& table) const { return Listed(sequences_owned_by_, table.path); }

std::vector<ObjectKey> Workspace::ChildrenOf(const ObjectKey& parent) const { return Listed(children_of_, parent.path); }

std::vector<ObjectKey> Workspace::UsersOfType(absl::string_view schema, absl::string_view name) const {
  auto it = type_users_.find(NameKey(schema, name));
  if (it == type_users_.end()) return {};
  std::vector<ObjectKey> users(it->second.begin(), it->second.end());
  std::sort(users.begin(), users.end());
  return users;
}

const std::vector<std::string>* Workspace::PrimaryKeyOfUnmodelled(const ObjectKey& key) const {
  auto it = primary_keys_.find(key.path);
  return it == primary_keys_.end() ? nullptr : &it->second;
}

void Workspace::TakePartName(const ObjectKey& relation, absl::string_view name) {
  absl::string_view schema = relation.schema_name();
  auto [it, free] = relations_.try_emplace(NameKey(schema, name), schema::MakeKey(Kind::kUnmodelled, {schema, relation.name(), absl::StrCat("index ", name)}));
  if (!free) return;
  part_names_[relation.path].emplace_back(name);
  if (!waiting_.empty()) waiting_.Wake(NameToken(name));
}

void Workspace::FreePartName(absl::string_view schema, absl::string_view name) { relations_.erase(NameKey(schema, name)); }

void Workspace::NotePrimaryKey(const ObjectKey& key, std::vector<std::string> columns) {
  primary_keys_[key.path] = std::move(columns);
  if (!waiting_.empty()) waiting_.Wake(KeyToken(key.path));
}

std::vector<ObjectKey> Workspace::ObjectsIn(absl::string_view schema, Kind kind) {
  std::vector<ObjectKey> keys;
  builder_.ForEachBelow(schema::MakeKey(Kind::kSchema, {schema}), [&](Object& object) {
    if (object.key.kind == kind) keys.push_back(object.key);
  });
  return keys;
}

void Workspace::Warn(const char* code, const schema::SourceSpan& span, std::string message, std::string hint) {
  Report({schema::Severity::kWarning, code, span, std::move(message), std::move(hint)});
}

void Workspace::CountSkipped(const char* what, const schema::SourceSpan& span) {
  for (Skipped& skipped : skipped_) {
    if (skipped.first.file != span.file || absl::string_view(skipped.what) != what) continue;
    ++skipped.count;
    return;
  }
  skipped_.push_back({what, span, 1});
}

void Workspace::ReportSkipped() {
  for (const Skipped& skipped : skipped_) {
    std::string message = skipped.count == 1 ? absl::StrCat(skipped.what, " does not change the schema and is skipped")
                                             : absl::StrCat(skipped.what, " does not change the schema: ", skipped.count, " statements of this file are skipped");
    Report({schema::Severity::kNote, "W0306", skipped.first, std::move(message), ""});
  }
  skipped_.clear();
}

}  // namespace compiler
