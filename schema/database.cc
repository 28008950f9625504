#include "schema/database.h"

#include <algorithm>

#include "absl/strings/str_format.h"
#include "schema/support/stable_hash.h"
#include "schema/support/status.h"

namespace schema {
namespace {

// The first path that is neither `path` nor below it: NUL, which joins names, is followed by 0x01.
std::string EndOfRange(absl::string_view path) { return absl::StrCat(path, absl::string_view("\x01", 1)); }
std::string StartOfRange(absl::string_view path) { return absl::StrCat(path, absl::string_view("\0", 1)); }

ObjectKey LowestKey(std::string path) { return ObjectKey{std::move(path), static_cast<Kind>(0)}; }

// Other kinds may share a path with one of these (an extension with a schema, a sequence with a domain) but nothing is below them.
bool HasChildren(Kind kind) {
  return kind == Kind::kSchema || kind == Kind::kTable || kind == Kind::kDomain || kind == Kind::kCompositeType || kind == Kind::kView || kind == Kind::kMaterializedView;
}

// The first two names of a path: the path of the top-level object that it is, or is below.
absl::string_view GroupPath(absl::string_view path) {
  size_t first = path.find('\0');
  if (first == absl::string_view::npos) return path;
  return path.substr(0, path.find('\0', first + 1));
}

bool IsInSchema(absl::string_view path) { return path.find('\0') != absl::string_view::npos; }

bool IsOrIsBelow(absl::string_view path, absl::string_view parent) {
  if (path.size() == parent.size()) return path == parent;
  return path.size() > parent.size() && path[parent.size()] == '\0' && path.substr(0, parent.size()) == parent;
}

// Of a table of common size, with itself.
constexpr size_t kObjectsOfTable = 20;

bool IsBefore(const std::unique_ptr<Object>& object, const ObjectKey& key) { return object->key < key; }

// Where an object of the key stands among sorted ones, or would stand.
template <typename Objects>
auto Position(Objects& objects, const ObjectKey& key) { return std::lower_bound(objects.begin(), objects.end(), key, IsBefore); }

bool IsAt(const std::vector<std::unique_ptr<Object>>& objects, std::vector<std::unique_ptr<Object>>::const_iterator it, const ObjectKey& key) {
  return it != objects.end() && (*it)->key == key;
}

// Objects are made in the order of the script and walked in the order of their keys, so that each one is a cache miss: those of the next group are
// asked for while one is worked on.
template <typename Groups>
void PrefetchNext(const Groups& groups, typename Groups::const_iterator it) {
  constexpr size_t kCacheLine = 64;
  if (++it == groups.end()) return;
  for (const std::unique_ptr<Object>& object : it->second->objects) {
    const char* bytes = reinterpret_cast<const char*>(object.get());
    for (size_t line = 0; line < sizeof(Object); line += kCacheLine) __builtin_prefetch(bytes + line);
  }
}

// Column positions become 1, 2, … within each parent, whatever gaps dropped columns left.
void NumberColumns(std::vector<std::unique_ptr<Object>>& objects) {
  for (size_t i = 0; i < objects.size();) {
    if (objects[i]->key.kind != Kind::kTable && objects[i]->key.kind != Kind::kCompositeType) {
      ++i;
      continue;
    }
    std::string prefix = StartOfRange(objects[i]->key.path);
    std::vector<Column*> columns;
    for (++i; i < objects.size() && objects[i]->key.path.compare(0, prefix.size(), prefix) == 0; ++i) {
      if (objects[i]->key.kind == Kind::kColumn) columns.push_back(&objects[i]->As<Column>());
    }
    std::stable_sort(columns.begin(), columns.end(), [](const Column* a, const Column* b) { return a->position < b->position; });
    for (size_t position = 0; position < columns.size(); ++position) columns[position]->position = static_cast<int>(position) + 1;
  }
}

}  // namespace

const Object* Database::Find(const ObjectKey& key) const {
  const auto& objects = storage_->objects;
  auto it = std::lower_bound(objects.begin(), objects.end(), key, [](const ObjectPtr& object, const ObjectKey& k) { return object->key < k; });
  return it != objects.end() && (*it)->key == key ? it->get() : nullptr;
}

absl::Span<const ObjectPtr> Database::Below(const ObjectKey& key) const {
  const auto& objects = storage_->objects;
  if (!HasChildren(key.kind)) return {};
  auto before = [](const ObjectPtr& object, const ObjectKey& k) { return object->key < k; };
  auto begin = std::lower_bound(objects.begin(), objects.end(), LowestKey(StartOfRange(key.path)), before);
  auto end = std::lower_bound(begin, objects.end(), LowestKey(EndOfRange(key.path)), before);
  return absl::MakeConstSpan(objects.data() + (begin - objects.begin()), end - begin);
}

std::string Database::Fingerprint() const {
  StableHash hash;
  for (const ObjectPtr& object : storage_->objects) {
    hash.Add(object->key.path);
    hash.Add(object->fingerprint);
  }
  return absl::StrFormat("%016x", hash.Finish());
}

Object* DatabaseBuilder::Add(Object object) { return Add(std::make_unique<Object>(std::move(object))); }

DatabaseBuilder::Group* DatabaseBuilder::FindGroup(absl::string_view path) const {
  if (last_ != nullptr && IsOrIsBelow(path, last_->path)) return last_;
  auto it = groups_.find(GroupPath(path));
  if (it == groups_.end()) return nullptr;
  // Schemas, which hold nothing themselves, are looked up in between, again and again.
  if (IsInSchema(it->first)) last_ = it->second.get();
  return it->second.get();
}

DatabaseBuilder::Group& DatabaseBuilder::GroupFor(absl::string_view path) {
  if (Group* group = FindGroup(path); group != nullptr) return *group;
  auto group = std::make_unique<Group>();
  group->path = std::string(GroupPath(path));
  Group* made = group.get();
  if (IsInSchema(made->path)) last_ = made;
  groups_.emplace(made->path, std::move(group));
  return *made;
}

void DatabaseBuilder::RemoveGroup(const std::string& path) {
  last_ = nullptr;
  groups_.erase(path);
}

std::pair<DatabaseBuilder::Groups::const_iterator, DatabaseBuilder::Groups::const_iterator> DatabaseBuilder::GroupsIn(absl::string_view schema) const {
  return {groups_.lower_bound(StartOfRange(schema)), groups_.lower_bound(EndOfRange(schema))};
}

Object* DatabaseBuilder::Add(std::unique_ptr<Object> object) {
  Group& group = GroupFor(object->key.path);
  auto it = Position(group.objects, object->key);
  if (IsAt(group.objects, it, object->key)) return nullptr;
  ++size_;
  if (object->key.kind == Kind::kRangeType) range_types_.insert(object->key);
  if (group.objects.size() == 1) {  // a table, most likely
    ptrdiff_t place = it - group.objects.begin();
    group.objects.reserve(kObjectsOfTable);
    it = group.objects.begin() + place;
  }
  return group.objects.insert(it, std::move(object))->get();
}

Object* DatabaseBuilder::Find(const ObjectKey& key) { return const_cast<Object*>(std::as_const(*this).Find(key)); }

const Object* DatabaseBuilder::Find(const ObjectKey& key) const {
  const Group* group = FindGroup(key.path);
  if (group == nullptr) return nullptr;
  auto it = Position(group->objects, key);
  return IsAt(group->objects, it, key) ? it->get() : nullptr;
}

bool DatabaseBuilder::Remove(const ObjectKey& key) {
  Group* group = FindGroup(key.path);
  if (group == nullptr) return false;
  auto it = Position(group->objects, key);
  if (!IsAt(group->objects, it, key)) return false;
  const ObjectKey removed = key;  // `key` may be that of the object
  auto end = std::next(it);
  group->objects.erase(it, end);
  --size_;
  if (HasChildren(removed.kind)) {
    auto first = Position(group->objects, LowestKey(StartOfRange(removed.path)));
    auto last = Position(group->objects, LowestKey(EndOfRange(removed.path)));
    size_ -= last - first;
    group->objects.erase(first, last);
  }
  if (group->objects.empty()) RemoveGroup(std::string(group->path));
  if (removed.kind == Kind::kRangeType) range_types_.erase(removed);
  if (removed.kind != Kind::kSchema) return true;
  range_types_.erase(range_types_.lower_bound(LowestKey(StartOfRange(removed.path))), range_types_.lower_bound(LowestKey(EndOfRange(removed.path))));
  auto [first, last] = GroupsIn(removed.path);
  for (auto group_of_schema = first; group_of_schema != last; ++group_of_schema) size_ -= group_of_schema->second->objects.size();
  last_ = nullptr;
  groups_.erase(first, last);
  return true;
}

void DatabaseBuilder::Move(const ObjectKey& from, const ObjectKey& to) {
  std::vector<std::unique_ptr<Object>> moved;
  const ObjectKey source = from, target = to;  // they may be those of the object
  Group* group = FindGroup(source.path);
  CHECK(group != nullptr);
  auto take = [&](std::vector<std::unique_ptr<Object>>& objects, auto begin, auto end) {
    for (auto it = begin; it != end; ++it) moved.push_back(std::move(*it));
    objects.erase(begin, end);
  };
  auto self = Position(group->objects, source);
  CHECK(IsAt(group->objects, self, source));
  take(group->objects, self, std::next(self));
  if (HasChildren(source.kind)) {
    take(group->objects, Position(group->objects, LowestKey(StartOfRange(source.path))), Position(group->objects, LowestKey(EndOfRange(source.path))));
  }
  if (group->objects.empty()) RemoveGroup(std::string(group->path));
  if (source.kind == Kind::kSchema) {
    auto [first, last] = GroupsIn(source.path);
    for (auto it = first; it != last; ++it) {
      for (std::unique_ptr<Object>& object : it->second->objects) moved.push_back(std::move(object));
    }
    last_ = nullptr;
    groups_.erase(first, last);
  }
  size_ -= moved.size();
  for (auto& object : moved) {
    if (object->key.kind == Kind::kRangeType) range_types_.erase(object->key);
    object->key.path = target.path + object->key.path.substr(source.path.size());
    CHECK(Add(std::move(object)) != nullptr);
  }
}

void DatabaseBuilder::ForEachBelow(const ObjectKey& key, const std::function<void(Object&)>& visit) {
  if (!HasChildren(key.kind)) return;
  if (key.kind == Kind::kSchema) {
    auto [first, last] = GroupsIn(key.path);
    for (auto it = first; it != last; ++it) {
      for (const std::unique_ptr<Object>& object : it->second->objects) visit(*object);
    }
    return;
  }
  Group* group = FindGroup(key.path);
  if (group == nullptr) return;
  auto end = Position(group->objects, LowestKey(EndOfRange(key.path)));
  for (auto it = Position(group->objects, LowestKey(StartOfRange(key.path))); it != end; ++it) visit(**it);
}

void DatabaseBuilder::ForEach(const std::function<void(Object&)>& visit) {
  for (auto it = groups_.begin(); it != groups_.end(); ++it) {
    PrefetchNext(groups_, it);
    for (const std::unique_ptr<Object>& object : it->second->objects) visit(*object);
  }
}

void DatabaseBuilder::ForEachTopLevel(const std::function<void(const Object&)>& visit) const {
  for (auto it = groups_.begin(); it != groups_.end();) {
    if (it->first.find('\0') != std::string::npos) {
      it = groups_.lower_bound(EndOfRange(absl::string_view(it->first).substr(0, it->first.find('\0'))));
      continue;
    }
    for (const std::unique_ptr<Object>& object : it->second->objects) visit(*object);
    ++it;
  }
}

void DatabaseBuilder::ForEachWithPrefix(absl::string_view path_prefix, const std::function<void(const Object&)>& visit) const {
  absl::string_view group_path = GroupPath(path_prefix);
  auto visit_group = [&](const Group& group) {
    for (auto it = Position(group.objects, LowestKey(std::string(path_prefix))); it != group.objects.end(); ++it) {
      if ((*it)->key.path.compare(0, path_prefix.size(), path_prefix.data(), path_prefix.size()) != 0) return;
      visit(**it);
    }
  };
  if (group_path.size() < path_prefix.size()) {  // all below one top-level object
    if (const Group* group = FindGroup(group_path); group != nullptr) visit_group(*group);
    return;
  }
  for (auto it = groups_.lower_bound(path_prefix); it != groups_.end(); ++it) {
    if (it->first.compare(0, path_prefix.size(), path_prefix.data(), path_prefix.size()) != 0) return;
    visit_group(*it->second);
  }
}

Database DatabaseBuilder::Freeze() && {
  auto storage = std::make_shared<Database::Storage>();
  storage->objects.reserve(size_);
  for (auto it = groups_.begin(); it != groups_.end(); ++it) {
    PrefetchNext(groups_, it);
    NumberColumns(it->second->objects);
    for (std::unique_ptr<Object>& object : it->second->objects) {
      std::sort(object->common.grants.begin(), object->common.grants.end());
      object->fingerprint = schema::Fingerprint(*object);
      storage->objects.push_back(std::move(object));
    }
  }
  last_ = nullptr;
  groups_.clear();
  storage->origin = std::move(origin_);
  Database database;
  database.storage_ = std::move(storage);
  return database;
}

}  // namespace schema
