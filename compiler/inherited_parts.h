// Which checks, keys, exclusions and indexes of a child belong to one of its parent while a script runs. They are objects until its end, so that
// statements can name them; then they go (prune_inherited.h).
#pragma once

#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "schema/object_key.h"

namespace compiler {

class InheritedParts {
 public:
  struct Origin {
    schema::ObjectKey parent;  // the check, key, exclusion or index of the parent
    bool made = false;         // by the server, under a name of its choice: it gives way to one that a script writes
  };

  void Set(const schema::ObjectKey& part, Origin origin);
  // Null when the part is the table's own.
  const Origin* Find(const schema::ObjectKey& part) const;
  void Forget(const schema::ObjectKey& part);
  // The parts of children that belong to this one.
  std::vector<schema::ObjectKey> Of(const schema::ObjectKey& parent) const;
  // The parts below a table.
  std::vector<schema::ObjectKey> Below(const schema::ObjectKey& table) const;
  // An object, with all below it, gets another path.
  void Move(const schema::ObjectKey& from, const schema::ObjectKey& to);

  // CREATE INDEX … ON ONLY: not valid until each partition has its own.
  void MarkOnly(const schema::ObjectKey& index) { only_.insert(index); }
  bool IsOnly(const schema::ObjectKey& index) const { return only_.contains(index); }
  // The table joined after the index was made, so that the server gave it one too.
  void MarkJoined(const schema::ObjectKey& index, const schema::ObjectKey& table) { joined_.emplace(index, table); }
  bool HasJoined(const schema::ObjectKey& index, const schema::ObjectKey& table) const { return joined_.contains({index, table}); }

 private:
  absl::flat_hash_map<schema::ObjectKey, Origin> origins_;
  absl::flat_hash_map<schema::ObjectKey, std::vector<schema::ObjectKey>> by_parent_;
  absl::flat_hash_set<schema::ObjectKey> only_;
  absl::flat_hash_set<std::pair<schema::ObjectKey, schema::ObjectKey>> joined_;
};

}  // namespace compiler
