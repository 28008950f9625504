// GRANT and REVOKE on schemas, tables, columns, sequences and types.
#pragma once

#include "compiler/context.h"

namespace compiler {

// ALL is spelled out per kind of object and server version (MAINTAIN from 17 on). GRANT to CURRENT_USER changes nothing that the source could know.
absl::Status Grant(Context& context, const ::GrantStmt& statement);
// What the owner of an object holds is not listed (schema::Common::grants). Called at the end, when owners are known.
void RemoveOwnersGrants(schema::Object& object);
void RemoveOwnersGrants(absl::string_view owner, std::vector<schema::Grant>& grants);

}  // namespace compiler
