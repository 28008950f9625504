// CREATE PUBLICATION.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/expr.h"
#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/kinds/table.h"
#include "schema/object_key.h"

namespace schema {

struct PublishedTable {
  ObjectKey table;
  std::vector<std::string> columns;  // empty: all; sorted
  std::optional<Expr> where;
  static constexpr auto kFields = std::tuple{Field{"table", &PublishedTable::table}, Field{"columns", &PublishedTable::columns},
                                             Field{"where", &PublishedTable::where}};
  bool operator==(const PublishedTable&) const = default;
};
static_assert(kAllFieldsListed<PublishedTable>);

struct Publication {
  static constexpr Kind kKind = Kind::kPublication;
  bool all_tables = false;
  std::vector<PublishedTable> tables;  // sorted
  std::vector<std::string> schemas;  // sorted
  std::vector<Option> options;  // publish, publish_via_partition_root, publish_generated_columns: what differs from the default
  static constexpr auto kFields = std::tuple{Field{"all_tables", &Publication::all_tables}, Field{"tables", &Publication::tables},
                                             Field{"schemas", &Publication::schemas}, Field{"options", &Publication::options}};
};
static_assert(kAllFieldsListed<Publication>);

}  // namespace schema
