// A column of a table, or an attribute of a composite type (then only type and collation are ever set).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/expr.h"
#include "schema/fields.h"
#include "schema/grant.h"
#include "schema/kind.h"
#include "schema/kinds/sequence.h"
#include "schema/object_key.h"
#include "schema/option.h"
#include "schema/rare.h"
#include "schema/type_ref.h"

namespace schema {

// NOT NULL. From PostgreSQL 18 on it is a named constraint (pg_constraint.contype 'n'); before, name is absent and the other fields default.
struct NotNull {
  std::optional<std::string> name;
  bool no_inherit = false;
  bool valid = true;
  Rare<std::string> comment;
  static constexpr auto kFields = std::tuple{Field{"name", &NotNull::name}, Field{"no_inherit", &NotNull::no_inherit}, Field{"valid", &NotNull::valid},
                                             Field{"comment", &NotNull::comment}};
  bool operator==(const NotNull&) const = default;
};
static_assert(kAllFieldsListed<NotNull>);

// GENERATED ALWAYS AS (value) STORED, or VIRTUAL (18).
struct Generated {
  Expr value;
  bool stored = true;
  static constexpr auto kFields = std::tuple{Field{"value", &Generated::value}, Field{"stored", &Generated::stored}};
  bool operator==(const Generated&) const = default;
};
static_assert(kAllFieldsListed<Generated>);

// GENERATED ALWAYS | BY DEFAULT AS IDENTITY, with the sequence behind it.
struct Identity {
  bool always = true;
  ObjectKey sequence;
  SequenceOptions options;
  std::optional<std::string> comment;  // COMMENT ON SEQUENCE
  std::vector<Grant> grants;           // on the sequence
  static constexpr auto kFields = std::tuple{Field{"always", &Identity::always}, Field{"sequence", &Identity::sequence}, Field{"options", &Identity::options},
                                             Field{"comment", &Identity::comment}, Field{"grants", &Identity::grants}};
  bool operator==(const Identity&) const = default;
};
static_assert(kAllFieldsListed<Identity>);

enum class Storage : uint8_t { kTypeDefault, kPlain, kExternal, kExtended, kMain };
template <>
struct EnumNames<Storage> {
  static constexpr const char* kNames[] = {"default", "plain", "external", "extended", "main"};
};

// A table's column that comes from its parent (partition, INHERITS without a definition of its own) or from its composite type (OF) is an object only
// where it differs from the column there; then it is `inherited`, and whole. See schema/inheritance.h.
struct Column {
  static constexpr Kind kKind = Kind::kColumn;
  int position = 0;  // from 1, without gaps, in the order of definition
  TypeRef type;
  std::optional<NotNull> not_null;
  std::optional<Expr> default_value;
  Rare<Generated> generated;
  Rare<Identity> identity;
  Rare<CollationName> collation;  // absent: the type's own
  Storage storage = Storage::kTypeDefault;
  Rare<std::string> compression;  // "pglz", "lz4"; absent: default
  std::optional<int> statistics_target;
  std::vector<Option> options;  // n_distinct, n_distinct_inherited
  std::vector<Option> foreign_options;  // of a foreign table's column
  bool inherited = false;
  static constexpr auto kFields = std::tuple{Field{"position", &Column::position, Compare::kIgnored},
                                             Field{"type", &Column::type},
                                             Field{"not_null", &Column::not_null},
                                             Field{"default", &Column::default_value},
                                             Field{"generated", &Column::generated},
                                             Field{"identity", &Column::identity},
                                             Field{"collation", &Column::collation},
                                             Field{"storage", &Column::storage},
                                             Field{"compression", &Column::compression},
                                             Field{"statistics_target", &Column::statistics_target},
                                             Field{"options", &Column::options},
                                             Field{"foreign_options", &Column::foreign_options},
                                             Field{"inherited", &Column::inherited}};
};
static_assert(kAllFieldsListed<Column>);

}  // namespace schema
