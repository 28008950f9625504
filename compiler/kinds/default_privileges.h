// ALTER DEFAULT PRIVILEGES, and what it gives to objects made behind it.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status AlterDefaultPrivileges(Context& context, const ::AlterDefaultPrivilegesStmt& statement);

// Gives a new object the privileges that the server would give it at this place of the script (get_user_default_acl, aclchk.c): what the statements
// before it in the same file say for the role that runs the script. Does nothing where there are none.
void GiveDefaultPrivileges(const Workspace& workspace, schema::Object& object);
// The same for what is no object of its own: the sequence of an identity column.
void GiveDefaultPrivileges(const Workspace& workspace, const schema::ObjectKey& key, const schema::SourceSpan& place, std::vector<schema::Grant>& grants);

}  // namespace compiler
