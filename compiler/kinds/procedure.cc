#include "compiler/kinds/procedure.h"

#include "compiler/kinds/routine.h"
#include "compiler/lookup.h"
#include "schema/routine_key.h"

namespace compiler {

using schema::Kind;
using schema::ObjectKey;
using schema::Procedure;

absl::Status ApplyProcedureOption(Context& context, const DefElem& option, Procedure& procedure) {
  absl::string_view name = option.defname;
  if (name == "security") procedure.security_definer = OptionFlag(option);
  else if (name == "set") return ApplySetting(context, As<VariableSetStmt>(*option.arg), procedure.config);
  else if (name != "as" && name != "language" && name != "transform") return schema::ErrorAt(context.span(), "E0114", "invalid attribute in procedure definition: ", name);
  return absl::OkStatus();
}

absl::Status CreateProcedure(Context& context, const CreateFunctionStmt& statement) {
  ASSIGN_OR_RETURN(NewName name, CreationName(context, statement.funcname));
  Procedure procedure;
  ASSIGN_OR_RETURN(RoutineBody body, ReadRoutineBody(context, statement, name.name));
  ASSIGN_OR_RETURN(procedure.arguments, ReadArguments(context, statement.parameters));
  procedure.language = std::move(body.language);
  procedure.body = std::move(body.body);
  procedure.object_file = std::move(body.object_file);
  procedure.sql_body = std::move(body.sql_body);
  procedure.transforms = std::move(body.transforms);
  for (int i = 0; i < list_length(statement.options); ++i) {
    RETURN_IF_ERROR(ApplyProcedureOption(context, As<DefElem>(*NodeAt(statement.options, i)), procedure));
  }
  ObjectKey key = schema::MakeKey(Kind::kProcedure, {name.schema, absl::StrCat(name.name, schema::SignatureOf(schema::InputTypes(procedure.arguments)))});
  ASSIGN_OR_RETURN(schema::Object * existing, FindReplaced(context, key, statement.replace));
  PutRoutine(context, existing, key, std::move(procedure));
  return absl::OkStatus();
}

}  // namespace compiler
