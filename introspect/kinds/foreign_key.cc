#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {
namespace {

// pg_constraint.confupdtype and confdeltype (parsenodes.h, FKCONSTR_ACTION_*).
schema::ForeignKeyAction ActionOf(char letter) {
  switch (letter) {
    case 'r': return schema::ForeignKeyAction::kRestrict;
    case 'c': return schema::ForeignKeyAction::kCascade;
    case 'n': return schema::ForeignKeyAction::kSetNull;
    case 'd': return schema::ForeignKeyAction::kSetDefault;
    default: return schema::ForeignKeyAction::kNoAction;
  }
}

}  // namespace

absl::Status ReadForeignKey(const Row& row, Reading& reading) {
  std::optional<schema::Object> object = MakePart<schema::ForeignKey>(row, reading);
  if (!object.has_value()) return absl::OkStatus();
  auto& key = object->As<schema::ForeignKey>();
  Oid relation = row.OidOf("relation");
  Oid referenced = row.OidOf("referenced_relation");
  ASSIGN_OR_RETURN(key.columns, reading.oids.ColumnNames(relation, row.Integers("keys")));
  ASSIGN_OR_RETURN(key.referenced_columns, reading.oids.ColumnNames(referenced, row.Integers("referenced_keys")));
  key.referenced_table = reading.oids.relations.at(referenced).key;
  key.match_full = row.Letter("match") == 'f';
  key.on_update = ActionOf(row.Letter("on_update"));
  key.on_delete = ActionOf(row.Letter("on_delete"));
  ASSIGN_OR_RETURN(key.on_delete_columns, reading.oids.ColumnNames(relation, row.Integers("on_delete_keys")));
  key.deferral = ReadDeferral(row);
  key.valid = row.Bool("valid");
  key.enforced = row.Bool("enforced");
  key.period = row.Bool("period");
  reading.builder.Add(*std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
