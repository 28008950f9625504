#include "introspect/kinds.h"

#include <iterator>

namespace introspect {
namespace {

using schema::Kind;

// In reading order: what is referred to by OID comes before what refers to it.
constexpr KindReader kReaders[] = {
    {Kind::kSchema, "schema.sql", &ReadSchema},
    {Kind::kExtension, "extension.sql", &ReadExtension},
    {Kind::kEnum, "enum.sql", &ReadEnum},
    {Kind::kDomain, "domain.sql", &ReadDomain},
    {Kind::kDomainConstraint, "domain_constraint.sql", &ReadDomainConstraint},
    {Kind::kCompositeType, "composite_type.sql", &ReadCompositeType},
    {Kind::kTable, "table.sql", &ReadTable},
    {Kind::kColumn, "column.sql", &ReadColumn},
    {Kind::kSequence, "sequence.sql", &ReadSequence},
    {Kind::kKeyConstraint, "key_constraint.sql", &ReadKeyConstraint},
    {Kind::kForeignKey, "foreign_key.sql", &ReadForeignKey},
    {Kind::kCheck, "check.sql", &ReadCheck},
    {Kind::kExclusion, "exclusion.sql", &ReadExclusion},
    {Kind::kIndex, "index.sql", &ReadIndex},
    {Kind::kLanguage, nullptr, nullptr},
    {Kind::kAccessMethod, nullptr, nullptr},
    {Kind::kForeignDataWrapper, "foreign_data_wrapper.sql", &ReadForeignDataWrapper},
    {Kind::kForeignServer, "foreign_server.sql", &ReadForeignServer},
    {Kind::kUserMapping, "user_mapping.sql", &ReadUserMapping},
    {Kind::kCollation, nullptr, nullptr},
    {Kind::kRangeType, nullptr, nullptr},
    {Kind::kBaseType, nullptr, nullptr},
    {Kind::kFunction, nullptr, nullptr},
    {Kind::kProcedure, nullptr, nullptr},
    {Kind::kAggregate, nullptr, nullptr},
    {Kind::kCast, nullptr, nullptr},
    {Kind::kOperator, nullptr, nullptr},
    {Kind::kOperatorClass, nullptr, nullptr},
    {Kind::kOperatorFamily, nullptr, nullptr},
    {Kind::kConversion, nullptr, nullptr},
    {Kind::kTransform, nullptr, nullptr},
    {Kind::kTextSearchParser, nullptr, nullptr},
    {Kind::kTextSearchTemplate, nullptr, nullptr},
    {Kind::kTextSearchDictionary, nullptr, nullptr},
    {Kind::kTextSearchConfiguration, nullptr, nullptr},
    {Kind::kView, nullptr, nullptr},
    {Kind::kMaterializedView, nullptr, nullptr},
    {Kind::kRule, nullptr, nullptr},
    {Kind::kTrigger, nullptr, nullptr},
    {Kind::kPolicy, nullptr, nullptr},
    {Kind::kStatistics, nullptr, nullptr},
    {Kind::kEventTrigger, nullptr, nullptr},
    {Kind::kPublication, nullptr, nullptr},
    {Kind::kSubscription, nullptr, nullptr},
    {Kind::kDefaultPrivileges, nullptr, nullptr},
    {Kind::kUnmodelled, "unmodelled.sql", &ReadUnmodelled},
};
static_assert([] {
  for (size_t kind = 0; kind < schema::kKindCount; ++kind) {
    size_t rows = 0;
    for (const KindReader& row : kReaders) rows += row.kind == static_cast<Kind>(kind);
    if (rows != 1) return false;
  }
  return std::size(kReaders) == schema::kKindCount;
}(), "each kind has one row");

}  // namespace

absl::Span<const KindReader> KindReaders() { return kReaders; }

}  // namespace introspect
