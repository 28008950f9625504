// The names in the body of a function or procedure, found without parsing: bodies are in any language, and what they mention is only a wish for the
// order of steps, never a dependency that the server knows.
#pragma once

#include <string>

#include "absl/container/flat_hash_set.h"
#include "schema/object.h"

namespace planner {

// Words in lower case, quoted names and operators as they are; comments are left out. Empty for objects that have no body.
absl::flat_hash_set<std::string> BodyWords(const schema::Object& object);

// Whether words mention the object: its name, and for a column its table's too. False for kinds that bodies do not name.
bool Mention(const absl::flat_hash_set<std::string>& words, const schema::ObjectKey& key);
// The word by which bodies call the object; empty for kinds that they do not name.
absl::string_view WordFor(const schema::ObjectKey& key);

}  // namespace planner
