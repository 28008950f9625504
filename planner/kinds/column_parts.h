// The parts of a column's planning that have a file of their own: its type (column_type.cc) and its NOT NULL (column_not_null.cc).
#pragma once

#include <string>

#include "planner/draft.h"
#include "schema/object.h"

namespace planner {

// "ALTER TABLE public.orders ALTER COLUMN total <what>".
std::string AlterColumn(const schema::Object& column, absl::string_view what);

// A DEFAULT goes down to the children, those with one of their own included: the undo gives them theirs back.
void RestoreDefaultsBelow(const schema::Object& before, const Expander& context, Draft& draft);

// Whether the object's parent is a composite type, so that it is an attribute.
bool IsAttribute(const schema::ObjectKey& column, const Expander& context);

// Type, collation and default together, in one ALTER TABLE.
void ChangeType(const Change& change, Expander& out);
// True when the new type can only be had by dropping the column: a generated column's type cannot be changed where its expression changes too.
bool TypeNeedsReplacement(const Change& change, const Expander& context);

// Identity added, dropped or altered, with comment and privileges of its sequence.
void ChangeIdentity(const Change& change, Expander& out);
// Whether the column's new type has less room than its sequence may have taken, so that the sequence changes before the type.
bool IdentityGoesFirst(const schema::Identity& before, const schema::Identity& after);

// The column's NOT NULL as what a primary key uses: it cannot be dropped before the key. No object has this key.
schema::ObjectKey NotNullOf(const schema::ObjectKey& column);

// NOT NULL set, dropped, renamed, validated: by the strategy of the server's version.
void ChangeNotNull(const Change& change, Expander& out);

}  // namespace planner
