// CREATE VIEW, CREATE MATERIALIZED VIEW and what ALTER does to them. Their columns are known only once the query is resolved (finish.cc): what the
// script says of a column before that is noted and put to the columns then.
#pragma once

#include <vector>

#include "compiler/context.h"

namespace compiler {

absl::Status CreateView(Context& context, const ::ViewStmt& statement);
// CREATE MATERIALIZED VIEW; `statement.objtype` is OBJECT_MATVIEW.
absl::Status CreateMaterializedView(Context& context, const ::CreateTableAsStmt& statement);
// One command of ALTER VIEW, ALTER MATERIALIZED VIEW, or of ALTER TABLE on one of these.
absl::Status AlterView(Context& context, const schema::ObjectKey& view, const ::AlterTableCmd& command);
inline bool IsView(schema::Kind kind) { return kind == schema::Kind::kView || kind == schema::Kind::kMaterializedView; }

// What is said of a column of the view, by name: its comment, grants and default. Good until the next call.
schema::ViewColumn& NoteOfViewColumn(Context& context, const schema::ObjectKey& view, absl::string_view column);

// Gives a view its columns: `resolved` are those of its query (empty when that could not be resolved), under the names of the view's column list,
// with the notes. E0107 for a note on a column that is not there.
void SettleViewColumns(Workspace& workspace, schema::Object& view, std::vector<schema::ViewColumn> resolved);

}  // namespace compiler
