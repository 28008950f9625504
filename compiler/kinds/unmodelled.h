// What the model does not describe yet: carried as schema::Unmodelled, reported once with its place (W0301), known by name to other statements.
#pragma once

#include <optional>

#include "compiler/context.h"

namespace compiler {

absl::Status CreateView(Context& context, const ::ViewStmt& statement);
absl::Status CreateTableAs(Context& context, const ::CreateTableAsStmt& statement);  // and materialized views
absl::Status CreateForeignTable(Context& context, const ::CreateForeignTableStmt& statement);
absl::Status CreateFunction(Context& context, const ::CreateFunctionStmt& statement);  // and procedures
absl::Status CreateAggregate(Context& context, const ::DefineStmt& statement);
absl::Status CreateTrigger(Context& context, const ::CreateTrigStmt& statement);
absl::Status CreatePolicy(Context& context, const ::CreatePolicyStmt& statement);
absl::Status CreateRule(Context& context, const ::RuleStmt& statement);
absl::Status CreateEventTrigger(Context& context, const ::CreateEventTrigStmt& statement);
absl::Status CreateForeignDataWrapper(Context& context, const ::CreateFdwStmt& statement);
absl::Status CreateServer(Context& context, const ::CreateForeignServerStmt& statement);
absl::Status CreateUserMapping(Context& context, const ::CreateUserMappingStmt& statement);
absl::Status DropUserMapping(Context& context, const ::DropUserMappingStmt& statement);

// A partitioned table, partition, inheritance child, typed or foreign table: its columns, constraints and indexes are part of it. The sequences
// of its serial columns are objects.
absl::Status CreateUnmodelledTable(Context& context, const ::CreateStmt& statement, absl::string_view what, absl::string_view schema);
// A key constraint of such a relation: its name is taken, its columns are known to foreign keys. `column` is that of a column constraint.
void TakeConstraintOfUnmodelled(Context& context, const schema::ObjectKey& relation, const ::Constraint& constraint, absl::string_view column);
// A table turns into one of these (ATTACH PARTITION, INHERIT, OF).
absl::Status BecomeUnmodelled(Context& context, const schema::ObjectKey& table, absl::string_view what);

// The object of a statement of this type that is not modelled: by ObjectType and the node that names it in DROP, COMMENT, RENAME, …. Nullopt when
// there is none, or when it is a builtin's or an extension's.
absl::StatusOr<std::optional<schema::ObjectKey>> FindUnmodelled(Context& context, ::ObjectType type, const ::Node* object);
// The last name of an unmodelled object's key with another name for the object: "function f(integer)" to "function g(integer)".
std::string RenamedUnmodelled(absl::string_view last_name, absl::string_view what, absl::string_view new_name);

}  // namespace compiler
