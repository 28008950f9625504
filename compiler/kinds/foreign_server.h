// Foreign-data wrappers, servers, user mappings.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreateForeignDataWrapper(Context& context, const ::CreateFdwStmt& statement);
absl::Status AlterForeignDataWrapper(Context& context, const ::AlterFdwStmt& statement);
absl::Status CreateServer(Context& context, const ::CreateForeignServerStmt& statement);
absl::Status AlterServer(Context& context, const ::AlterForeignServerStmt& statement);
absl::Status CreateUserMapping(Context& context, const ::CreateUserMappingStmt& statement);
absl::Status AlterUserMapping(Context& context, const ::AlterUserMappingStmt& statement);
absl::Status DropUserMapping(Context& context, const ::DropUserMappingStmt& statement);

// What goes with a wrapper or server (CASCADE), or prevents its going.
absl::Status DropForeign(Context& context, const schema::ObjectKey& key, ::DropBehavior behavior);
// Another name, also where others mention it.
void MoveForeign(Context& context, const schema::ObjectKey& from, absl::string_view new_name);

}  // namespace compiler
