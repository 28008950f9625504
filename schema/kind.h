// The kinds of schema objects. The order is that of the alternatives of schema::Body (object.h) and of every table that has a row per kind.
#pragma once

#include <cstddef>
#include <cstdint>

namespace schema {

enum class Kind : uint8_t {
  kSchema,
  kExtension,
  kLanguage,
  kAccessMethod,
  kForeignDataWrapper,
  kForeignServer,     // CREATE SERVER
  kUserMapping,
  kCollation,
  kEnum,
  kDomain,
  kCompositeType,
  kRangeType,
  kBaseType,
  kSequence,
  kTable,
  kColumn,
  kKeyConstraint,     // PRIMARY KEY and UNIQUE
  kForeignKey,
  kCheck,             // of a table
  kExclusion,
  kDomainConstraint,  // CHECK of a domain
  kIndex,
  kFunction,
  kProcedure,
  kAggregate,
  kCast,
  kOperator,
  kOperatorClass,
  kOperatorFamily,
  kConversion,
  kTransform,
  kTextSearchParser,
  kTextSearchTemplate,
  kTextSearchDictionary,
  kTextSearchConfiguration,
  kView,
  kMaterializedView,
  kRule,
  kTrigger,
  kPolicy,
  kStatistics,
  kEventTrigger,
  kPublication,
  kSubscription,
  kDefaultPrivileges,
  kUnmodelled,        // carried and reported, not compared
};
inline constexpr size_t kKindCount = static_cast<size_t>(Kind::kUnmodelled) + 1;

}  // namespace schema
