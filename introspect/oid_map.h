// What OIDs mean while one catalog is read: types, relations with their columns, schemas, collations, operator classes. OIDs never leave this folder.
// Filled by the queries that come first (introspect.cc), used by the later ones, so that those need no joins for names.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "introspect/connection.h"
#include "schema/kinds/index_part.h"
#include "schema/object_key.h"
#include "schema/type_ref.h"

namespace introspect {

// A row of pg_type.
struct NamedType {
  schema::TypeRef type;
  Oid collation = 0;
  char storage = 'p';
};

// A row of pg_attribute of a relation, dropped columns left empty.
struct NamedColumn {
  std::string name;
  Oid type = 0;
  Oid collation = 0;
};

struct NamedRelation {
  schema::ObjectKey key;
  bool modelled = false;             // false: part of an unmodelled object or of an extension; known only because others may refer to it
  std::vector<NamedColumn> columns = {};  // by attnum - 1
};

struct NamedOpclass {
  schema::QualifiedName name;
  bool is_default = false;         // pg_opclass.opcdefault: for its own input type
  bool stores_other_type = false;  // the index column's type is not the type of its key
};

class OidMap {
 public:
  absl::flat_hash_map<Oid, NamedType> types;
  absl::flat_hash_map<Oid, NamedRelation> relations;
  absl::flat_hash_map<Oid, schema::ObjectKey> identity_sequences;  // the columns that they belong to
  absl::flat_hash_map<Oid, schema::ObjectKey> schemas;
  absl::flat_hash_map<Oid, schema::ObjectKey> wrappers, servers;  // foreign-data wrappers and servers, for their grants
  absl::flat_hash_map<Oid, schema::ObjectKey> type_objects;  // enums, domains, composite types, …, for their grants
  absl::flat_hash_map<Oid, schema::ObjectKey> routines;      // functions, procedures, aggregates: for their grants, and named by operators, casts and such
  absl::flat_hash_map<Oid, schema::ObjectKey> languages;     // the same
  absl::flat_hash_map<Oid, schema::CollationName> collations;
  absl::flat_hash_map<Oid, NamedOpclass> opclasses;
  absl::flat_hash_map<Oid, schema::ObjectKey> operators;  // that operators and operator classes name
  absl::flat_hash_map<std::pair<Oid, Oid>, Oid> default_opclasses;  // (type, access method) -> operator class

  // Not found means that the catalogs contradict each other: kAborted, and the whole is read again.
  absl::StatusOr<schema::TypeRef> Type(Oid oid, int32_t typmod) const;
  absl::StatusOr<schema::CollationName> Collation(Oid oid) const;
  absl::StatusOr<schema::ObjectKey> Routine(Oid oid) const;
  absl::StatusOr<schema::ObjectKey> Operator(Oid oid) const;
  // The same where 0 means that there is none.
  absl::StatusOr<std::optional<schema::ObjectKey>> OptionalRoutine(Oid oid) const;
  absl::StatusOr<std::optional<schema::ObjectKey>> OptionalOperator(Oid oid) const;

  // The relation, when objects below it are objects of the schema; else null.
  NamedRelation* FindModelled(Oid oid);
  // The names of a relation's columns by attnum (pg_constraint.conkey and the like).
  absl::StatusOr<std::vector<std::string>> ColumnNames(Oid relation, const std::vector<int64_t>& attnums) const;
};

}  // namespace introspect
