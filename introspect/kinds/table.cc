#include "absl/strings/str_cat.h"
#include "introspect/kinds.h"

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

schema::Object MakeUnmodelled(const Row& row) {
  absl::string_view what = row.Text("unmodelled_as");
  schema::ObjectKey key = schema::MakeKey(schema::Kind::kUnmodelled, {row.Text("schema"), absl::StrCat(what, " ", row.Text("name"))});
  schema::Object object = MakeObject<schema::Unmodelled>(std::move(key), row);
  object.As<schema::Unmodelled>().what = std::string(what);
  return object;
}

schema::Object MakeTable(const Row& row) {
  schema::Object object = MakeOwnedObject<schema::Table>(row);
  auto& table = object.As<schema::Table>();
  table.unlogged = row.Letter("persistence") == 'u';
  table.access_method = row.String("access_method");
  table.tablespace = row.OptionalString("tablespace");
  std::vector<std::string> options = row.Strings("options");
  for (const std::string& option : row.Strings("toast_options")) options.push_back(absl::StrCat("toast.", option));
  table.options = ReadOptions(options);
  table.row_security = row.Bool("row_security");
  table.force_row_security = row.Bool("force_row_security");
  table.replica_identity = ReplicaIdentityOf(row.Letter("replica_identity"));
  // The flag of the index outlives a later REPLICA IDENTITY FULL only by mistake of the catalogs; the table's letter decides.
  if (table.replica_identity == schema::ReplicaIdentity::kIndex) table.replica_identity_index = row.OptionalString("replica_identity_index");
  table.cluster_index = row.OptionalString("cluster_index");
  return object;
}

}  // namespace

// Foreign keys and sequences may refer to relations that are not modelled too, and to those of extensions.
absl::Status ReadTable(const Row& row, Reading& reading) {
  bool modelled = row.IsNull("unmodelled_as");
  schema::Object object = modelled ? MakeTable(row) : MakeUnmodelled(row);
  bool own = !row.Bool("of_extension");
  reading.oids.relations.emplace(row.OidOf("oid"), NamedRelation{.key = object.key, .modelled = modelled && own});
  if (own) reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
