#include "introspect/kinds.h"
#include "introspect/view_columns.h"
#include "schema/support/status.h"

namespace introspect {

absl::Status ReadView(const Row& row, Reading& reading) {
  schema::Object object = MakeOwnedObject<schema::View>(row);
  auto& view = object.As<schema::View>();
  ASSIGN_OR_RETURN(view.query, ReadExpr(row, "query"));
  view.options = ReadOptions(row.Strings("options"));
  ASSIGN_OR_RETURN(view.columns, ReadViewColumns(row, object.key, reading));
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
