// One schema object: who it is (key), what every kind can have (common), what its kind has (body), and where it was written (span).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "schema/fields.h"
#include "schema/grant.h"
#include "schema/kinds/access_method.h"
#include "schema/kinds/aggregate.h"
#include "schema/kinds/base_type.h"
#include "schema/kinds/cast.h"
#include "schema/kinds/check.h"
#include "schema/kinds/collation.h"
#include "schema/kinds/column.h"
#include "schema/kinds/composite_type.h"
#include "schema/kinds/conversion.h"
#include "schema/kinds/default_privileges.h"
#include "schema/kinds/domain.h"
#include "schema/kinds/domain_constraint.h"
#include "schema/kinds/enum.h"
#include "schema/kinds/event_trigger.h"
#include "schema/kinds/exclusion.h"
#include "schema/kinds/extension.h"
#include "schema/kinds/foreign_key.h"
#include "schema/kinds/foreign_server.h"
#include "schema/kinds/function.h"
#include "schema/kinds/index.h"
#include "schema/kinds/key_constraint.h"
#include "schema/kinds/language.h"
#include "schema/kinds/materialized_view.h"
#include "schema/kinds/operator.h"
#include "schema/kinds/operator_family.h"
#include "schema/kinds/policy.h"
#include "schema/kinds/procedure.h"
#include "schema/kinds/publication.h"
#include "schema/kinds/range_type.h"
#include "schema/kinds/rule.h"
#include "schema/kinds/schema.h"
#include "schema/kinds/sequence.h"
#include "schema/kinds/statistics.h"
#include "schema/kinds/subscription.h"
#include "schema/kinds/table.h"
#include "schema/kinds/text_search.h"
#include "schema/kinds/transform.h"
#include "schema/kinds/trigger.h"
#include "schema/kinds/unmodelled.h"
#include "schema/kinds/view.h"
#include "schema/object_key.h"
#include "schema/rare.h"
#include "schema/security_label.h"
#include "schema/support/source.h"

namespace schema {

struct Common {
  std::optional<std::string> owner;  // absent: not stated, makes no difference
  std::optional<std::string> comment;
  std::vector<Grant> grants;  // sorted
  Rare<std::vector<SecurityLabel>> security_labels;  // sorted, never empty
  Rare<std::vector<std::string>> owner_lacks;         // privileges that were taken from the owner: sorted, never empty
  static constexpr auto kFields = std::tuple{Field{"owner", &Common::owner}, Field{"comment", &Common::comment}, Field{"grants", &Common::grants},
                                             Field{"security_labels", &Common::security_labels}, Field{"owner_lacks", &Common::owner_lacks}};
};
static_assert(kAllFieldsListed<Common>);

template <typename... T>
struct TypeList {};
using Bodies = TypeList<Schema, Extension, Language, AccessMethod, ForeignDataWrapper, ForeignServer, UserMapping, Collation, Enum, Domain,
                        CompositeType, RangeType, BaseType, Sequence, Table, Column, KeyConstraint, ForeignKey, Check, Exclusion, DomainConstraint,
                        Index, Function, Procedure, Aggregate, Cast, Operator, OperatorClass, OperatorFamily, Conversion, Transform,
                        TextSearchParser, TextSearchTemplate, TextSearchDictionary, TextSearchConfiguration, View, MaterializedView, Rule, Trigger,
                        Policy, Statistics, EventTrigger, Publication, Subscription, DefaultPrivileges, Unmodelled>;
template <typename List>
struct BodyTypes;
template <typename... T>
struct BodyTypes<TypeList<T...>> {
  using Tuple = std::tuple<T...>;
};
template <size_t I>
using BodyAt = std::tuple_element_t<I, BodyTypes<Bodies>::Tuple>;
static_assert(std::tuple_size_v<BodyTypes<Bodies>::Tuple> == kKindCount);
static_assert([]<size_t... I>(std::index_sequence<I...>) {
  return ((BodyAt<I>::kKind == static_cast<Kind>(I)) && ...);
}(std::make_index_sequence<kKindCount>{}), "the bodies stand in the order of Kind");

// The struct of an object's kind, on the heap: objects are moved about much more often than they are made, and most structs are a fraction of the largest.
// Copies deeply; one that was moved from can only be assigned to or destroyed.
class Body {
 public:
  Body() : Body(Schema{}) {}
  template <typename T>
    requires requires { T::kKind; }
  Body(T value) : value_(new T(std::move(value))), kind_(T::kKind) {}  // NOLINT(google-explicit-constructor): as std::variant
  Body(const Body& other);
  Body(Body&& other) noexcept : value_(std::exchange(other.value_, nullptr)), kind_(other.kind_) {}
  Body& operator=(Body other) noexcept {
    std::swap(value_, other.value_);
    std::swap(kind_, other.kind_);
    return *this;
  }
  ~Body() {
    if (value_ != nullptr) Destroy();
  }

  Kind kind() const { return kind_; }
  template <typename T>
  const T* If() const { return kind_ == T::kKind ? static_cast<const T*>(value_) : nullptr; }
  // REQUIRES: kind() == T::kKind.
  template <typename T>
  const T& Get() const { return *static_cast<const T*>(value_); }
  template <typename T>
  T& Get() { return *static_cast<T*>(value_); }
  template <typename T>
  T& emplace(T value = {}) {
    *this = Body(std::move(value));
    return Get<T>();
  }

 private:
  void Destroy();

  void* value_;  // owned: of the type that Bodies has for kind_
  Kind kind_;
};

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
  const T& As() const { return body.Get<T>(); }
  template <typename T>
  T& As() { return body.Get<T>(); }
};

// Which fields of two objects of one kind differ, as masks over the field lists of the body and of Common. An owner that `after` does not state differs from none.
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
