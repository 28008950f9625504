// The kinds of schema objects. The order is that of the alternatives of schema::Body (object.h) and of every table that has a row per kind.
#pragma once

#include <cstddef>
#include <cstdint>

namespace schema {

enum class Kind : uint8_t {
  kSchema,
  kExtension,
  kEnum,
  kDomain,
  kCompositeType,
  kSequence,
  kTable,
  kColumn,
  kKeyConstraint,     // PRIMARY KEY and UNIQUE
  kForeignKey,
  kCheck,             // of a table
  kExclusion,
  kDomainConstraint,  // CHECK of a domain
  kIndex,
  kUnmodelled,        // carried and reported, not compared
};
inline constexpr size_t kKindCount = static_cast<size_t>(Kind::kUnmodelled) + 1;

}  // namespace schema
