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
    {Kind::kView, "view.sql", &ReadView},
    {Kind::kMaterializedView, "materialized_view.sql", &ReadMaterializedView},
    {Kind::kSequence, "sequence.sql", &ReadSequence},
    {Kind::kKeyConstraint, "key_constraint.sql", &ReadKeyConstraint},
    {Kind::kForeignKey, "foreign_key.sql", &ReadForeignKey},
    {Kind::kCheck, "check.sql", &ReadCheck},
    {Kind::kExclusion, "exclusion.sql", &ReadExclusion},
    {Kind::kIndex, "index.sql", &ReadIndex},
    {Kind::kLanguage, "language.sql", &ReadLanguage},
    {Kind::kAccessMethod, "access_method.sql", &ReadAccessMethod},
    {Kind::kForeignDataWrapper, "foreign_data_wrapper.sql", &ReadForeignDataWrapper},
    {Kind::kForeignServer, "foreign_server.sql", &ReadForeignServer},
    {Kind::kUserMapping, "user_mapping.sql", &ReadUserMapping},
    {Kind::kCollation, "collation.sql", &ReadCollation},
    {Kind::kRangeType, "range_type.sql", &ReadRangeType},
    {Kind::kBaseType, "base_type.sql", &ReadBaseType},
    {Kind::kFunction, "function.sql", &ReadFunction},
    {Kind::kProcedure, "procedure.sql", &ReadProcedure},
    {Kind::kAggregate, "aggregate.sql", &ReadAggregate},
    {Kind::kCast, "cast.sql", &ReadCast},
    {Kind::kOperator, "operator.sql", &ReadOperator},
    {Kind::kOperatorClass, "operator_class.sql", &ReadOperatorClass},
    {Kind::kOperatorFamily, "operator_family.sql", &ReadOperatorFamily},
    {Kind::kConversion, "conversion.sql", &ReadConversion},
    {Kind::kTransform, "transform.sql", &ReadTransform},
    {Kind::kTextSearchParser, "text_search_parser.sql", &ReadTextSearchParser},
    {Kind::kTextSearchTemplate, "text_search_template.sql", &ReadTextSearchTemplate},
    {Kind::kTextSearchDictionary, "text_search_dictionary.sql", &ReadTextSearchDictionary},
    {Kind::kTextSearchConfiguration, "text_search_configuration.sql", &ReadTextSearchConfiguration},
    {Kind::kRule, "rule.sql", &ReadRule},
    {Kind::kTrigger, "trigger.sql", &ReadTrigger},
    {Kind::kPolicy, "policy.sql", &ReadPolicy},
    {Kind::kStatistics, "statistics.sql", &ReadStatistics},
    {Kind::kEventTrigger, "event_trigger.sql", &ReadEventTrigger},
    {Kind::kPublication, "publication.sql", &ReadPublication},
    {Kind::kSubscription, "subscription.sql", &ReadSubscription},
    {Kind::kDefaultPrivileges, "default_privileges.sql", &ReadDefaultPrivileges},
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
