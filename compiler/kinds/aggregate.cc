// DefineAggregate (aggregatecmds.c) and AggregateCreate (pg_aggregate.c).
#include "compiler/kinds/aggregate.h"

#include <cstdlib>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "compiler/kinds/find_routine.h"
#include "compiler/kinds/routine.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"
#include "schema/routine_key.h"

namespace compiler {
namespace {

using schema::Aggregate;
using schema::AggregateKind;
using schema::AggregateState;
using schema::ErrorAt;
using schema::Kind;
using schema::ObjectKey;
using schema::TypeRef;

// The words of CREATE AGGREGATE, of which some have an older spelling.
class Definition {
 public:
  Definition(Context& context, const List* definition) : context_(context), definition_(definition) {}

  const DefElem* Find(absl::string_view name, absl::string_view older = "") const {
    const DefElem* found = FindOption(definition_, name);
    return found != nullptr || older.empty() ? found : FindOption(definition_, older);
  }
  // The names of a function or operator (defGetQualifiedName).
  static const List* Names(const DefElem& option) {
    if (const auto* type = AsOrNull<::TypeName>(option.arg, T_TypeName)) return type->names;
    if (IsA(option.arg, List)) return reinterpret_cast<const List*>(option.arg);
    return list_make1(option.arg);
  }
  absl::StatusOr<std::optional<ObjectKey>> Function(absl::string_view name, absl::string_view older, const std::vector<TypeRef>& types) const {
    const DefElem* option = Find(name, older);
    if (option == nullptr) return std::nullopt;
    ASSIGN_OR_RETURN(ObjectKey key, RequireCallable(context_, Names(*option), types));
    return key;
  }
  absl::StatusOr<TypeRef> Type(absl::string_view name, absl::string_view older) const {
    const DefElem* option = Find(name, older);
    const auto* type = option == nullptr ? nullptr : AsOrNull<::TypeName>(option->arg, T_TypeName);
    if (type == nullptr) return ErrorAt(context_.span(), "E0114", "aggregate ", name, " must be specified");
    return ResolveRoutineType(context_, *type);
  }
  bool Flag(absl::string_view name) const {
    const DefElem* option = Find(name);
    return option != nullptr && OptionFlag(*option);
  }
  std::string Text(absl::string_view name, absl::string_view older = "") const {
    const DefElem* option = Find(name, older);
    return option == nullptr ? "" : OptionText(*option);
  }

 private:
  Context& context_;
  const List* definition_;
};

std::vector<TypeRef> With(TypeRef first, const std::vector<TypeRef>& types) {
  std::vector<TypeRef> all = {std::move(first)};
  all.insert(all.end(), types.begin(), types.end());
  return all;
}

std::optional<schema::FinalModify> ModifyOf(const std::string& word, AggregateKind kind) {
  std::string lower = absl::AsciiStrToLower(word);
  schema::FinalModify by_default = kind == AggregateKind::kNormal ? schema::FinalModify::kReadOnly : schema::FinalModify::kReadWrite;
  schema::FinalModify modify = lower == "read_only"    ? schema::FinalModify::kReadOnly
                               : lower == "shareable"  ? schema::FinalModify::kShareable
                               : lower == "read_write" ? schema::FinalModify::kReadWrite
                                                       : by_default;
  return modify == by_default ? std::nullopt : std::optional<schema::FinalModify>(modify);
}

// What the transition function takes behind the state. That of an ordered-set aggregate does not see the direct arguments.
std::vector<TypeRef> TransitionTypes(const Aggregate& aggregate) {
  std::vector<TypeRef> types = schema::InputTypes(aggregate.arguments);
  if (aggregate.kind == AggregateKind::kNormal) return types;
  size_t direct = std::min(static_cast<size_t>(aggregate.direct_arguments), types.size());
  std::vector<TypeRef> aggregated(types.begin() + static_cast<ptrdiff_t>(direct), types.end());
  if (aggregated.empty() && !types.empty()) aggregated.push_back(types.back());
  return aggregated;
}

// The plain half (prefix "") or the moving half (prefix "m").
absl::StatusOr<AggregateState> ReadState(const Definition& definition, absl::string_view prefix, const Aggregate& aggregate) {
  auto word = [&](absl::string_view name) { return absl::StrCat(prefix, name); };
  bool plain = prefix.empty();
  std::vector<TypeRef> types = schema::InputTypes(aggregate.arguments);
  size_t direct = static_cast<size_t>(aggregate.direct_arguments);
  AggregateState state;
  ASSIGN_OR_RETURN(state.type, definition.Type(word("stype"), plain ? "stype1" : ""));
  // The final function of an ordered-set aggregate sees only the direct arguments.
  std::vector<TypeRef> directly(types.begin(), types.begin() + static_cast<ptrdiff_t>(std::min(direct, types.size())));
  ASSIGN_OR_RETURN(state.function, definition.Function(word("sfunc"), plain ? "sfunc1" : "", With(state.type, TransitionTypes(aggregate))));
  state.final_extra = definition.Flag(word("finalfunc_extra"));
  ASSIGN_OR_RETURN(state.final_function, definition.Function(word("finalfunc"), "", With(state.type, state.final_extra ? types : directly)));
  state.final_modify = ModifyOf(definition.Text(word("finalfunc_modify")), aggregate.kind);
  state.space = std::atoi(definition.Text(plain ? "sspace" : "msspace").c_str());
  if (const DefElem* initial = definition.Find(plain ? "initcond" : "minitcond", plain ? "initcond1" : ""); initial != nullptr) state.initial = OptionText(*initial);
  return state;
}

absl::StatusOr<std::vector<schema::Argument>> OldStyleArguments(Context& context, const Definition& definition) {
  std::vector<schema::Argument> arguments;
  const DefElem* base = definition.Find("basetype");
  const auto* type = base == nullptr ? nullptr : AsOrNull<::TypeName>(base->arg, T_TypeName);
  bool any = type == nullptr || absl::EqualsIgnoreCase(LastString(type->names), "any");
  if (any) return arguments;
  schema::Argument argument;
  ASSIGN_OR_RETURN(argument.type, ResolveRoutineType(context, *type));
  arguments.push_back(std::move(argument));
  return arguments;
}

absl::Status ReadArgumentsOf(Context& context, const DefineStmt& statement, const Definition& definition, Aggregate& aggregate) {
  if (statement.oldstyle) {
    ASSIGN_OR_RETURN(aggregate.arguments, OldStyleArguments(context, definition));
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(aggregate.arguments, ReadArguments(context, reinterpret_cast<const List*>(linitial(statement.args))));
  int direct = intVal(lsecond(statement.args));
  if (direct < 0) return absl::OkStatus();
  aggregate.direct_arguments = direct;
  aggregate.kind = definition.Flag("hypothetical") ? AggregateKind::kHypothetical : AggregateKind::kOrderedSet;
  return absl::OkStatus();
}

std::optional<schema::QualifiedName> OperatorName(Context& context, const DefElem* option) {
  if (option == nullptr) return std::nullopt;
  std::vector<std::string> parts = Strings(Definition::Names(*option));
  if (parts.size() > 1) return schema::QualifiedName{parts[parts.size() - 2], parts.back()};
  bool builtin = !context.workspace().builtins().Operators(parts.back()).empty();
  return schema::QualifiedName{builtin || context.settings().search_path.empty() ? "pg_catalog" : context.settings().search_path.front(), parts.back()};
}

}  // namespace

absl::Status CreateAggregate(Context& context, const DefineStmt& statement) {
  ASSIGN_OR_RETURN(NewName name, CreationName(context, statement.defnames));
  Definition definition(context, statement.definition);
  Aggregate aggregate;
  RETURN_IF_ERROR(ReadArgumentsOf(context, statement, definition, aggregate));
  ASSIGN_OR_RETURN(aggregate.state, ReadState(definition, "", aggregate));
  ASSIGN_OR_RETURN(aggregate.combine, definition.Function("combinefunc", "", {aggregate.state.type, aggregate.state.type}));
  ASSIGN_OR_RETURN(aggregate.serialize, definition.Function("serialfunc", "", {aggregate.state.type}));
  ASSIGN_OR_RETURN(aggregate.deserialize, definition.Function("deserialfunc", "", {schema::BuiltinType("bytea"), aggregate.state.type}));
  if (definition.Find("mstype") != nullptr) {
    ASSIGN_OR_RETURN(aggregate.moving, ReadState(definition, "m", aggregate));
    ASSIGN_OR_RETURN(aggregate.inverse, definition.Function("minvfunc", "", With(aggregate.moving->type, TransitionTypes(aggregate))));
  }
  aggregate.sort_operator = OperatorName(context, definition.Find("sortop"));
  std::string parallel = absl::AsciiStrToLower(definition.Text("parallel"));
  if (parallel == "safe") aggregate.parallel = schema::Parallel::kSafe;
  if (parallel == "restricted") aggregate.parallel = schema::Parallel::kRestricted;
  ObjectKey key = schema::MakeKey(Kind::kAggregate, {name.schema, absl::StrCat(name.name, schema::SignatureOf(schema::InputTypes(aggregate.arguments)))});
  ASSIGN_OR_RETURN(schema::Object * existing, FindReplaced(context, key, statement.replace));
  PutRoutine(context, existing, key, std::move(aggregate));
  return absl::OkStatus();
}

}  // namespace compiler
