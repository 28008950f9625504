// The columns of a view or materialized view, from the arrays of view.sql and materialized_view.sql.
#pragma once

#include <vector>

#include "introspect/reading.h"
#include "schema/kinds/view_column.h"

namespace introspect {

// Also notes the relation and its columns for what refers to them by OID and attnum.
absl::StatusOr<std::vector<schema::ViewColumn>> ReadViewColumns(const Row& row, const schema::ObjectKey& view, Reading& reading);

}  // namespace introspect
