// What CREATE and ALTER of functions and procedures have in common: arguments, the body, SET clauses.
#pragma once

#include <string>
#include <vector>

#include "compiler/context.h"

namespace compiler {

// The type of an argument or a result: no type modifier (functions do not keep it), %TYPE looked up now, SETOF left to the caller.
absl::StatusOr<schema::TypeRef> ResolveRoutineType(Context& context, const ::TypeName& name);
absl::StatusOr<std::vector<schema::Argument>> ReadArguments(Context& context, const ::List* parameters);

// The option of this name in a list of DefElem nodes; null when there is none. The last one counts.
const ::DefElem* FindOption(const ::List* options, absl::string_view name);
// The text of an option that is a name, a string or a number.
std::string OptionText(const ::DefElem& option);
bool OptionFlag(const ::DefElem& option);

// SET name TO value, SET name FROM CURRENT, RESET name, RESET ALL: as pg_proc.proconfig holds them (update_proconfig_value, functioncmds.c).
absl::Status ApplySetting(Context& context, const ::VariableSetStmt& statement, std::vector<schema::Option>& config);

// Language, AS (interpret_AS_clause), SQL-standard body and TRANSFORM of a CREATE. `name` is the routine's own, which C and internal functions
// take for their symbol when none is given.
struct RoutineBody {
  std::string language;
  std::string body;
  std::optional<std::string> object_file;
  std::optional<schema::Expr> sql_body;
  std::vector<schema::TypeRef> transforms;
};
absl::StatusOr<RoutineBody> ReadRoutineBody(Context& context, const ::CreateFunctionStmt& statement, absl::string_view name);

// Grants of a new routine: EXECUTE to PUBLIC (acldefault).
schema::Common NewRoutineCommon();

// Looks whether a routine of this key may be created: null when it is new, the present one when OR REPLACE says that it goes. E0102 otherwise, also when
// another kind of routine has the name and types.
absl::StatusOr<schema::Object*> FindReplaced(Context& context, const schema::ObjectKey& key, bool replace);

// Adds the routine, or puts it in the place of `existing`, whose owner, comment and privileges stay (CREATE OR REPLACE).
template <typename Body>
void PutRoutine(Context& context, schema::Object* existing, const schema::ObjectKey& key, Body body) {
  if (existing == nullptr) {
    context.workspace().Add({key, NewRoutineCommon(), std::move(body), context.span(), nullptr, 0});
    return;
  }
  existing->body = std::move(body);
  existing->span = context.span();
}

// ALTER FUNCTION, PROCEDURE and ROUTINE: attributes in place.
absl::Status AlterRoutine(Context& context, const ::AlterFunctionStmt& statement);

}  // namespace compiler
