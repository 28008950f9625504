#include "compiler/kinds/transform.h"

#include "compiler/kinds/define.h"
#include "compiler/lookup.h"
#include "schema/signature_key.h"

namespace compiler {

absl::Status CreateTransform(Context& context, const CreateTransformStmt& statement) {
  schema::Transform transform;
  ASSIGN_OR_RETURN(transform.type, ResolveType(context, *statement.type_name));
  transform.type.typmod = -1;
  transform.language = statement.lang;
  schema::ObjectKey key = schema::TransformKey(transform.type, transform.language);
  schema::Object* existing = context.builder().Find(key);
  if (!statement.replace) RETURN_IF_ERROR(CheckNew(context, key));
  if (statement.fromsql != nullptr) {
    ASSIGN_OR_RETURN(transform.from_sql, FindRoutine(context, *statement.fromsql));
  }
  if (statement.tosql != nullptr) {
    ASSIGN_OR_RETURN(transform.to_sql, FindRoutine(context, *statement.tosql));
  }
  if (existing != nullptr) existing->As<schema::Transform>() = std::move(transform);
  else context.workspace().Add(std::move(key), std::move(transform), context.span());
  return absl::OkStatus();
}

}  // namespace compiler
