// DROP, and DROP subcommands: what goes, what goes with it, and who may say so.
//
// A DROP acts on what stands before it in its file. What is created later in the file does not exist for it; what another file creates cannot be
// dropped (E0117), since the order of files means nothing; with IF EXISTS such a DROP does nothing.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status Drop(Context& context, const ::DropStmt& statement);

enum class IfMissing { kFail, kSkip };

// True when the object was defined behind this statement in the same file.
bool IsLaterInFile(Context& context, const schema::Object& object);
// True when the object is there and this statement may drop it; false when it counts as missing and that is accepted. Waits for a missing one:
// the statement that creates it may be waiting itself. `code` is that of the error.
absl::StatusOr<bool> FindForDrop(Context& context, const schema::ObjectKey& key, IfMissing if_missing, absl::string_view code);
// The same for an object that was found.
absl::StatusOr<bool> MayDrop(Context& context, const schema::Object& object, IfMissing if_missing);
// Drops an object with nothing that depends on it.
absl::Status DropChild(Context& context, const schema::ObjectKey& key, IfMissing if_missing, absl::string_view code);

// Drops a column and everything that goes with it: constraints and indexes that use it, sequences that it owns. With DROP_RESTRICT, E0116 when
// foreign keys of other tables or generated columns need it.
absl::Status DropColumn(Context& context, const schema::ObjectKey& key, ::DropBehavior behavior);
absl::Status DropTableConstraint(Context& context, const schema::ObjectKey& table, absl::string_view name, IfMissing if_missing, ::DropBehavior behavior);

}  // namespace compiler
