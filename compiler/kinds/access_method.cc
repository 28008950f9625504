#include "compiler/kinds/access_method.h"

#include "compiler/kinds/define.h"
#include "compiler/raw_names.h"

namespace compiler {

absl::Status CreateAccessMethod(Context& context, const CreateAmStmt& statement) {
  schema::ObjectKey key = schema::MakeKey(schema::Kind::kAccessMethod, {statement.amname});
  RETURN_IF_ERROR(CheckNew(context, key));
  schema::AccessMethod method;
  method.for_tables = statement.amtype == 't';
  const std::vector<schema::TypeRef> internal = {schema::BuiltinType("internal")};
  ASSIGN_OR_RETURN(method.handler, FindRoutine(context, Strings(statement.handler_name), internal));
  context.workspace().Add(std::move(key), std::move(method), context.span());
  return absl::OkStatus();
}

}  // namespace compiler
