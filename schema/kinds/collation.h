// CREATE COLLATION.
#pragma once

#include <optional>
#include <string>

#include "schema/fields.h"
#include "schema/kind.h"

namespace schema {

enum class CollationProvider : uint8_t { kLibc, kIcu, kBuiltin };
template <>
struct EnumNames<CollationProvider> {
  static constexpr const char* kNames[] = {"libc", "icu", "builtin"};
};

struct Collation {
  static constexpr Kind kKind = Kind::kCollation;
  CollationProvider provider = CollationProvider::kLibc;
  std::optional<std::string> lc_collate;  // of libc
  std::optional<std::string> lc_ctype;
  std::optional<std::string> locale;  // of the others
  std::optional<std::string> rules;
  bool deterministic = true;
  static constexpr auto kFields = std::tuple{Field{"provider", &Collation::provider}, Field{"lc_collate", &Collation::lc_collate},
                                             Field{"lc_ctype", &Collation::lc_ctype}, Field{"locale", &Collation::locale}, Field{"rules", &Collation::rules},
                                             Field{"deterministic", &Collation::deterministic}};
};
static_assert(kAllFieldsListed<Collation>);

}  // namespace schema
