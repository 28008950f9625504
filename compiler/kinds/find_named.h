// Finding objects that have a name of their own and hang on no table: statistics, publications, operators, casts, …, by the ObjectType and node with
// which DROP, COMMENT, ALTER … RENAME and others name them.
#pragma once

#include <optional>

#include "compiler/context.h"

namespace compiler {

// Whether the objects of this type are among them.
bool IsNamed(::ObjectType type);
// Nullopt when there is none (yet).
absl::StatusOr<std::optional<schema::ObjectKey>> FindNamed(Context& context, ::ObjectType type, const ::Node* object);
// Waits for it; nullopt when it is PostgreSQL's own, or may be an extension's. Else E0109.
absl::StatusOr<std::optional<schema::ObjectKey>> RequireNamed(Context& context, ::ObjectType type, const ::Node* object);
// The key with another name: "b using gist" for "a using gist".
schema::ObjectKey RenamedKey(const schema::ObjectKey& key, absl::string_view new_name);

}  // namespace compiler
