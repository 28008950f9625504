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
bool HasChildren(Kind kind) { return kind == Kind::kSchema || kind == Kind::kTable || kind == Kind::kDomain || kind == Kind::kCompositeType; }

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

Object* DatabaseBuilder::Add(std::unique_ptr<Object> object) {
  auto [it, inserted] = objects_.try_emplace(object->key, nullptr);
  if (!inserted) return nullptr;
  it->second = std::move(object);
  if (it->first.kind == Kind::kRangeType) range_types_.insert(it->first);
  return it->second.get();
}

Object* DatabaseBuilder::Find(const ObjectKey& key) {
  auto it = objects_.find(key);
  return it == objects_.end() ? nullptr : it->second.get();
}

const Object* DatabaseBuilder::Find(const ObjectKey& key) const {
  auto it = objects_.find(key);
  return it == objects_.end() ? nullptr : it->second.get();
}

bool DatabaseBuilder::Remove(const ObjectKey& key) {
  if (objects_.erase(key) == 0) return false;
  if (key.kind == Kind::kRangeType) range_types_.erase(key);
  if (!HasChildren(key.kind)) return true;
  if (key.kind == Kind::kSchema) range_types_.erase(range_types_.lower_bound(LowestKey(StartOfRange(key.path))), range_types_.lower_bound(LowestKey(EndOfRange(key.path))));
  objects_.erase(objects_.lower_bound(LowestKey(StartOfRange(key.path))), objects_.lower_bound(LowestKey(EndOfRange(key.path))));
  return true;
}

void DatabaseBuilder::Move(const ObjectKey& from, const ObjectKey& to) {
  std::vector<std::unique_ptr<Object>> moved;
  auto take = [&](auto begin, auto end) {
    for (auto it = begin; it != end; ++it) {
      if (it->first.kind == Kind::kRangeType) range_types_.erase(it->first);
      moved.push_back(std::move(it->second));
    }
    objects_.erase(begin, end);
  };
  auto self = objects_.find(from);
  CHECK(self != objects_.end());
  take(self, std::next(self));
  if (HasChildren(from.kind)) take(objects_.lower_bound(LowestKey(StartOfRange(from.path))), objects_.lower_bound(LowestKey(EndOfRange(from.path))));
  for (auto& object : moved) {
    object->key.path = to.path + object->key.path.substr(from.path.size());
    ObjectKey key = object->key;
    if (key.kind == Kind::kRangeType) range_types_.insert(key);
    CHECK(objects_.try_emplace(std::move(key), std::move(object)).second);
  }
}

void DatabaseBuilder::ForEachBelow(const ObjectKey& key, const std::function<void(Object&)>& visit) {
  if (!HasChildren(key.kind)) return;
  auto end = objects_.lower_bound(LowestKey(EndOfRange(key.path)));
  for (auto it = objects_.lower_bound(LowestKey(StartOfRange(key.path))); it != end; ++it) visit(*it->second);
}

void DatabaseBuilder::ForEach(const std::function<void(Object&)>& visit) {
  for (auto& [key, object] : objects_) visit(*object);
}

void DatabaseBuilder::ForEachTopLevel(const std::function<void(const Object&)>& visit) const {
  for (auto it = objects_.begin(); it != objects_.end();) {
    if (it->first.path.find('\0') != std::string::npos) {
      it = objects_.lower_bound(LowestKey(EndOfRange(it->first.schema_name())));
      continue;
    }
    visit(*it->second);
    ++it;
  }
}

void DatabaseBuilder::ForEachWithPrefix(absl::string_view path_prefix, const std::function<void(const Object&)>& visit) const {
  for (auto it = objects_.lower_bound(LowestKey(std::string(path_prefix))); it != objects_.end(); ++it) {
    if (it->first.path.compare(0, path_prefix.size(), path_prefix.data(), path_prefix.size()) != 0) return;
    visit(*it->second);
  }
}

Database DatabaseBuilder::Freeze() && {
  std::vector<std::unique_ptr<Object>> objects;
  objects.reserve(objects_.size());
  for (auto& [key, object] : objects_) objects.push_back(std::move(object));
  objects_.clear();
  NumberColumns(objects);
  auto storage = std::make_shared<Database::Storage>();
  storage->objects.reserve(objects.size());
  for (auto& object : objects) {
    std::sort(object->common.grants.begin(), object->common.grants.end());
    object->fingerprint = Fingerprint(*object);
    storage->objects.push_back(std::move(object));
  }
  storage->origin = std::move(origin_);
  Database database;
  database.storage_ = std::move(storage);
  return database;
}

}  // namespace schema
