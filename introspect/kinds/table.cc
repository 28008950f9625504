#include "absl/strings/str_cat.h"
#include "introspect/generic_options.h"
#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {
namespace {

// pg_class.relreplident (pg_class.h, REPLICA_IDENTITY_*).
schema::ReplicaIdentity ReplicaIdentityOf(char letter) {
  switch (letter) {
    case 'n': return schema::ReplicaIdentity::kNothing;
    case 'f': return schema::ReplicaIdentity::kFull;
    case 'i': return schema::ReplicaIdentity::kIndex;
    default: return schema::ReplicaIdentity::kDefault;
  }
}

absl::StatusOr<schema::Object> MakeTable(const Row& row, const Reading& reading) {
  schema::Object object = MakeOwnedObject<schema::Table>(row);
  auto& table = object.As<schema::Table>();
  table.unlogged = row.Letter("persistence") == 'u';
  if (!row.IsNull("access_method")) table.access_method = row.String("access_method");  // partitioned and foreign tables have none
  table.tablespace = row.OptionalString("tablespace");
  std::vector<std::string> options = row.Strings("options");
  for (const std::string& option : row.Strings("toast_options")) options.push_back(absl::StrCat("toast.", option));
  table.options = ReadOptions(options);
  table.row_security = row.Bool("row_security");
  table.force_row_security = row.Bool("force_row_security");
  // A foreign table shows 'n', and cannot have another.
  if (row.IsNull("foreign_server")) table.replica_identity = ReplicaIdentityOf(row.Letter("replica_identity"));
  // The flag of the index outlives a later REPLICA IDENTITY FULL only by mistake of the catalogs; the table's letter decides.
  if (table.replica_identity == schema::ReplicaIdentity::kIndex) table.replica_identity_index = row.OptionalString("replica_identity_index");
  if (row.OidOf("of_type") != 0) {
    ASSIGN_OR_RETURN(table.of_type, reading.oids.Type(row.OidOf("of_type"), -1));
  }
  if (!row.IsNull("foreign_server")) table.foreign_table = schema::ForeignTable{row.String("foreign_server"), ReadGenericOptions(row.Strings("foreign_options"))};
  table.cluster_index = row.OptionalString("cluster_index");
  return object;
}

}  // namespace

// Foreign keys and sequences may refer to relations of extensions too.
absl::Status ReadTable(const Row& row, Reading& reading) {
  ASSIGN_OR_RETURN(schema::Object object, MakeTable(row, reading));
  bool own = !row.Bool("of_extension");
  reading.oids.relations.emplace(row.OidOf("oid"), NamedRelation{.key = object.key, .modelled = own});
  if (own) reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
