// CREATE VIEW totals AS SELECT …. The query is one expression of kind kSelect; star columns are expanded in its tree.
#pragma once

#include <vector>

#include "schema/expr.h"
#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/kinds/table.h"
#include "schema/kinds/view_column.h"

namespace schema {

struct View {
  static constexpr Kind kKind = Kind::kView;
  Expr query;
  std::vector<ViewColumn> columns;
  bool column_list = false;  // the columns' names are stated apart from the query
  std::vector<Option> options;  // check_option, security_barrier, security_invoker
  static constexpr auto kFields = std::tuple{Field{"query", &View::query}, Field{"columns", &View::columns}, Field{"column_list", &View::column_list, Compare::kIgnored}, Field{"options", &View::options}};
};
static_assert(kAllFieldsListed<View>);

}  // namespace schema
