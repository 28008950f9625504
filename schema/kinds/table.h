// CREATE TABLE orders (…): what belongs to the table itself. Columns, constraints and indexes are objects of their own, below it.
// Partitioned tables, partitions, inheritance children, typed and foreign tables are tables with a field that says so.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/kinds/partition.h"
#include "schema/object_key.h"
#include "schema/option.h"
#include "schema/rare.h"
#include "schema/type_ref.h"

namespace schema {

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
  Rare<PartitionKey> partition_by;
  Rare<PartitionOf> partition_of;
  std::vector<AttachedIndex> attached_indexes;  // of a partition, sorted by `of`
  std::vector<ObjectKey> inherits;  // in their order
  Rare<TypeRef> of_type;
  Rare<ForeignTable> foreign_table;
  static constexpr auto kFields = std::tuple{Field{"unlogged", &Table::unlogged},
                                             Field{"access_method", &Table::access_method},
                                             Field{"tablespace", &Table::tablespace},
                                             Field{"options", &Table::options},
                                             Field{"row_security", &Table::row_security},
                                             Field{"force_row_security", &Table::force_row_security},
                                             Field{"replica_identity", &Table::replica_identity},
                                             Field{"replica_identity_index", &Table::replica_identity_index},
                                             Field{"cluster_index", &Table::cluster_index},
                                             Field{"partition_by", &Table::partition_by},
                                             Field{"partition_of", &Table::partition_of},
                                             Field{"attached_indexes", &Table::attached_indexes},
                                             Field{"inherits", &Table::inherits},
                                             Field{"of_type", &Table::of_type},
                                             Field{"foreign_table", &Table::foreign_table}};
};
static_assert(kAllFieldsListed<Table>);

}  // namespace schema
