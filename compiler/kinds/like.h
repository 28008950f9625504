// LIKE in CREATE TABLE: the columns of another table, and as much else as INCLUDING says (transformTableLikeClause and expandTableLikeClause,
// parse_utilcmd.c).
#pragma once

#include <vector>

#include "compiler/context.h"

namespace compiler {

// A table, composite type, or what is not modelled.
absl::StatusOr<schema::ObjectKey> FindLikeSource(Context& context, const ::TableLikeClause& like);
bool LikesUnmodelled(Context& context, const ::CreateStmt& statement);
// The columns as those of `table`, with positions from `position` on.
std::vector<schema::Object> CopyColumns(Context& context, const schema::ObjectKey& table, const schema::ObjectKey& source, const ::TableLikeClause& like,
                                        int position);
absl::Status CopyChecks(Context& context, const schema::ObjectKey& table, const schema::ObjectKey& source, const ::TableLikeClause& like);
// Indexes, and the constraints that have one. They get names of their own.
absl::Status CopyIndexes(Context& context, const schema::ObjectKey& table, const schema::ObjectKey& source, const ::TableLikeClause& like);
// The name that the server gives to a copy of a key, exclusion or index on `table`.
std::string ChooseCopyName(Context& context, const schema::ObjectKey& table, const schema::Object& original);

}  // namespace compiler
