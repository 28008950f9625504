// Giving objects another name or schema, with everything that mentions them: keys in other objects, types of columns, names in expressions.
#pragma once

#include "compiler/context.h"

namespace compiler {

// Each REQUIRES that `to` is free; kinds of both keys are equal.
// A table: foreign keys to it, sequences of its columns (they follow into another schema), columns of its row type.
void MoveTable(Context& context, const schema::ObjectKey& from, const schema::ObjectKey& to);
// An enum, domain or composite type: columns and domains of it.
void MoveType(Context& context, const schema::ObjectKey& from, const schema::ObjectKey& to);
// The multirange type of a range type, which has no object of its own, gets another name.
void MoveMultirange(Context& context, const schema::ObjectKey& range, absl::string_view new_name);
void MoveSequence(Context& context, const schema::ObjectKey& from, const schema::ObjectKey& to);
// A function, procedure or aggregate: calls of it, triggers and aggregates that are made of it.
void MoveRoutine(Context& context, const schema::ObjectKey& from, const schema::ObjectKey& to);
// A collation, statistics, operator class, publication, …: what mentions it follows.
void MoveNamed(Context& context, const schema::ObjectKey& from, const schema::ObjectKey& to);
void MoveUnmodelled(Context& context, const schema::ObjectKey& from, const schema::ObjectKey& to);
// A schema with all that is in it.
void MoveSchema(Context& context, const schema::ObjectKey& from, const schema::ObjectKey& to);
// A column or attribute: constraints, indexes and expressions of its table, foreign keys to it, its sequence.
void MoveColumn(Context& context, const schema::ObjectKey& from, absl::string_view new_name);
// A constraint or index of a table: what the table says of the index.
void MovePart(Context& context, const schema::ObjectKey& from, absl::string_view new_name);

}  // namespace compiler
