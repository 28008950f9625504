// What makes a table a partitioned one, and what makes it a partition of another.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/expr.h"
#include "schema/fields.h"
#include "schema/kinds/index_part.h"
#include "schema/object_key.h"

namespace schema {

enum class PartitionStrategy : uint8_t { kRange, kList, kHash };
template <>
struct EnumNames<PartitionStrategy> {
  static constexpr const char* kNames[] = {"RANGE", "LIST", "HASH"};
};

// PARTITION BY RANGE (created_at).
struct PartitionKey {
  PartitionStrategy strategy = PartitionStrategy::kRange;
  std::vector<IndexPart> parts;  // column or expression, operator class, collation
  static constexpr auto kFields = std::tuple{Field{"strategy", &PartitionKey::strategy}, Field{"parts", &PartitionKey::parts}};
  bool operator==(const PartitionKey&) const = default;
};
static_assert(kAllFieldsListed<PartitionKey>);

// One value of FROM (…) TO (…): MINVALUE, MAXVALUE, or a constant of the key's type.
struct BoundValue {
  std::optional<Expr> value;
  bool is_max = false;  // without a value: MAXVALUE, else MINVALUE
  static constexpr auto kFields = std::tuple{Field{"value", &BoundValue::value}, Field{"is_max", &BoundValue::is_max}};
  bool operator==(const BoundValue&) const = default;
};
static_assert(kAllFieldsListed<BoundValue>);

// PARTITION OF parent FOR VALUES …, or DEFAULT.
struct PartitionOf {
  ObjectKey parent;
  bool is_default = false;
  std::vector<Expr> in;  // of a list, in the order of the text of the values
  std::vector<BoundValue> from, to;
  int modulus = 0;
  int remainder = 0;
  static constexpr auto kFields = std::tuple{Field{"parent", &PartitionOf::parent}, Field{"is_default", &PartitionOf::is_default}, Field{"in", &PartitionOf::in},
                                             Field{"from", &PartitionOf::from},     Field{"to", &PartitionOf::to},                 Field{"modulus", &PartitionOf::modulus},
                                             Field{"remainder", &PartitionOf::remainder}};
  bool operator==(const PartitionOf&) const = default;
};
static_assert(kAllFieldsListed<PartitionOf>);

// An index of a partition that belongs to one of the parent's (pg_inherits), alone or behind a key or exclusion constraint: no object of the partition, but
// it has a name.
struct AttachedIndex {
  std::string of;    // the index or constraint of the parent
  std::string name;  // in the schema of the partition
  static constexpr auto kFields = std::tuple{Field{"of", &AttachedIndex::of}, Field{"name", &AttachedIndex::name}};
  bool operator==(const AttachedIndex&) const = default;
};
static_assert(kAllFieldsListed<AttachedIndex>);

// CREATE FOREIGN TABLE … SERVER name OPTIONS (…).
struct ForeignTable {
  std::string server;
  std::vector<Option> options;
  static constexpr auto kFields = std::tuple{Field{"server", &ForeignTable::server}, Field{"options", &ForeignTable::options}};
  bool operator==(const ForeignTable&) const = default;
};
static_assert(kAllFieldsListed<ForeignTable>);

}  // namespace schema
