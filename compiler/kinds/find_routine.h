// Functions, procedures and aggregates by the names and types with which statements call them (LookupFuncWithArgs, parse_func.c).
#pragma once

#include <optional>
#include <vector>

#include "compiler/context.h"

namespace compiler {

bool IsRoutineType(::ObjectType type);

// The routine of the schema that DROP, COMMENT, ALTER … mean; nullopt when there is none. Waits only for types that are not known.
absl::StatusOr<std::optional<schema::ObjectKey>> FindRoutine(Context& context, ::ObjectType type, const ::ObjectWithArgs& object);
// The same for what must be there: waits for it, and E0110 at the end. Nullopt for what may be an extension's or PostgreSQL's own.
absl::StatusOr<std::optional<schema::ObjectKey>> FindRoutineToAlter(Context& context, ::ObjectType type, const ::ObjectWithArgs& object);

// The function of exactly these argument types that another object is made of (a trigger's, an aggregate's), PostgreSQL's and extensions' own
// included. Waits for it, and E0110 at the end.
absl::StatusOr<schema::ObjectKey> RequireFunction(Context& context, const ::List* names, const std::vector<schema::TypeRef>& types);

// The same by the rules of a call with arguments of these types (lookup_agg_function, pg_aggregate.c).
absl::StatusOr<schema::ObjectKey> RequireCallable(Context& context, const ::List* names, const std::vector<schema::TypeRef>& types);

}  // namespace compiler
