// What pg_inherits and pg_partitioned_table say of tables that are read already.
#pragma once

#include "introspect/reading.h"

namespace introspect {

// A row of inheritance.sql.
absl::Status ReadInheritance(const Row& row, Reading& reading);
// A row of attached_index.sql.
absl::Status ReadAttachedIndex(const Row& row, Reading& reading);
// A row of partition_key.sql.
absl::Status ReadPartitionKey(const Row& row, Reading& reading);

}  // namespace introspect
