// Creating and dropping objects that are one statement by themselves, and the words for functions and operators in their definitions.
#pragma once

#include <string>

#include "planner/draft.h"

namespace planner {

// CREATE … and its undo, DROP …; and the other way round.
Draft& CreatePlainly(Action action, const Change& change, Expander& out);
Draft& DropPlainly(Action action, const Change& change, Expander& out);

// "public.add" and "public.add(integer, integer)" of a function's key.
std::string RoutineName(const schema::ObjectKey& routine);
std::string RoutineWithTypes(const schema::ObjectKey& routine);
// "public.===" of an operator's key, "OPERATOR(public.===)", "public.===(integer, integer)".
std::string OperatorName(const schema::ObjectKey& op);
std::string OperatorOperand(const schema::ObjectKey& op);
std::string OperatorWithTypes(const schema::ObjectKey& op);
std::string NameOf(const schema::QualifiedName& name);
// ", NAME = public.add" where there is a function.
std::string RoutineElement(const char* name, const std::optional<schema::ObjectKey>& routine);

// No column is of the type (or collation): it can be made anew without touching a table.
bool HasNoColumns(const Change& change, const Expander& context);

}  // namespace planner
