// The table of kinds: for each the query that lists its objects and the reader that turns one row into one object, in reading order.
#pragma once

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "introspect/reading.h"
#include "schema/kind.h"

namespace introspect {

struct KindReader {
  schema::Kind kind;
  const char* query;  // embedded file
  absl::Status (*read)(const Row& row, Reading& reading);
};

absl::Span<const KindReader> KindReaders();

// One per kind, each in kinds/<kind>.cc. They add at most one object and note in `reading.oids` what later readers refer to.
absl::Status ReadSchema(const Row& row, Reading& reading);
absl::Status ReadExtension(const Row& row, Reading& reading);
absl::Status ReadEnum(const Row& row, Reading& reading);
absl::Status ReadDomain(const Row& row, Reading& reading);
absl::Status ReadCompositeType(const Row& row, Reading& reading);
absl::Status ReadSequence(const Row& row, Reading& reading);
absl::Status ReadTable(const Row& row, Reading& reading);
absl::Status ReadColumn(const Row& row, Reading& reading);
absl::Status ReadKeyConstraint(const Row& row, Reading& reading);
absl::Status ReadForeignKey(const Row& row, Reading& reading);
absl::Status ReadCheck(const Row& row, Reading& reading);
absl::Status ReadExclusion(const Row& row, Reading& reading);
absl::Status ReadDomainConstraint(const Row& row, Reading& reading);
absl::Status ReadIndex(const Row& row, Reading& reading);
absl::Status ReadView(const Row& row, Reading& reading);
absl::Status ReadMaterializedView(const Row& row, Reading& reading);
absl::Status ReadFunction(const Row& row, Reading& reading);
absl::Status ReadProcedure(const Row& row, Reading& reading);
absl::Status ReadAggregate(const Row& row, Reading& reading);
absl::Status ReadRule(const Row& row, Reading& reading);
absl::Status ReadTrigger(const Row& row, Reading& reading);
absl::Status ReadPolicy(const Row& row, Reading& reading);
absl::Status ReadEventTrigger(const Row& row, Reading& reading);
absl::Status ReadLanguage(const Row& row, Reading& reading);
absl::Status ReadAccessMethod(const Row& row, Reading& reading);
absl::Status ReadCollation(const Row& row, Reading& reading);
absl::Status ReadRangeType(const Row& row, Reading& reading);
absl::Status ReadBaseType(const Row& row, Reading& reading);
absl::Status ReadCast(const Row& row, Reading& reading);
absl::Status ReadOperator(const Row& row, Reading& reading);
absl::Status ReadOperatorClass(const Row& row, Reading& reading);
absl::Status ReadOperatorFamily(const Row& row, Reading& reading);
absl::Status ReadConversion(const Row& row, Reading& reading);
absl::Status ReadTransform(const Row& row, Reading& reading);
absl::Status ReadTextSearchParser(const Row& row, Reading& reading);
absl::Status ReadTextSearchTemplate(const Row& row, Reading& reading);
absl::Status ReadTextSearchDictionary(const Row& row, Reading& reading);
absl::Status ReadTextSearchConfiguration(const Row& row, Reading& reading);
absl::Status ReadStatistics(const Row& row, Reading& reading);
absl::Status ReadPublication(const Row& row, Reading& reading);
absl::Status ReadSubscription(const Row& row, Reading& reading);
absl::Status ReadDefaultPrivileges(const Row& row, Reading& reading);
absl::Status ReadForeignDataWrapper(const Row& row, Reading& reading);
absl::Status ReadForeignServer(const Row& row, Reading& reading);
absl::Status ReadUserMapping(const Row& row, Reading& reading);
absl::Status ReadUnmodelled(const Row& row, Reading& reading);

}  // namespace introspect
