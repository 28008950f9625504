#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {

absl::Status ReadRangeType(const Row& row, Reading& reading) {
  schema::Object object = MakeOwnedObject<schema::RangeType>(row);
  auto& range = object.As<schema::RangeType>();
  Oid subtype = row.OidOf("subtype"), opclass = row.OidOf("opclass"), collation = row.OidOf("collation");
  ASSIGN_OR_RETURN(range.subtype, reading.oids.Type(subtype, -1));
  auto by_default = reading.oids.default_opclasses.find({subtype, row.OidOf("btree")});
  if (by_default == reading.oids.default_opclasses.end() || by_default->second != opclass) {
    auto named = reading.oids.opclasses.find(opclass);
    if (named == reading.oids.opclasses.end()) return absl::AbortedError("an operator class was dropped while it was read");
    range.opclass = named->second.name;
  }
  if (collation != reading.oids.types.at(subtype).collation) {
    ASSIGN_OR_RETURN(range.collation, reading.oids.Collation(collation));
  }
  ASSIGN_OR_RETURN(range.canonical, reading.oids.OptionalRoutine(row.OidOf("canonical")));
  ASSIGN_OR_RETURN(range.subtype_diff, reading.oids.OptionalRoutine(row.OidOf("subtype_diff")));
  range.multirange_name = row.String("multirange_name");
  reading.oids.type_objects.emplace(row.OidOf("oid"), object.key);
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
