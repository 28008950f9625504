#include "compiler/kinds/composite_type.h"

#include "compiler/kinds/column.h"
#include "compiler/kinds/type_common.h"

namespace compiler {

using schema::Kind;

absl::Status CreateCompositeType(Context& context, const CompositeTypeStmt& statement) {
  const RangeVar& name = *statement.typevar;
  ASSIGN_OR_RETURN(std::string schema, CreationSchema(context, name.schemaname, name.location));
  ASSIGN_OR_RETURN(schema::ObjectKey key, NewTypeKey(context, Kind::kCompositeType, {schema, name.relname}));
  std::vector<ColumnDraft> attributes;
  for (int i = 0; i < list_length(statement.coldeflist); ++i) {
    ASSIGN_OR_RETURN(ColumnDraft draft, DraftColumn(context, key, As<ColumnDef>(*NodeAt(statement.coldeflist, i)), i + 1));
    for (const ColumnDraft& other : attributes) {
      if (other.object->key == draft.object->key) {
        return schema::ErrorAt(draft.object->span, "E0102", "column \"", draft.object->key.name(), "\" specified more than once");
      }
    }
    attributes.push_back(std::move(draft));
  }
  context.workspace().Add({key, NewTypeCommon(), schema::CompositeType{}, context.span(), nullptr, 0});
  for (ColumnDraft& draft : attributes) context.workspace().Add(std::move(draft.object));
  return absl::OkStatus();
}

}  // namespace compiler
