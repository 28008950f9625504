// CREATE TABLE orders (…): what belongs to the table itself. Columns, constraints and indexes are objects of their own, below it.
// Partitioned tables, partitions, inheritance children, typed and foreign tables are not modelled yet (kUnmodelled).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/fields.h"
#include "schema/kind.h"

namespace schema {

// One storage or index parameter: fillfactor=70, toast.autovacuum_enabled=false. Lists are sorted by name.
struct Option {
  std::string name;
  std::string value;
  static constexpr auto kFields = std::tuple{Field{"name", &Option::name}, Field{"value", &Option::value}};
  bool operator==(const Option&) const = default;
};
static_assert(kAllFieldsListed<Option>);

enum class ReplicaIdentity : uint8_t { kDefault, kNothing, kFull, kIndex };
template <>
struct EnumNames<ReplicaIdentity> {
  static constexpr const char* kNames[] = {"default", "nothing", "full", "index"};
};

struct Table {
  static constexpr Kind kKind = Kind::kTable;
  bool unlogged = false;
  std::string access_method = "heap";
  std::optional<std::string> tablespace;
  std::vector<Option> options;
  bool row_security = false;
  bool force_row_security = false;
  ReplicaIdentity replica_identity = ReplicaIdentity::kDefault;
  std::optional<std::string> replica_identity_index;  // name of an index of this table, with kIndex
  std::optional<std::string> cluster_index;           // ALTER TABLE … CLUSTER ON
  static constexpr auto kFields = std::tuple{Field{"unlogged", &Table::unlogged},
                                             Field{"access_method", &Table::access_method},
                                             Field{"tablespace", &Table::tablespace},
                                             Field{"options", &Table::options},
                                             Field{"row_security", &Table::row_security},
                                             Field{"force_row_security", &Table::force_row_security},
                                             Field{"replica_identity", &Table::replica_identity},
                                             Field{"replica_identity_index", &Table::replica_identity_index},
                                             Field{"cluster_index", &Table::cluster_index}};
};
static_assert(kAllFieldsListed<Table>);

}  // namespace schema
