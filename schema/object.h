// One schema object: who it is (key), what every kind can have (common), what its kind has (body), and where it was written (span).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/types/span.h"
#include "schema/fields.h"
#include "schema/kinds/check.h"
#include "schema/kinds/column.h"
#include "schema/kinds/composite_type.h"
#include "schema/kinds/domain.h"
#include "schema/kinds/domain_constraint.h"
#include "schema/kinds/enum.h"
#include "schema/kinds/exclusion.h"
#include "schema/kinds/extension.h"
#include "schema/kinds/foreign_key.h"
#include "schema/kinds/index.h"
#include "schema/kinds/key_constraint.h"
#include "schema/kinds/schema.h"
#include "schema/kinds/sequence.h"
#include "schema/kinds/table.h"
#include "schema/kinds/unmodelled.h"
#include "schema/object_key.h"
#include "schema/support/source.h"

namespace schema {

// One privilege of one role on one object: (app_reader, SELECT). The owner's own privileges, which every owner has, are not listed.
// What PostgreSQL grants to PUBLIC by itself (USAGE on types, EXECUTE on functions) is listed, so that a REVOKE of it is a difference.
struct Grant {
  std::string grantee;  // empty: PUBLIC
  std::string privilege;
  bool grantable = false;
  static constexpr auto kFields =
      std::tuple{Field{"grantee", &Grant::grantee}, Field{"privilege", &Grant::privilege}, Field{"grantable", &Grant::grantable}};
  friend auto operator<=>(const Grant&, const Grant&) = default;
};
static_assert(kAllFieldsListed<Grant>);

struct Common {
  std::optional<std::string> owner;  // absent: not stated, makes no difference
  std::optional<std::string> comment;
  std::vector<Grant> grants;  // sorted
  static constexpr auto kFields = std::tuple{Field{"owner", &Common::owner}, Field{"comment", &Common::comment}, Field{"grants", &Common::grants}};
};
static_assert(kAllFieldsListed<Common>);

using Body = std::variant<Schema, Extension, Enum, Domain, CompositeType, Sequence, Table, Column, KeyConstraint, ForeignKey, Check, Exclusion, DomainConstraint,
                          Index, Unmodelled>;
static_assert(std::variant_size_v<Body> == kKindCount);
static_assert([]<size_t... I>(std::index_sequence<I...>) {
  return ((std::variant_alternative_t<I, Body>::kKind == static_cast<Kind>(I)) && ...);
}(std::make_index_sequence<kKindCount>{}), "the alternatives of Body stand in the order of Kind");

// What the author says about an object in a `-- lockstep:` comment. Never compared.
struct Hints {
  std::optional<std::string> renamed_from;  // the object's last name as it was
  std::optional<std::string> backfill;      // SQL expression for the rows that exist
  std::optional<std::string> using_expression;
};

struct Object {
  ObjectKey key;
  Common common;
  Body body;
  SourceSpan span;
  std::shared_ptr<const Hints> hints;  // null: none
  uint64_t fingerprint = 0;            // of key.kind, common and body; set by DatabaseBuilder::Freeze

  template <typename T>
  const T& As() const { return std::get<T>(body); }
  template <typename T>
  T& As() { return std::get<T>(body); }
};

// Which fields of two objects of one kind differ, as masks over the field lists of the body and of Common. A missing owner differs from nothing.
struct ObjectDifference {
  FieldMask body = 0;
  FieldMask common = 0;
  bool empty() const { return body == 0 && common == 0; }
};
ObjectDifference Compare(const Object& before, const Object& after);
// The names of the fields in the masks, body first: {"type", "not_null", "comment"}.
std::vector<std::string> FieldNames(Kind kind, const ObjectDifference& difference);

uint64_t Fingerprint(const Object& object);

// Every object that this one mentions: types, columns, tables, sequences, collations, what its expressions use; not its parent. A type is
// mentioned under each kind that a type of this name could have, so look the keys up and ignore the missing ones.
std::vector<ObjectKey> References(const Object& object);
// Calls edit for every expression of the object.
void ForEachExpr(Object& object, const std::function<void(Expr&)>& edit);
void ForEachExpr(const Object& object, const std::function<void(const Expr&)>& visit);

// The object in one or more lines for tests, `diff` and `explain`: each field that is not at its default, "  type: bigint".
struct FieldText {
  std::string name;
  std::string text;
};
std::vector<FieldText> FieldTexts(const Object& object);

enum class NameSpace : uint8_t { kNone, kSchema, kExtension, kRelation, kType, kConstraint, kColumn, kOther };

struct KindInfo {
  Kind kind;
  const char* name;         // "foreign key"
  const char* sql_keyword;  // as in COMMENT ON, ALTER … OWNER TO: "TABLE"
  NameSpace name_space;     // names in one name space of one parent (or schema) exclude each other
  bool top_level;           // its parent is a schema or nothing; else a table, domain or composite type
};
const KindInfo& Info(Kind kind);
inline const char* KindName(Kind kind) { return Info(kind).name; }

}  // namespace schema
