// What the readers of kinds/ share: the state of one reading, and the columns that many queries have in common.
#pragma once

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "introspect/connection.h"
#include "introspect/oid_map.h"
#include "schema/database.h"
#include "schema/signature_key.h"

namespace introspect {

struct Reading {
  schema::DatabaseBuilder& builder;
  OidMap oids;
};

// An object with the columns owner and comment, and an empty body of type T.
template <typename T>
schema::Object MakeObject(schema::ObjectKey key, const Row& row) {
  schema::Object object;
  object.key = std::move(key);
  object.common.comment = row.OptionalString("comment");
  object.body = T{};
  return object;
}

// The columns schema and name as a key, and owner and comment.
template <typename T>
schema::Object MakeOwnedObject(const Row& row) {
  schema::Object object = MakeObject<T>(schema::MakeKey(T::kKind, {row.Text("schema"), row.Text("name")}), row);
  object.common.owner = row.OptionalString("owner");
  return object;
}

// The constraint or index of the columns relation (its table) and name. nullopt when that table's parts are no objects of the schema.
template <typename T>
std::optional<schema::Object> MakePart(const Row& row, Reading& reading) {
  const NamedRelation* table = reading.oids.FindModelled(row.OidOf("relation"));
  if (table == nullptr) return std::nullopt;
  return MakeObject<T>(table->key.Child(T::kKind, row.Text("name")), row);
}

// Options as pg_class.reloptions holds them ("fillfactor=70"), sorted by name. `pg_attver=…` is the server's own bookkeeping and left out.
std::vector<schema::Option> ReadOptions(const std::vector<std::string>& options);

// The expression that pg_get_expr printed, without its tree. NULL means that the object was dropped since the snapshot was taken: kAborted.
absl::StatusOr<schema::Expr> ReadExpr(const Row& row, absl::string_view column);

// The sequence parameters of the columns type, start, increment, min_value, max_value, cache, cycle.
absl::StatusOr<schema::SequenceOptions> ReadSequenceOptions(const Row& row, const Reading& reading);

// The column enabled of triggers, event triggers and rules.
schema::Enabled ReadEnabled(const Row& row);

// The columns deferrable and deferred.
schema::Deferral ReadDeferral(const Row& row);

// The keys of an index from the columns relation, key_count, keys, opclasses, collations, key_options, expressions and their types, and opclass
// options (index.sql, exclusion.sql); and what follows them, the INCLUDE columns.
struct IndexKeys {
  std::vector<schema::IndexPart> parts;
  std::vector<std::string> include;
};
absl::StatusOr<IndexKeys> ReadIndexKeys(const Row& row, const Reading& reading);

// The members of an operator class or family, from the columns strategies, operators, sort_schemas, sort_families, numbers, lefts, rights, functions.
struct FamilyMembers {
  std::vector<schema::FamilyOperator> operators;  // sorted
  std::vector<schema::FamilyFunction> functions;
};
absl::StatusOr<FamilyMembers> ReadFamilyMembers(const Row& row, const Reading& reading);

}  // namespace introspect
