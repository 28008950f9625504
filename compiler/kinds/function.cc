#include "compiler/kinds/function.h"

#include <cstdlib>

#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"
#include "compiler/kinds/find_routine.h"
#include "compiler/kinds/procedure.h"
#include "compiler/kinds/routine.h"
#include "compiler/lookup.h"
#include "schema/routine_key.h"

namespace compiler {
namespace {

using schema::Argument;
using schema::ArgumentMode;
using schema::ErrorAt;
using schema::Function;
using schema::Kind;
using schema::ObjectKey;

// The text of a float4 as the server prints it: the fewest digits that read back as the same number.
std::string FloatText(const std::string& text) {
  float value = std::strtof(text.c_str(), nullptr);
  for (int digits = 6; digits < 9; ++digits) {
    std::string printed = absl::StrFormat("%.*g", digits, value);
    if (std::strtof(printed.c_str(), nullptr) == value) return printed;
  }
  return absl::StrFormat("%.9g", value);
}

// What the server takes when COST and ROWS are not stated, which is absent here.
void ForgetDefaults(Function& function) {
  bool native = function.language == "c" || function.language == "internal";
  if (function.cost == (native ? "1" : "100")) function.cost.reset();
  if (function.rows == (function.returns_set ? "1000" : "0")) function.rows.reset();
}

absl::Status SetVolatility(Context& context, const std::string& word, Function& function) {
  if (word == "immutable") function.volatility = schema::Volatility::kImmutable;
  else if (word == "stable") function.volatility = schema::Volatility::kStable;
  else if (word == "volatile") function.volatility = schema::Volatility::kVolatile;
  else return ErrorAt(context.span(), "E0114", "invalid volatility \"", word, "\"");
  return absl::OkStatus();
}

absl::Status SetParallel(Context& context, const std::string& word, Function& function) {
  if (word == "safe") function.parallel = schema::Parallel::kSafe;
  else if (word == "restricted") function.parallel = schema::Parallel::kRestricted;
  else if (word == "unsafe") function.parallel = schema::Parallel::kUnsafe;
  else return ErrorAt(context.span(), "E0114", "parameter \"parallel\" must be SAFE, RESTRICTED, or UNSAFE");
  return absl::OkStatus();
}

// Arguments that the result is made of.
bool IsOutput(const Argument& argument) {
  return argument.mode == ArgumentMode::kOut || argument.mode == ArgumentMode::kInOut || argument.mode == ArgumentMode::kTable;
}

// CreateFunction (functioncmds.c): RETURNS, or what the OUT arguments amount to.
absl::Status SetResult(Context& context, const CreateFunctionStmt& statement, Function& function) {
  std::vector<const Argument*> outputs;
  for (const Argument& argument : function.arguments) {
    if (IsOutput(argument)) outputs.push_back(&argument);
  }
  if (statement.returnType != nullptr) {
    ASSIGN_OR_RETURN(function.returns, ResolveRoutineType(context, *statement.returnType));
    function.returns_set = statement.returnType->setof;
  }
  if (outputs.empty()) {
    if (statement.returnType == nullptr) return ErrorAt(context.span(), "E0114", "function result type must be specified");
    return absl::OkStatus();
  }
  schema::TypeRef required = outputs.size() == 1 ? outputs[0]->type : schema::BuiltinType("record");
  if (statement.returnType == nullptr) function.returns = required;
  else if (!(function.returns == required)) {
    return ErrorAt(context.span(), "E0114", "function result type must be ", schema::FormatType(required), " because of OUT parameters");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ApplyFunctionOption(Context& context, const DefElem& option, Function& function) {
  absl::string_view name = option.defname;
  if (name == "volatility") RETURN_IF_ERROR(SetVolatility(context, OptionText(option), function));
  else if (name == "parallel") RETURN_IF_ERROR(SetParallel(context, absl::AsciiStrToLower(OptionText(option)), function));
  else if (name == "strict") function.strict = OptionFlag(option);
  else if (name == "leakproof") function.leakproof = OptionFlag(option);
  else if (name == "security") function.security_definer = OptionFlag(option);
  else if (name == "window") function.window = OptionFlag(option);
  else if (name == "cost") function.cost = FloatText(OptionText(option));
  else if (name == "rows") function.rows = FloatText(OptionText(option));
  else if (name == "set") RETURN_IF_ERROR(ApplySetting(context, As<VariableSetStmt>(*option.arg), function.config));
  else if (name == "support") {
    ASSIGN_OR_RETURN(function.support, RequireFunction(context, reinterpret_cast<const List*>(option.arg), {schema::BuiltinType("internal")}));
  }
  ForgetDefaults(function);
  return absl::OkStatus();
}

absl::Status CreateFunction(Context& context, const CreateFunctionStmt& statement) {
  if (statement.is_procedure) return CreateProcedure(context, statement);
  ASSIGN_OR_RETURN(NewName name, CreationName(context, statement.funcname));
  Function function;
  ASSIGN_OR_RETURN(RoutineBody body, ReadRoutineBody(context, statement, name.name));
  ASSIGN_OR_RETURN(function.arguments, ReadArguments(context, statement.parameters));
  RETURN_IF_ERROR(SetResult(context, statement, function));
  function.language = std::move(body.language);
  function.body = std::move(body.body);
  function.object_file = std::move(body.object_file);
  function.sql_body = std::move(body.sql_body);
  function.transforms = std::move(body.transforms);
  for (int i = 0; i < list_length(statement.options); ++i) {
    RETURN_IF_ERROR(ApplyFunctionOption(context, As<DefElem>(*NodeAt(statement.options, i)), function));
  }
  ObjectKey key = schema::MakeKey(Kind::kFunction, {name.schema, absl::StrCat(name.name, schema::SignatureOf(schema::InputTypes(function.arguments)))});
  ASSIGN_OR_RETURN(schema::Object * existing, FindReplaced(context, key, statement.replace));
  PutRoutine(context, existing, key, std::move(function));
  return absl::OkStatus();
}

}  // namespace compiler
