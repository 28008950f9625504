// Keys of functions, procedures and aggregates: {schema, "add(integer, public.mood[])"}, the types of the input arguments in format_type's words.
// Here is the one place that puts such a name together and takes it apart again.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "schema/kinds/routine.h"
#include "schema/object_key.h"
#include "schema/type_ref.h"

namespace schema {

bool IsRoutine(Kind kind);
// Whether a call or a DROP says the argument: IN, INOUT and VARIADIC.
inline bool IsInput(const Argument& argument) { return argument.mode != ArgumentMode::kOut && argument.mode != ArgumentMode::kTable; }

// "(integer, text)": without type modifiers, which functions do not keep.
std::string SignatureOf(const std::vector<TypeRef>& types);
std::vector<TypeRef> InputTypes(const std::vector<Argument>& arguments);

// The parts of a routine's last name. Views into it. Names may hold anything, so the list of types is found from the end.
struct RoutineName {
  absl::string_view name;       // add
  absl::string_view signature;  // (integer, text)
};
RoutineName SplitRoutineName(absl::string_view last_name);

// The key that the routine has by its name and the types that its arguments now have (one of them may have got another name).
struct Object;
ObjectKey KeyByArguments(const Object& routine);

// The key of a function that others are made of. One of PostgreSQL's own over `internal` state is known by its name alone, "(internal)": the builtins do
// not list such functions, and what they are declared for ("any") is not what they are called with.
ObjectKey FunctionKey(absl::string_view schema, absl::string_view name, const std::vector<TypeRef>& types);

// The key of the same routine under another name.
ObjectKey RenamedRoutine(const ObjectKey& key, absl::string_view schema, absl::string_view name);

}  // namespace schema
