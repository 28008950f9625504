// ALTER TABLE, and what has its grammar: ALTER INDEX, ALTER SEQUENCE … OWNER TO, ALTER TYPE … ADD ATTRIBUTE, ALTER VIEW. One table from subcommand
// to handler; columns in alter_column.cc, constraints in alter_constraint.cc.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status AlterTable(Context& context, const ::AlterTableStmt& statement);
// CLUSTER t USING i notes the index, as ALTER TABLE … CLUSTER ON does (mark_index_clustered, cluster.c).
absl::Status Cluster(Context& context, const ::ClusterStmt& statement);

// One subcommand and the table or composite type that it is about.
struct AlterCommand {
  const ::AlterTableCmd& node;
  schema::ObjectKey table;
  bool missing_ok = false;  // of the statement or the subcommand
};

// Subcommands about columns and attributes.
absl::Status AlterAddColumn(Context& context, const AlterCommand& command);
absl::Status AlterDropColumn(Context& context, const AlterCommand& command);
absl::Status AlterColumnType(Context& context, const AlterCommand& command);
absl::Status AlterColumnDefault(Context& context, const AlterCommand& command);
absl::Status AlterSetNotNull(Context& context, const AlterCommand& command);
absl::Status AlterDropNotNull(Context& context, const AlterCommand& command);
absl::Status AlterSetExpression(Context& context, const AlterCommand& command);
absl::Status AlterDropExpression(Context& context, const AlterCommand& command);
absl::Status AlterSetStatistics(Context& context, const AlterCommand& command);
absl::Status AlterSetColumnOptions(Context& context, const AlterCommand& command);
absl::Status AlterResetColumnOptions(Context& context, const AlterCommand& command);
absl::Status AlterSetStorage(Context& context, const AlterCommand& command);
absl::Status AlterSetCompression(Context& context, const AlterCommand& command);
absl::Status AlterAddIdentity(Context& context, const AlterCommand& command);
absl::Status AlterSetIdentity(Context& context, const AlterCommand& command);
absl::Status AlterDropIdentity(Context& context, const AlterCommand& command);

// Subcommands about constraints.
absl::Status AlterAddConstraint(Context& context, const AlterCommand& command);
absl::Status AlterAlterConstraint(Context& context, const AlterCommand& command);
absl::Status AlterValidateConstraint(Context& context, const AlterCommand& command);
absl::Status AlterDropConstraint(Context& context, const AlterCommand& command);

}  // namespace compiler
