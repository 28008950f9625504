// What the model does not describe yet: carried as schema::Unmodelled, reported once with its place (W0301), known by name to other statements.
#pragma once

#include <optional>

#include "compiler/context.h"

namespace compiler {

absl::Status CreateView(Context& context, const ::ViewStmt& statement);
absl::Status CreateTableAs(Context& context, const ::CreateTableAsStmt& statement);  // and materialized views
absl::Status CreateFunction(Context& context, const ::CreateFunctionStmt& statement);  // and procedures
absl::Status Define(Context& context, const ::DefineStmt& statement);                  // aggregates, operators, base types, collations, text search
absl::Status CreateRange(Context& context, const ::CreateRangeStmt& statement);
absl::Status CreateTrigger(Context& context, const ::CreateTrigStmt& statement);
absl::Status CreatePolicy(Context& context, const ::CreatePolicyStmt& statement);
absl::Status CreateRule(Context& context, const ::RuleStmt& statement);
absl::Status CreateStatistics(Context& context, const ::CreateStatsStmt& statement);
absl::Status CreateCast(Context& context, const ::CreateCastStmt& statement);
absl::Status CreateOperatorClass(Context& context, const ::CreateOpClassStmt& statement);
absl::Status CreateOperatorFamily(Context& context, const ::CreateOpFamilyStmt& statement);
absl::Status CreateConversion(Context& context, const ::CreateConversionStmt& statement);
absl::Status CreateTransform(Context& context, const ::CreateTransformStmt& statement);
absl::Status CreateLanguage(Context& context, const ::CreatePLangStmt& statement);
absl::Status CreateAccessMethod(Context& context, const ::CreateAmStmt& statement);
absl::Status CreateEventTrigger(Context& context, const ::CreateEventTrigStmt& statement);
absl::Status CreatePublication(Context& context, const ::CreatePublicationStmt& statement);
absl::Status CreateSubscription(Context& context, const ::CreateSubscriptionStmt& statement);
absl::Status AlterDefaultPrivileges(Context& context, const ::AlterDefaultPrivilegesStmt& statement);
absl::Status DropSubscription(Context& context, const ::DropSubscriptionStmt& statement);

// A table LIKE a view: its columns, constraints and indexes are part of it.
absl::Status CreateUnmodelledTable(Context& context, const ::CreateStmt& statement, absl::string_view what, absl::string_view schema);

// The object of a statement of this type that is not modelled: by ObjectType and the node that names it in DROP, COMMENT, RENAME, …. Nullopt when
// there is none, or when it is a builtin's or an extension's.
absl::StatusOr<std::optional<schema::ObjectKey>> FindUnmodelled(Context& context, ::ObjectType type, const ::Node* object);
// The last name of an unmodelled object's key with another name for the object: "function f(integer)" to "function g(integer)".
std::string RenamedUnmodelled(absl::string_view last_name, absl::string_view what, absl::string_view new_name);

}  // namespace compiler
