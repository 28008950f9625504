#include "compiler/inherited_parts.h"

#include <algorithm>

namespace compiler {
namespace {

using schema::ObjectKey;

bool IsAtOrBelow(const ObjectKey& key, const ObjectKey& parent) {
  return key.path == parent.path ? key.kind == parent.kind : key.path.size() > parent.path.size() && key.path.compare(0, parent.path.size(), parent.path) == 0 && key.path[parent.path.size()] == '\0';
}

}  // namespace

void InheritedParts::Set(const ObjectKey& part, Origin origin) {
  Forget(part);
  by_parent_[origin.parent].push_back(part);
  origins_.insert_or_assign(part, std::move(origin));
}

const InheritedParts::Origin* InheritedParts::Find(const ObjectKey& part) const {
  auto it = origins_.find(part);
  return it == origins_.end() ? nullptr : &it->second;
}

void InheritedParts::Forget(const ObjectKey& part) {
  auto it = origins_.find(part);
  if (it == origins_.end()) return;
  std::vector<ObjectKey>& siblings = by_parent_[it->second.parent];
  siblings.erase(std::remove(siblings.begin(), siblings.end(), part), siblings.end());
  origins_.erase(it);
}

std::vector<ObjectKey> InheritedParts::Of(const ObjectKey& parent) const {
  auto it = by_parent_.find(parent);
  return it == by_parent_.end() ? std::vector<ObjectKey>() : it->second;
}

std::vector<ObjectKey> InheritedParts::Below(const ObjectKey& table) const {
  std::vector<ObjectKey> parts;
  for (const auto& [part, origin] : origins_) {
    if (IsAtOrBelow(part, table)) parts.push_back(part);
  }
  std::sort(parts.begin(), parts.end());
  return parts;
}

void InheritedParts::Move(const ObjectKey& from, const ObjectKey& to) {
  auto moved = [&](ObjectKey key) {
    if (IsAtOrBelow(key, from)) key.path = to.path + key.path.substr(from.path.size());
    return key;
  };
  absl::flat_hash_map<ObjectKey, Origin> origins = std::move(origins_);
  origins_.clear();
  by_parent_.clear();
  for (auto& [part, origin] : origins) Set(moved(part), {moved(origin.parent), origin.made});
  absl::flat_hash_set<ObjectKey> only = std::move(only_);
  only_.clear();
  for (const ObjectKey& index : only) only_.insert(moved(index));
}

}  // namespace compiler
