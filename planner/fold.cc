#include "planner/fold.h"

#include <algorithm>
#include <functional>

#include "absl/container/flat_hash_map.h"
#include "planner/draft.h"

namespace planner {
namespace {

using schema::Kind;
using schema::Object;
using schema::ObjectKey;

bool IsView(Kind kind) { return kind == Kind::kView || kind == Kind::kMaterializedView; }
bool IsParent(Kind kind) { return kind == Kind::kTable || kind == Kind::kCompositeType || kind == Kind::kDomain || IsView(kind); }

ObjectKey ParentOf(const ObjectKey& key) {
  if (key.kind == Kind::kDomainConstraint) return key.Parent(Kind::kDomain);
  return key.Parent(Kind::kTable);
}

// Tables that reference each other, directly or in a circle, have the same number (Tarjan's strongly connected components).
class Circles {
 public:
  void AddTable(const ObjectKey& table) { Node(table); }
  void AddReference(const ObjectKey& from, const ObjectKey& to) {
    if (nodes_.contains(from) && nodes_.contains(to)) edges_[Node(from)].push_back(Node(to));
  }
  void Find() {
    order_.assign(edges_.size(), 0);
    low_.assign(edges_.size(), 0);
    component_.assign(edges_.size(), -1);
    for (size_t i = 0; i < edges_.size(); ++i) {
      if (order_[i] == 0) Visit(static_cast<int>(i));
    }
  }
  bool InOneCircle(const ObjectKey& a, const ObjectKey& b) const {
    auto first = nodes_.find(a), second = nodes_.find(b);
    return !(a == b) && first != nodes_.end() && second != nodes_.end() && component_[first->second] == component_[second->second];
  }

 private:
  int Node(const ObjectKey& table) {
    auto [it, inserted] = nodes_.try_emplace(table, static_cast<int>(edges_.size()));
    if (inserted) edges_.emplace_back();
    return it->second;
  }
  // Without recursion: chains of references can be as long as the schema.
  void Visit(int root) {
    std::vector<std::pair<int, size_t>> path = {{root, 0}};
    order_[root] = low_[root] = ++clock_;
    stack_.push_back(root);
    while (!path.empty()) {
      auto& [node, next] = path.back();
      if (next < edges_[node].size()) {
        int target = edges_[node][next++];
        if (order_[target] == 0) {
          order_[target] = low_[target] = ++clock_;
          stack_.push_back(target);
          path.emplace_back(target, 0);
        } else if (component_[target] == -1) {
          low_[node] = std::min(low_[node], order_[target]);
        }
        continue;
      }
      int done = node;
      path.pop_back();
      if (!path.empty()) low_[path.back().first] = std::min(low_[path.back().first], low_[done]);
      if (low_[done] != order_[done]) continue;
      int member;
      do {
        member = stack_.back();
        stack_.pop_back();
        component_[member] = done;
      } while (member != done);
    }
  }

  absl::flat_hash_map<ObjectKey, int> nodes_;
  std::vector<std::vector<int>> edges_;
  std::vector<int> order_, low_, component_, stack_;
  int clock_ = 0;
};

const Object& Subject(const Change& change, ChangeAction action) { return action == ChangeAction::kCreate ? *change.after : *change.before; }

void FoldFor(ChangeAction action, std::vector<Change>& changes) {
  absl::flat_hash_map<ObjectKey, size_t> parents;
  absl::flat_hash_map<ObjectKey, size_t> columns;  // dropped columns of tables that stay: they take their sequences with them
  Circles circles;
  for (size_t i = 0; i < changes.size(); ++i) {
    if (changes[i].action != action) continue;
    const ObjectKey& key = Subject(changes[i], action).key;
    if (IsParent(key.kind)) parents[key] = i;
    if (key.kind == Kind::kTable) circles.AddTable(key);
    if (key.kind == Kind::kColumn && action == ChangeAction::kDrop) columns[key] = i;
  }
  for (const Change& change : changes) {
    if (change.action != action || change.kind() != Kind::kForeignKey) continue;
    const Object& object = Subject(change, action);
    circles.AddReference(TableOf(object.key), object.As<schema::ForeignKey>().referenced_table);
  }
  circles.Find();
  // Such a foreign key has to wait until the old key is gone, or it would rely on that.
  absl::flat_hash_set<ObjectKey> losing_keys;
  for (const Change& change : changes) {
    bool key = change.kind() == Kind::kKeyConstraint || (change.kind() == Kind::kIndex && change.either().As<schema::Index>().unique);
    if (key && change.action == ChangeAction::kDrop) losing_keys.insert(TableOf(change.before->key));
  }

  auto parent_of = [&](const Object& object) -> Change* {
    const ObjectKey& key = object.key;
    if (key.kind == Kind::kSequence) {
      const auto& owned_by = object.As<schema::Sequence>().owned_by;
      if (!owned_by.has_value()) return nullptr;
      if (auto table = parents.find(TableOf(*owned_by)); table != parents.end()) return &changes[table->second];
      auto column = columns.find(*owned_by);
      return column == columns.end() ? nullptr : &changes[column->second];
    }
    if (schema::Info(key.kind).top_level) return nullptr;
    bool apart = key.kind == Kind::kIndex || key.kind == Kind::kTrigger || key.kind == Kind::kPolicy || key.kind == Kind::kRule;
    if (apart && action == ChangeAction::kCreate) return nullptr;  // a statement of its own, after the table's
    if (key.kind == Kind::kForeignKey && action == ChangeAction::kCreate && losing_keys.contains(object.As<schema::ForeignKey>().referenced_table)) return nullptr;
    if (key.kind == Kind::kForeignKey && circles.InOneCircle(TableOf(key), object.As<schema::ForeignKey>().referenced_table)) return nullptr;
    auto parent = parents.find(ParentOf(key));
    if (parent == parents.end() && key.kind == Kind::kColumn) parent = parents.find(key.Parent(Kind::kCompositeType));
    // What is below a dropped view goes with it; below a new one, each has its own statement.
    for (Kind view : {Kind::kView, Kind::kMaterializedView}) {
      if (parent == parents.end() && action == ChangeAction::kDrop) parent = parents.find(key.Parent(view));
    }
    return parent == parents.end() ? nullptr : &changes[parent->second];
  };
  std::vector<bool> folded(changes.size(), false);
  for (size_t i = 0; i < changes.size(); ++i) {
    if (changes[i].action != action) continue;
    const Object& object = Subject(changes[i], action);
    Change* parent = parent_of(object);
    if (parent == nullptr) continue;
    parent->folded.push_back(&object);
    // A new sequence keeps its own CREATE, which comes first; the table's statement only takes ownership.
    folded[i] = !(object.key.kind == Kind::kSequence && action == ChangeAction::kCreate);
  }
  size_t kept = 0;
  for (size_t i = 0; i < changes.size(); ++i) {
    if (folded[i]) continue;
    if (kept != i) changes[kept] = std::move(changes[i]);
    ++kept;
  }
  changes.resize(kept);
}

}  // namespace

void FoldIntoParents(std::vector<Change>& changes) {
  FoldFor(ChangeAction::kCreate, changes);
  FoldFor(ChangeAction::kDrop, changes);
}

}  // namespace planner
