// CREATE MATERIALIZED VIEW daily AS SELECT …. Its indexes are objects below it, as those of a table are.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/expr.h"
#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/kinds/table.h"
#include "schema/kinds/view_column.h"

namespace schema {

struct MaterializedView {
  static constexpr Kind kKind = Kind::kMaterializedView;
  Expr query;
  std::vector<ViewColumn> columns;
  bool column_list = false;  // the columns' names are stated apart from the query
  std::string access_method = "heap";
  std::optional<std::string> tablespace;
  std::vector<Option> options;
  std::optional<std::string> cluster_index;
  bool populated = true;  // WITH NO DATA: a state, no property of the schema
  static constexpr auto kFields = std::tuple{Field{"query", &MaterializedView::query}, Field{"columns", &MaterializedView::columns}, Field{"column_list", &MaterializedView::column_list, Compare::kIgnored},
                                             Field{"access_method", &MaterializedView::access_method}, Field{"tablespace", &MaterializedView::tablespace},
                                             Field{"options", &MaterializedView::options}, Field{"cluster_index", &MaterializedView::cluster_index},
                                             Field{"populated", &MaterializedView::populated, Compare::kIgnored}};
};
static_assert(kAllFieldsListed<MaterializedView>);

}  // namespace schema
