// CREATE TRIGGER and CREATE CONSTRAINT TRIGGER, and ALTER TABLE … ENABLE and DISABLE TRIGGER.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreateTrigger(Context& context, const ::CreateTrigStmt& statement);
// For one trigger by name, or all (ALL and USER: the schema knows no other triggers than the user's).
absl::Status EnableTrigger(Context& context, const schema::ObjectKey& relation, const ::AlterTableCmd& command);

// The trigger or policy of a relation; E0109 when there is none.
absl::StatusOr<schema::Object*> RequireOnRelation(Context& context, const schema::ObjectKey& relation, schema::Kind kind, absl::string_view name);
// The same by [schema,] relation, name; nullopt where the relation is not modelled.
absl::StatusOr<std::optional<schema::ObjectKey>> FindOnRelation(Context& context, const ::List* names, schema::Kind kind);

// Whether triggers and policies of a relation are objects.
bool HoldsTriggers(schema::Kind kind);

}  // namespace compiler
