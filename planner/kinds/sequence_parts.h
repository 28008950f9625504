// What sequences and identity columns share: the way of a current value between other limits.
#pragma once

#include <string>

#include "schema/kinds/sequence.h"
#include "schema/object_key.h"

namespace planner {

// The current value must lie between the limits (init_params, sequence.c). One that has not reached the new lower limit yet (of a descending sequence: the
// upper one) goes on from there, which repeats no value: a statement to come before the limits change. Empty where none is needed, or none can help.
std::string MoveIntoLimit(const schema::ObjectKey& sequence, const schema::SequenceOptions& before, const schema::SequenceOptions& after);

// The same where no value lies between both pairs of limits, so that setval() cannot go there: " RESTART WITH 5", or empty.
std::string RestartAtLimit(const schema::SequenceOptions& before, const schema::SequenceOptions& after);

}  // namespace planner
