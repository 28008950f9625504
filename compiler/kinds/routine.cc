#include "compiler/kinds/routine.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "compiler/kinds/find_routine.h"
#include "compiler/kinds/function.h"
#include "compiler/kinds/procedure.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"
#include "schema/routine_key.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;
using schema::TypeRef;

// table.column%TYPE is the type that the column has now.
absl::StatusOr<TypeRef> TypeOfColumn(Context& context, const ::TypeName& name) {
  std::vector<std::string> parts = Strings(name.names);
  if (parts.size() < 2) return ErrorAt(context.At(name.location), "E0106", "improper %TYPE reference (too few dotted names): ", WrittenName(name.names));
  std::string column = parts.back();
  RangeVar relation{};
  relation.type = T_RangeVar;
  relation.relname = parts[parts.size() - 2].data();
  relation.schemaname = parts.size() > 2 ? parts[parts.size() - 3].data() : nullptr;
  relation.location = name.location;
  ASSIGN_OR_RETURN(ObjectKey key, FindRelation(context, relation));
  ASSIGN_OR_RETURN(Object * found, FindColumn(context, key, column, context.At(name.location)));
  TypeRef type = found->As<schema::Column>().type;
  if (name.arrayBounds != nullptr) type.array = true;
  return type;
}

schema::ArgumentMode ModeOf(FunctionParameterMode mode) {
  switch (mode) {
    case FUNC_PARAM_OUT: return schema::ArgumentMode::kOut;
    case FUNC_PARAM_INOUT: return schema::ArgumentMode::kInOut;
    case FUNC_PARAM_VARIADIC: return schema::ArgumentMode::kVariadic;
    case FUNC_PARAM_TABLE: return schema::ArgumentMode::kTable;
    case FUNC_PARAM_IN:
    case FUNC_PARAM_DEFAULT: return schema::ArgumentMode::kIn;
  }
  return schema::ArgumentMode::kIn;
}

// Settings whose names the server spells with capitals (guc_tables.c).
std::string SettingName(absl::string_view name) {
  for (absl::string_view canonical : {"DateStyle", "IntervalStyle", "TimeZone"}) {
    if (absl::EqualsIgnoreCase(name, canonical)) return std::string(canonical);
  }
  return std::string(name);
}

// GUC_LIST_QUOTE: lists of names, each quoted where it needs to be (flatten_set_variable_args, guc.c).
bool IsListOfNames(absl::string_view name) {
  for (absl::string_view list : {"search_path", "temp_tablespaces", "local_preload_libraries", "session_preload_libraries", "shared_preload_libraries",
                                 "unix_socket_directories"}) {
    if (absl::EqualsIgnoreCase(name, list)) return true;
  }
  return false;
}

std::string SettingValue(const VariableSetStmt& statement) {
  bool names = IsListOfNames(statement.name);
  std::string value;
  for (int i = 0; i < list_length(statement.args); ++i) {
    const ::Node* argument = NodeAt(statement.args, i);
    if (const auto* cast = AsOrNull<TypeCast>(argument, T_TypeCast)) argument = cast->arg;
    const auto* constant = AsOrNull<A_Const>(argument, T_A_Const);
    if (constant == nullptr || constant->isnull) continue;
    std::string text;
    switch (nodeTag(&constant->val.node)) {
      case T_Integer: text = absl::StrCat(constant->val.ival.ival); break;
      case T_Float: text = constant->val.fval.fval; break;
      case T_Boolean: text = constant->val.boolval.boolval ? "true" : "false"; break;
      case T_String: text = names ? schema::QuoteIdentifier(constant->val.sval.sval) : constant->val.sval.sval; break;
      default: break;
    }
    absl::StrAppend(&value, i == 0 ? "" : ", ", text);
  }
  return value;
}

absl::Status ReadAs(Context& context, const List& strings, absl::string_view name, RoutineBody& body) {
  std::string first = strVal(linitial(&strings));
  bool two = list_length(&strings) > 1;
  if (body.language == "c") {
    body.object_file = first;
    body.body = two ? strVal(lsecond(&strings)) : std::string(name);
    if (body.body == "-") body.body = std::string(name);
    return absl::OkStatus();
  }
  if (two) return ErrorAt(context.span(), "E0114", "only one AS item needed for language \"", body.language, "\"");
  body.body = std::move(first);
  if (body.language == "internal" && (body.body.empty() || body.body == "-")) body.body = std::string(name);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<TypeRef> ResolveRoutineType(Context& context, const ::TypeName& name) {
  ::TypeName plain = name;
  plain.setof = false;
  absl::StatusOr<TypeRef> type = plain.pct_type ? TypeOfColumn(context, plain) : ResolveType(context, plain);
  if (type.ok()) type->typmod = -1;
  return type;
}

absl::StatusOr<std::vector<schema::Argument>> ReadArguments(Context& context, const List* parameters) {
  std::vector<schema::Argument> arguments;
  for (int i = 0; i < list_length(parameters); ++i) {
    const auto& parameter = As<FunctionParameter>(*NodeAt(parameters, i));
    schema::Argument argument;
    argument.mode = ModeOf(parameter.mode);
    if (parameter.name != nullptr) argument.name = parameter.name;
    ASSIGN_OR_RETURN(argument.type, ResolveRoutineType(context, *parameter.argType));
    arguments.push_back(std::move(argument));
  }
  // Only now that nothing can be missing any more.
  for (int i = 0; i < list_length(parameters); ++i) {
    const auto& parameter = As<FunctionParameter>(*NodeAt(parameters, i));
    if (parameter.defexpr == nullptr) continue;
    ASSIGN_OR_RETURN(arguments[i].default_value, context.Pend(parameter.defexpr, ExpressionUse::kDefault));
  }
  return arguments;
}

const DefElem* FindOption(const List* options, absl::string_view name) {
  const DefElem* found = nullptr;
  for (int i = 0; i < list_length(options); ++i) {
    const auto& option = As<DefElem>(*NodeAt(options, i));
    if (name == option.defname) found = &option;
  }
  return found;
}

std::string OptionText(const DefElem& option) {
  if (option.arg == nullptr) return "";
  switch (nodeTag(option.arg)) {
    case T_String: return strVal(option.arg);
    case T_Integer: return absl::StrCat(intVal(option.arg));
    case T_Float: return reinterpret_cast<const Float*>(option.arg)->fval;
    case T_TypeName: return WrittenName(reinterpret_cast<const ::TypeName*>(option.arg)->names);
    case T_List: return WrittenName(reinterpret_cast<const List*>(option.arg));
    default: return "";
  }
}

bool OptionFlag(const DefElem& option) {
  if (option.arg == nullptr) return true;
  if (nodeTag(option.arg) == T_Boolean) return boolVal(option.arg);
  std::string text = absl::AsciiStrToLower(OptionText(option));
  return text == "true" || text == "on" || text == "1" || text == "yes";
}

absl::Status ApplySetting(Context& context, const VariableSetStmt& statement, std::vector<schema::Option>& config) {
  if (statement.kind == VAR_RESET_ALL) {
    config.clear();
    return absl::OkStatus();
  }
  std::string name = SettingName(statement.name);
  auto present = std::find_if(config.begin(), config.end(), [&](const schema::Option& option) { return absl::EqualsIgnoreCase(option.name, name); });
  if (statement.kind == VAR_RESET || statement.kind == VAR_SET_DEFAULT) {
    if (present != config.end()) config.erase(present);
    return absl::OkStatus();
  }
  std::string value;
  if (statement.kind == VAR_SET_CURRENT) {
    if (!absl::EqualsIgnoreCase(name, "search_path")) {
      context.workspace().Warn("W0302", context.span(), absl::StrCat("what SET ", name, " FROM CURRENT means is what only a server knows"), "state the value");
      return absl::OkStatus();
    }
    value = context.settings().search_path_text;
  } else {
    value = SettingValue(statement);
  }
  if (present != config.end()) present->value = std::move(value);
  else config.push_back({std::move(name), std::move(value)});
  return absl::OkStatus();
}

absl::StatusOr<RoutineBody> ReadRoutineBody(Context& context, const CreateFunctionStmt& statement, absl::string_view name) {
  RoutineBody body;
  if (const DefElem* language = FindOption(statement.options, "language"); language != nullptr) {
    body.language = OptionText(*language);
  } else if (statement.sql_body != nullptr) {
    body.language = "sql";
  } else {
    return ErrorAt(context.span(), "E0114", "no language specified");
  }
  if (const DefElem* transform = FindOption(statement.options, "transform"); transform != nullptr) {
    const auto* types = reinterpret_cast<const List*>(transform->arg);
    for (int i = 0; i < list_length(types); ++i) {
      ASSIGN_OR_RETURN(TypeRef type, ResolveRoutineType(context, As<::TypeName>(*NodeAt(types, i))));
      body.transforms.push_back(std::move(type));
    }
  }
  const DefElem* as = FindOption(statement.options, "as");
  if (statement.sql_body != nullptr) {
    ASSIGN_OR_RETURN(body.sql_body, context.Pend(statement.sql_body, ExpressionUse::kFunctionBody));
    return body;
  }
  if (as == nullptr) return ErrorAt(context.span(), "E0114", "no function body specified");
  RETURN_IF_ERROR(ReadAs(context, *reinterpret_cast<const List*>(as->arg), name, body));
  return body;
}

schema::Common NewRoutineCommon() {
  schema::Common common;
  common.grants.push_back({"", "EXECUTE", false});
  return common;
}

absl::StatusOr<Object*> FindReplaced(Context& context, const ObjectKey& key, bool replace) {
  for (Kind kind : {Kind::kFunction, Kind::kProcedure, Kind::kAggregate}) {
    Object* existing = context.builder().Find({key.path, kind});
    if (existing == nullptr) continue;
    bool same_file = existing->span.file == context.span().file;
    if (kind == key.kind && same_file && (replace || context.workspace().HasCascaded())) return existing;
    return AlreadyExists(context, context.span(), existing->key.ToString(), existing->span);
  }
  return nullptr;
}

absl::Status AlterRoutine(Context& context, const AlterFunctionStmt& statement) {
  ASSIGN_OR_RETURN(std::optional<ObjectKey> key, FindRoutineToAlter(context, statement.objtype, *statement.func));
  if (!key.has_value()) return absl::OkStatus();  // an extension's or PostgreSQL's own
  Object& object = *context.builder().Find(*key);
  for (int i = 0; i < list_length(statement.actions); ++i) {
    const auto& action = As<DefElem>(*NodeAt(statement.actions, i));
    if (key->kind == Kind::kFunction) {
      RETURN_IF_ERROR(ApplyFunctionOption(context, action, object.As<schema::Function>()));
    } else if (key->kind == Kind::kProcedure) {
      RETURN_IF_ERROR(ApplyProcedureOption(context, action, object.As<schema::Procedure>()));
    } else {
      return ErrorAt(context.span(), "E0105", key->ToString(), " is an aggregate");
    }
  }
  return absl::OkStatus();
}

}  // namespace compiler
