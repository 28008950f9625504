// CREATE and ALTER PUBLICATION.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreatePublication(Context& context, const ::CreatePublicationStmt& statement);
absl::Status AlterPublication(Context& context, const ::AlterPublicationStmt& statement);

// A table that goes: no publication lists it any longer.
void RemovePublishedTable(Context& context, const schema::ObjectKey& table);

}  // namespace compiler
