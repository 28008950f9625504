// CREATE STATISTICS: extended statistics over columns and expressions of one table.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/expr.h"
#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/object_key.h"

namespace schema {

struct Statistics {
  static constexpr Kind kKind = Kind::kStatistics;
  ObjectKey table;
  bool ndistinct = true;  // with a single expression there are no kinds to choose from: all false
  bool dependencies = true;
  bool mcv = true;
  std::vector<std::string> columns;  // sorted: their order makes no difference
  std::vector<Expr> expressions;
  std::optional<int> target;  // absent: default
  static constexpr auto kFields = std::tuple{Field{"table", &Statistics::table}, Field{"ndistinct", &Statistics::ndistinct},
                                             Field{"dependencies", &Statistics::dependencies}, Field{"mcv", &Statistics::mcv},
                                             Field{"columns", &Statistics::columns}, Field{"expressions", &Statistics::expressions},
                                             Field{"target", &Statistics::target}};
};
static_assert(kAllFieldsListed<Statistics>);

}  // namespace schema
