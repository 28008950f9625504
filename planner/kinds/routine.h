// What functions and procedures have in common in a plan: CREATE [OR REPLACE], DROP, and the defaults that hold on to them.
#pragma once

#include <string>
#include <vector>

#include "planner/definitions.h"
#include "planner/draft.h"

namespace planner {

// The CREATE statement of a function or procedure.
std::string CreateRoutineStatement(const schema::Object& routine, OrReplace or_replace);

// Of an aggregate: aggregate.cc.
std::string CreateAggregateStatement(const schema::Object& aggregate, OrReplace or_replace);
// "VARIADIC names text[] DEFAULT …".
std::string ArgumentText(const schema::Argument& argument);

// Whether the server takes `after` as CREATE OR REPLACE of `before` (ProcedureCreate, pg_proc.c): the same result and OUT columns, no input argument
// renamed, no default taken away.
bool ServerReplaces(const schema::Object& before, const schema::Object& after);
// For recipes: the change needs DROP and CREATE.
bool MustBeMadeAnew(const Change& change, const Expander& context);

void CreateRoutine(const Change& change, Expander& out);
void DropRoutine(const Change& change, Expander& out);
// Everything that is not equal, in one CREATE OR REPLACE.
void ReplaceRoutine(const Change& change, Expander& out);

}  // namespace planner
