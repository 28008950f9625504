// What a RENAME changes elsewhere: every mention of an object in others, when it gets a new key.
//
//   RenameMentions(object, {column public.orders.total}, {column public.orders.amount})
//   // an index on (total) becomes one on (amount); CHECK (total > 0) becomes CHECK (amount > 0), tree and text
//
// The object's own key is the caller's to change (DatabaseBuilder::Move).
#pragma once

#include "schema/object.h"

namespace schema {

// `before` and `after` are of one kind. Mentions of what is below `before` change too. Returns true when something in the object changed.
bool RenameMentions(Object& object, const ObjectKey& before, const ObjectKey& after);

}  // namespace schema
