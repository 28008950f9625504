// What enums, domains and composite types share: their name among the types of a schema, and the USAGE that PUBLIC has on every type.
#pragma once

#include "compiler/context.h"
#include "compiler/lookup.h"

namespace compiler {

// The key of a new type. E0102 when a type or relation of this name exists.
absl::StatusOr<schema::ObjectKey> NewTypeKey(Context& context, schema::Kind kind, const NewName& name);
// With the privilege that PostgreSQL grants to PUBLIC on new types (acldefault, acl.c).
schema::Common NewTypeCommon();

}  // namespace compiler
