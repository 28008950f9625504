// What is merely inherited is no object of the schema (schema/inheritance.h): the last thing done to a schema, from source and from a catalog alike.
#pragma once

#include "compiler/workspace.h"

namespace compiler {

// Columns that are inherited and differ from the parent's in nothing.
void PruneInheritedColumns(schema::DatabaseBuilder& builder);
// Those, and what Workspace::inherited() names: checks, keys, exclusions, indexes; and foreign keys of partitions that an ancestor has too.
// Says of indexes ON ONLY a partitioned table whether they are valid.
void PruneInherited(Workspace& workspace);

}  // namespace compiler
