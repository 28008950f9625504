#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {

absl::Status ReadSequence(const Row& row, Reading& reading) {
  schema::Object object = MakeOwnedObject<schema::Sequence>(row);
  auto& sequence = object.As<schema::Sequence>();
  ASSIGN_OR_RETURN(sequence.options, ReadSequenceOptions(row, reading));
  sequence.unlogged = row.Letter("persistence") == 'u';
  // A column of a relation that is not modelled has no object to be owned by; the compiler leaves it out as well.
  if (!row.IsNull("owning_relation") && reading.oids.relations.at(row.OidOf("owning_relation")).modelled) {
    Oid relation = row.OidOf("owning_relation");
    ASSIGN_OR_RETURN(std::vector<std::string> names, reading.oids.ColumnNames(relation, {row.Integer("owning_column")}));
    sequence.owned_by = reading.oids.relations.at(relation).key.Child(schema::Kind::kColumn, names[0]);
  }
  reading.oids.relations.emplace(row.OidOf("oid"), NamedRelation{.key = object.key, .modelled = true});
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
