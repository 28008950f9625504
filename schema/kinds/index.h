// CREATE [UNIQUE] INDEX … that is no part of a constraint. A child of its table, though its name shares the schema's relation name space.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/kinds/index_part.h"

namespace schema {

// ALTER INDEX … ALTER COLUMN n SET STATISTICS: of a key that is an expression.
struct KeyStatistics {
  int position = 0;  // from 1
  int target = 0;
  static constexpr auto kFields = std::tuple{Field{"position", &KeyStatistics::position}, Field{"target", &KeyStatistics::target}};
  bool operator==(const KeyStatistics&) const = default;
};
static_assert(kAllFieldsListed<KeyStatistics>);

struct Index {
  static constexpr Kind kKind = Kind::kIndex;
  bool unique = false;
  bool nulls_not_distinct = false;
  std::string method = "btree";
  std::vector<IndexPart> parts;
  std::vector<std::string> include;
  std::optional<Expr> predicate;  // WHERE
  std::vector<Option> options;
  std::optional<std::string> tablespace;
  std::vector<KeyStatistics> statistics;  // by position
  bool valid = true;  // false: what an interrupted CREATE INDEX CONCURRENTLY leaves behind; never so in source
  static constexpr auto kFields = std::tuple{Field{"unique", &Index::unique},
                                             Field{"nulls_not_distinct", &Index::nulls_not_distinct},
                                             Field{"method", &Index::method},
                                             Field{"parts", &Index::parts},
                                             Field{"include", &Index::include},
                                             Field{"predicate", &Index::predicate},
                                             Field{"options", &Index::options},
                                             Field{"tablespace", &Index::tablespace},
                                             Field{"statistics", &Index::statistics},
                                             Field{"valid", &Index::valid}};
};
static_assert(kAllFieldsListed<Index>);

}  // namespace schema
