// CREATE EXTENSION, ALTER EXTENSION. plpgsql is there from the start in every database and is no object.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreateExtension(Context& context, const ::CreateExtensionStmt& statement);
// UPDATE TO.
absl::Status AlterExtension(Context& context, const ::AlterExtensionStmt& statement);
// ADD and DROP of members: not modelled, reported.
absl::Status AlterExtensionContents(Context& context, const ::AlterExtensionContentsStmt& statement);
// E0109 when it is not declared; null for plpgsql.
absl::StatusOr<schema::Object*> FindExtension(Context& context, absl::string_view name);

}  // namespace compiler
