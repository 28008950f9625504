// A whole schema as a value: every object, sorted by key. Built by DatabaseBuilder, then immutable; cheap to copy (copies share the objects).
//
//   DatabaseBuilder builder;
//   builder.Add(Object{MakeKey(Kind::kTable, {"public", "orders"}), {}, Table{}});
//   Database database = std::move(builder).Freeze();
//   database.Find(MakeKey(Kind::kTable, {"public", "orders"}))->As<Table>()
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/container/btree_set.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "schema/object.h"
#include "schema/support/source.h"

namespace schema {

// A type that the schema uses and that neither PostgreSQL nor the schema defines: it comes from an extension installed on the server.
struct ExternalType {
  std::string schema;
  std::string name;
  std::string extension;
  static constexpr auto kFields = std::tuple{Field{"schema", &ExternalType::schema}, Field{"name", &ExternalType::name}, Field{"extension", &ExternalType::extension}};
  bool operator==(const ExternalType&) const = default;
};
static_assert(kAllFieldsListed<ExternalType>);

// What is known about where the objects come from.
// A part of a source that only a server can run: a DO block, a CALL, a call of a function that may make objects.
struct ServerOnlyCode {
  std::string place;                       // "schema/a.sql:12:1"
  absl::flat_hash_set<std::string> words;  // lower case: its own, and those of the schema's functions that it names
};

struct Origin {
  int server_version = 0;    // as server_version_num, 160004; for source: the version compiled for, 160000
  std::string description;   // "schema/", "database shop on server 16.4"; never with a password
  std::string current_user;  // of a live connection; empty for source
  bool live = false;
  std::vector<ExternalType> external_types;
  std::shared_ptr<const SourceSet> sources;  // null for a live database
  std::vector<ServerOnlyCode> server_only;   // of source
};

using ObjectPtr = std::unique_ptr<const Object>;

class Database {
 public:
  Database() : storage_(std::make_shared<Storage>()) {}

  // All objects, sorted by key.
  absl::Span<const ObjectPtr> objects() const { return storage_->objects; }
  const Object* Find(const ObjectKey& key) const;  // null when there is none
  // Everything below `key` (columns, constraints, indexes of a table), sorted; not the object itself.
  absl::Span<const ObjectPtr> Below(const ObjectKey& key) const;
  const Origin& origin() const { return storage_->origin; }
  // Over all objects and their keys. 16 hexadecimal digits.
  std::string Fingerprint() const;

 private:
  friend class DatabaseBuilder;
  struct Storage {
    std::vector<ObjectPtr> objects;
    Origin origin;
  };
  std::shared_ptr<const Storage> storage_;
};

// A schema under construction: what CREATE, ALTER and DROP of a script act on.
class DatabaseBuilder {
 public:
  // The object stored, or null when an object of this key exists already (nothing is changed then).
  Object* Add(Object object);
  Object* Add(std::unique_ptr<Object> object);
  Object* Find(const ObjectKey& key);
  const Object* Find(const ObjectKey& key) const;
  // Removes the object and everything below it. False when there is none.
  bool Remove(const ObjectKey& key);
  // Gives the object, and everything below it, a new path. REQUIRES: `from` exists, `to` does not. Mentions elsewhere are the caller's to fix.
  void Move(const ObjectKey& from, const ObjectKey& to);
  // Calls visit for everything below `key`, in order. The visitor may change objects but neither add nor remove any.
  void ForEachBelow(const ObjectKey& key, const std::function<void(Object&)>& visit);
  void ForEach(const std::function<void(Object&)>& visit);
  // Calls visit for what stands in no schema: schemas, extensions, database-wide objects. Cheap: steps over what schemas hold.
  void ForEachTopLevel(const std::function<void(const Object&)>& visit) const;
  // Calls visit for every object whose path starts with these bytes, in order.
  void ForEachWithPrefix(absl::string_view path_prefix, const std::function<void(const Object&)>& visit) const;
  size_t size() const { return size_; }
  // The range types of the schema: a multirange type has no object of its own.
  const absl::btree_set<ObjectKey>& range_types() const { return range_types_; }

  Origin& origin() { return origin_; }
  // Numbers columns from 1 in their order, sorts grants and options, computes fingerprints.
  Database Freeze() &&;

 private:
  // A top-level object (or several kinds of one name) with everything below it, sorted by key. Scripts speak of one table for many statements in
  // a row, so finding the group once, and then among its few objects, beats one big tree.
  struct Group {
    std::string path;  // of the top-level object
    std::vector<std::unique_ptr<Object>> objects;
  };
  using Groups = absl::btree_map<std::string, std::unique_ptr<Group>>;

  Group* FindGroup(absl::string_view path) const;  // of any path of the group; null when there is none
  Group& GroupFor(absl::string_view path);
  void RemoveGroup(const std::string& path);
  // The groups of a schema's objects, in order.
  std::pair<Groups::const_iterator, Groups::const_iterator> GroupsIn(absl::string_view schema) const;

  Groups groups_;
  mutable Group* last_ = nullptr;  // the group found last
  size_t size_ = 0;
  absl::btree_set<ObjectKey> range_types_;
  Origin origin_;
};

}  // namespace schema
