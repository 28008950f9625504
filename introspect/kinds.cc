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
