#include "introspect/kinds.h"
#include "introspect/view_columns.h"
#include "schema/support/status.h"

namespace introspect {

absl::Status ReadMaterializedView(const Row& row, Reading& reading) {
  schema::Object object = MakeOwnedObject<schema::MaterializedView>(row);
  auto& view = object.As<schema::MaterializedView>();
  ASSIGN_OR_RETURN(view.query, ReadExpr(row, "query"));
  view.options = ReadOptions(row.Strings("options"));
  view.access_method = row.String("access_method");
  view.tablespace = row.OptionalString("tablespace");
  view.populated = row.Bool("populated");
  view.cluster_index = row.OptionalString("cluster_index");
  ASSIGN_OR_RETURN(view.columns, ReadViewColumns(row, object.key, reading));
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
