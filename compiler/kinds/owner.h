// ALTER … OWNER TO.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status AlterOwner(Context& context, const ::AlterOwnerStmt& statement);
// CURRENT_USER and SESSION_USER are nobody that the source could know: they leave the owner unstated.
void SetOwner(schema::Object& object, const ::RoleSpec& role);

}  // namespace compiler
