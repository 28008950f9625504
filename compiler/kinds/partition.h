// PARTITION BY, FOR VALUES, ATTACH and DETACH PARTITION.
#pragma once

#include "compiler/context.h"
#include "compiler/kinds/alter_table.h"

namespace compiler {

// PARTITION BY of a table whose columns are there already.
absl::StatusOr<schema::PartitionKey> ReadPartitionKey(Context& context, const schema::ObjectKey& table, const ::PartitionSpec& spec);
absl::StatusOr<schema::PartitionOf> ReadBound(Context& context, const schema::ObjectKey& parent, const ::PartitionBoundSpec& bound);

absl::Status AttachPartition(Context& context, const AlterCommand& command);
absl::Status DetachPartition(Context& context, const AlterCommand& command);
// INHERIT, NO INHERIT, OF, NOT OF.
absl::Status AddInherit(Context& context, const AlterCommand& command);
absl::Status DropInherit(Context& context, const AlterCommand& command);
absl::Status AddOf(Context& context, const AlterCommand& command);
absl::Status DropOf(Context& context, const AlterCommand& command);

}  // namespace compiler
