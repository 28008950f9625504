#include "compiler/kinds/cast.h"

#include "compiler/kinds/define.h"
#include "compiler/lookup.h"
#include "schema/signature_key.h"

namespace compiler {

absl::Status CreateCast(Context& context, const CreateCastStmt& statement) {
  schema::Cast cast;
  ASSIGN_OR_RETURN(cast.source, ResolveType(context, *statement.sourcetype));
  ASSIGN_OR_RETURN(cast.target, ResolveType(context, *statement.targettype));
  cast.source.typmod = cast.target.typmod = -1;
  schema::ObjectKey key = schema::CastKey(cast.source, cast.target);
  RETURN_IF_ERROR(CheckNew(context, key));
  if (statement.func != nullptr) {
    ASSIGN_OR_RETURN(cast.function, FindRoutine(context, *statement.func));
  } else {
    cast.method = statement.inout ? schema::CastMethod::kInOut : schema::CastMethod::kBinary;
  }
  cast.context = statement.context == COERCION_IMPLICIT     ? schema::CastContext::kImplicit
                 : statement.context == COERCION_ASSIGNMENT ? schema::CastContext::kAssignment
                                                            : schema::CastContext::kExplicit;
  context.workspace().Add(std::move(key), std::move(cast), context.span());
  return absl::OkStatus();
}

}  // namespace compiler
