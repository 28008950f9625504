// PRIMARY KEY and UNIQUE constraints, with the index behind them (same name, same table, no object of its own).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/kinds/table.h"

namespace schema {

// When a constraint is checked. kNot: NOT DEFERRABLE.
enum class Deferral : uint8_t { kNot, kInitiallyImmediate, kInitiallyDeferred };
template <>
struct EnumNames<Deferral> {
  static constexpr const char* kNames[] = {"not deferrable", "initially immediate", "initially deferred"};
};

struct KeyConstraint {
  static constexpr Kind kKind = Kind::kKeyConstraint;
  bool primary = false;
  std::vector<std::string> columns;
  std::vector<std::string> include;
  bool nulls_not_distinct = false;
  bool without_overlaps = false;  // 18: the last column is a range
  Deferral deferral = Deferral::kNot;
  std::vector<Option> options;  // of the index
  std::optional<std::string> tablespace;
  std::optional<std::string> index_comment;  // COMMENT ON INDEX; that on the constraint is Common::comment
  static constexpr auto kFields = std::tuple{Field{"primary", &KeyConstraint::primary},
                                             Field{"columns", &KeyConstraint::columns},
                                             Field{"include", &KeyConstraint::include},
                                             Field{"nulls_not_distinct", &KeyConstraint::nulls_not_distinct},
                                             Field{"without_overlaps", &KeyConstraint::without_overlaps},
                                             Field{"deferral", &KeyConstraint::deferral},
                                             Field{"options", &KeyConstraint::options},
                                             Field{"tablespace", &KeyConstraint::tablespace},
                                             Field{"index_comment", &KeyConstraint::index_comment}};
};
static_assert(kAllFieldsListed<KeyConstraint>);

}  // namespace schema
