// CREATE SEQUENCE, ALTER SEQUENCE, and the sequence options of identity columns.
#pragma once

#include <optional>

#include "compiler/context.h"

namespace compiler {

absl::Status CreateSequence(Context& context, const ::CreateSeqStmt& statement);
absl::Status AlterSequence(Context& context, const ::AlterSeqStmt& statement);

// What a list of sequence options says beside the options of the sequence itself.
struct SequenceExtras {
  const ::List* owned_by = nullptr;       // as written: table and column, or "none"
  const ::List* sequence_name = nullptr;  // of an identity column's sequence
  std::optional<bool> logged;
};

// Whether values that are not stated get their defaults or stay as they are.
enum class SequenceChange { kCreate, kAlter };
// Follows init_params (sequence.c): E0112 for values that are out of range or contradict each other.
absl::StatusOr<SequenceExtras> ApplySequenceOptions(Context& context, const ::List* list, SequenceChange change, schema::SequenceOptions& options);

// The options of a sequence of this type with nothing stated.
schema::SequenceOptions DefaultSequenceOptions(const schema::TypeRef& type);

}  // namespace compiler
