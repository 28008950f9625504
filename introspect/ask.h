// Asks a server whether two expressions are the same to it: those that differ to us may be a gap of the resolver. The desired one is put into a temporary view, or
// into a temporary table like the real one, in a transaction that is rolled back, and what the server prints is compared with what it prints for the object that
// it has.
#pragma once

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "schema/object.h"

namespace introspect {

// Two states of one object: as the server has it, and as it is wanted.
struct Question {
  const schema::Object* before;
  const schema::Object* after;
};

struct Answers {
  int asked = 0;  // expressions put to the server
  int same = 0;
  // One for each question: `after` with those expressions of `before` that are the same to the server; nothing where none is.
  std::vector<std::optional<schema::Object>> objects;
};

// Whether the object has an expression that can be asked about, and that differs: the query of a view, a check, a default or generated column, what an index is on,
// a policy.
bool CanAsk(const Question& question);

// Errors: those of connecting; kFailedPrecondition where nothing can be written, not even temporarily (a standby, a read-only session).
absl::StatusOr<Answers> Ask(absl::string_view connection, const std::vector<Question>& questions);

}  // namespace introspect
