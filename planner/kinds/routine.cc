#include "planner/kinds/routine.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "planner/body_words.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/sql_writer.h"
#include "schema/routine_key.h"

namespace planner {
namespace {

using absl::StrAppend;
using absl::StrCat;
using schema::Argument;
using schema::ArgumentMode;
using schema::Function;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;
using schema::Procedure;
using schema::QuoteIdentifier;

const std::vector<Argument>& ArgumentsOf(const Object& routine) {
  return routine.key.kind == Kind::kFunction ? routine.As<Function>().arguments : routine.As<Procedure>().arguments;
}

// --- The CREATE statement.

// A body between dollar quotes whose tag it does not hold.
std::string DollarQuote(const std::string& body) {
  std::string tag = "$$";
  for (int i = 0; absl::StrContains(body, tag.substr(0, tag.size() - 1)); ++i) tag = StrCat("$function", i == 0 ? "" : StrCat(i), "$");
  return StrCat(tag, body, tag);
}

std::string ArgumentList(const std::vector<Argument>& arguments, bool table) {
  std::vector<std::string> texts;
  for (const Argument& argument : arguments) {
    if ((argument.mode == ArgumentMode::kTable) == table) texts.push_back(ArgumentText(argument));
  }
  return StrCat("(", absl::StrJoin(texts, ", "), ")");
}

std::string ReturnsClause(const Function& function) {
  bool table = false;
  for (const Argument& argument : function.arguments) table = table || argument.mode == ArgumentMode::kTable;
  if (table) return StrCat(" RETURNS TABLE", ArgumentList(function.arguments, true));
  return StrCat(" RETURNS ", function.returns_set ? "SETOF " : "", schema::FormatType(function.returns));
}

// The names of a list that are each quoted where they need to be: "$user", public.
std::vector<std::string> NamesIn(absl::string_view list) {
  std::vector<std::string> names;
  std::string name;
  bool quoted = false, any = false;
  for (size_t i = 0; i < list.size(); ++i) {
    if (list[i] == '"') {
      any = true;
      if (quoted && i + 1 < list.size() && list[i + 1] == '"') name += list[i++];
      else quoted = !quoted;
    } else if (list[i] == ',' && !quoted) {
      names.push_back(std::move(name));
      name.clear();
      any = false;
    } else if (quoted || list[i] != ' ') {
      name += list[i];
      any = true;
    }
  }
  if (any) names.push_back(std::move(name));
  return names;
}

// Settings that are lists of names are given as such; one string would be one name.
std::string SettingValue(const schema::Option& option) {
  constexpr absl::string_view kLists[] = {"search_path",           "temp_tablespaces",         "local_preload_libraries", "session_preload_libraries",
                                          "shared_preload_libraries", "unix_socket_directories"};
  if (std::find(std::begin(kLists), std::end(kLists), option.name) == std::end(kLists)) return schema::QuoteLiteral(option.value);
  std::vector<std::string> names = NamesIn(option.value);
  if (names.empty()) return "''";
  return absl::StrJoin(names, ", ", [](std::string* out, const std::string& name) { out->append(schema::QuoteLiteral(name)); });
}

template <typename T>
std::string SharedClauses(const T& routine) {
  std::string text = StrCat("\n LANGUAGE ", QuoteIdentifier(routine.language));
  if (!routine.transforms.empty()) {
    StrAppend(&text, "\n TRANSFORM ", absl::StrJoin(routine.transforms, ", ", [](std::string* out, const schema::TypeRef& type) {
                StrAppend(out, "FOR TYPE ", schema::FormatType(type));
              }));
  }
  return text;
}

template <typename T>
std::string Settings(const T& routine) {
  std::string text;
  for (const schema::Option& option : routine.config) {
    std::vector<std::string> parts = absl::StrSplit(option.name, '.');
    std::string name = absl::StrJoin(parts, ".", [](std::string* out, const std::string& part) { out->append(QuoteIdentifier(part)); });
    StrAppend(&text, "\n SET ", name, " TO ", SettingValue(option));
  }
  return text;
}

template <typename T>
std::string BodyClause(const T& routine) {
  if (routine.sql_body.has_value()) return StrCat("\n", routine.sql_body->sql);
  if (routine.object_file.has_value()) return StrCat("\nAS ", schema::QuoteLiteral(*routine.object_file), ", ", schema::QuoteLiteral(routine.body));
  if (routine.language == "internal") return StrCat("\nAS ", schema::QuoteLiteral(routine.body));
  return StrCat("\nAS ", DollarQuote(routine.body));
}

std::string Attributes(const Function& function) {
  std::vector<std::string> words;
  if (function.window) words.emplace_back("WINDOW");
  if (function.volatility != schema::Volatility::kVolatile) words.emplace_back(schema::EnumName(function.volatility));
  if (function.leakproof) words.emplace_back("LEAKPROOF");
  if (function.strict) words.emplace_back("STRICT");
  if (function.security_definer) words.emplace_back("SECURITY DEFINER");
  if (function.parallel != schema::Parallel::kUnsafe) words.push_back(StrCat("PARALLEL ", schema::EnumName(function.parallel)));
  if (function.cost.has_value()) words.push_back(StrCat("COST ", *function.cost));
  if (function.rows.has_value()) words.push_back(StrCat("ROWS ", *function.rows));
  if (function.support.has_value()) {
    words.push_back(StrCat("SUPPORT ", QuoteIdentifier(function.support->schema_name()), ".", QuoteIdentifier(schema::SplitRoutineName(function.support->name()).name)));
  }
  return words.empty() ? "" : StrCat("\n ", absl::StrJoin(words, " "));
}

// --- What CREATE OR REPLACE takes.

// The columns of a record that OUT arguments make.
std::vector<std::pair<std::string, schema::TypeRef>> ResultColumns(const std::vector<Argument>& arguments) {
  std::vector<std::pair<std::string, schema::TypeRef>> columns;
  for (const Argument& argument : arguments) {
    if (argument.mode != ArgumentMode::kIn && argument.mode != ArgumentMode::kVariadic) columns.emplace_back(argument.name, argument.type);
  }
  return columns;
}

bool SameResult(const Object& before, const Object& after) {
  const std::vector<Argument>& old_arguments = ArgumentsOf(before);
  const std::vector<Argument>& new_arguments = ArgumentsOf(after);
  std::vector<std::pair<std::string, schema::TypeRef>> old_columns = ResultColumns(old_arguments), new_columns = ResultColumns(new_arguments);
  if (before.key.kind == Kind::kProcedure) {
    if (old_columns.size() <= 1 && new_columns.size() <= 1) return old_columns.empty() == new_columns.empty();
    return old_columns == new_columns;
  }
  const auto& was = before.As<Function>();
  const auto& is = after.As<Function>();
  if (!(was.returns == is.returns) || was.returns_set != is.returns_set || was.window != is.window) return false;
  return !was.returns.IsBuiltin("record") || old_columns == new_columns;
}

bool SameInputs(const std::vector<Argument>& before, const std::vector<Argument>& after) {
  std::vector<const Argument*> old_inputs, new_inputs;
  for (const Argument& argument : before) {
    if (schema::IsInput(argument)) old_inputs.push_back(&argument);
  }
  for (const Argument& argument : after) {
    if (schema::IsInput(argument)) new_inputs.push_back(&argument);
  }
  if (old_inputs.size() != new_inputs.size()) return false;
  for (size_t i = 0; i < old_inputs.size(); ++i) {
    if (!old_inputs[i]->name.empty() && old_inputs[i]->name != new_inputs[i]->name) return false;
    if (old_inputs[i]->default_value.has_value() && !new_inputs[i]->default_value.has_value()) return false;
  }
  return true;
}

// --- Locks.

constexpr absl::string_view kChanges[] = {"insert", "update", "delete", "merge"};

// The server looks at the tables of the types that the routine takes and gives, and of a body in SQL, which it checks.
void LockMentioned(const Object& routine, const Expander& context, Draft& draft) {
  for (const ObjectKey& key : References(routine)) {
    if (key.kind == Kind::kTable) draft.Locks(key);
  }
  bool is_sql = routine.key.kind == Kind::kFunction ? routine.As<Function>().language == "sql" : routine.As<Procedure>().language == "sql";
  if (!is_sql) return;
  absl::flat_hash_set<std::string> words = BodyWords(routine);
  std::vector<std::string> schemas = {std::string(routine.key.schema_name()), "public"};
  for (const std::string& word : words) {
    if (context.from().Find(schema::MakeKey(Kind::kSchema, {word})) != nullptr) schemas.push_back(word);
  }
  for (const std::string& word : words) {
    for (const std::string& schema : schemas) {
      ObjectKey table = schema::MakeKey(Kind::kTable, {schema, word});
      if (context.from().Find(table) != nullptr) draft.Locks(table);
    }
  }
  std::sort(draft.locks.begin(), draft.locks.end());
  // A table that a statement changes is locked as if it were run.
  bool changes = std::any_of(std::begin(kChanges), std::end(kChanges), [&](absl::string_view word) { return words.contains(word); });
  if (changes && !draft.locks.empty()) draft.step.lock = Lock::kRowExclusive;
}

void LockUser(const Object& user, Draft& draft) {
  if (user.key.kind != Kind::kColumn) return;
  draft.Locks(TableOf(user.key));
  draft.step.lock = Lock::kAccessExclusive;
}

// --- Defaults that call the routine: they let go of it before it is made anew, and take it up again afterwards.

std::string SetDefault(const Object& user, bool set) {
  bool column = user.key.kind == Kind::kColumn;
  const std::optional<schema::Expr>& value = column ? user.As<schema::Column>().default_value : user.As<schema::Domain>().default_value;
  std::string target = column ? StrCat("ALTER TABLE ", TableName(user.key), " ALTER COLUMN ", QuoteIdentifier(user.key.name())) : StrCat("ALTER DOMAIN ", SqlName(user.key));
  return StrCat(target, set ? StrCat(" SET DEFAULT ", value->sql) : " DROP DEFAULT");
}

bool Calls(const std::optional<schema::Expr>& expr, const ObjectKey& routine) {
  bool calls = false;
  if (expr.has_value() && expr->tree != nullptr) {
    schema::Walk(*expr->tree, [&](const schema::Node& node) { calls = calls || node.object == routine; });
  }
  return calls;
}

bool DefaultCalls(const Object& user, const ObjectKey& routine) {
  if (user.key.kind == Kind::kColumn) return Calls(user.As<schema::Column>().default_value, routine);
  return user.key.kind == Kind::kDomain && Calls(user.As<schema::Domain>().default_value, routine);
}

// The name's way from one overload to the next.
ObjectKey Gone(const ObjectKey& overload) { return overload.Child(Kind::kUnmodelled, "gives way"); }

// Those that call it before and after.
std::vector<const Object*> DefaultsThatStay(const Change& change, const Expander& context) {
  std::vector<const Object*> users;
  for (const Object* user : context.UsersOf(change.before->key)) {
    const Object* after = context.to().Find(user->key);
    bool stays = after != nullptr && !context.IsDropped(user->key) && !context.IsDropped(TableOf(user->key));
    if (stays && DefaultCalls(*user, change.before->key) && DefaultCalls(*after, change.before->key)) users.push_back(user);
  }
  return users;
}

}  // namespace

std::string ArgumentText(const Argument& argument) {
  std::string text;
  if (argument.mode != ArgumentMode::kIn && argument.mode != ArgumentMode::kTable) StrAppend(&text, schema::EnumName(argument.mode), " ");
  if (!argument.name.empty()) StrAppend(&text, QuoteIdentifier(argument.name), " ");
  StrAppend(&text, schema::FormatType(argument.type));
  if (argument.default_value.has_value()) StrAppend(&text, " DEFAULT ", argument.default_value->sql);
  return text;
}

std::string CreateRoutineStatement(const Object& routine, OrReplace or_replace) {
  absl::string_view name = schema::SplitRoutineName(routine.key.name()).name;
  std::string text = StrCat("CREATE ", or_replace == OrReplace::kYes ? "OR REPLACE " : "", schema::Info(routine.key.kind).sql_keyword, " ",
                            QuoteIdentifier(routine.key.schema_name()), ".", QuoteIdentifier(name), ArgumentList(ArgumentsOf(routine), false));
  if (routine.key.kind == Kind::kFunction) {
    const auto& function = routine.As<Function>();
    return StrCat(text, ReturnsClause(function), SharedClauses(function), Attributes(function), Settings(function), BodyClause(function));
  }
  const auto& procedure = routine.As<Procedure>();
  return StrCat(text, SharedClauses(procedure), procedure.security_definer ? "\n SECURITY DEFINER" : "", Settings(procedure), BodyClause(procedure));
}

bool ServerReplaces(const Object& before, const Object& after) {
  return SameResult(before, after) && SameInputs(ArgumentsOf(before), ArgumentsOf(after));
}

bool MustBeMadeAnew(const Change& change, const Expander& context) {
  if (!ServerReplaces(*change.before, *change.after)) return true;
  // The way back may need a DROP, which what uses the routine would prevent.
  return !ServerReplaces(*change.after, *change.before) && !context.UsersOf(change.before->key).empty();
}

void CreateRoutine(const Change& change, Expander& out) {
  Draft& draft = out.Create(Action::kCreateRoutine, change, change.after->key.ToString());
  LockMentioned(*change.after, out, draft);
  for (const ObjectKey& overload : out.TakenOverBy(change.after->key)) draft.creates.push_back(Gone(overload));
  for (std::string& statement : CreateStatements(*change.after)) draft.Sql(std::move(statement));
  if (change.action == ChangeAction::kReplace) {
    for (const Object* user : DefaultsThatStay(change, out)) {
      draft.Sql(SetDefault(*user, true)).Undo(SetDefault(*user, false));
      LockUser(*user, draft);
    }
  }
  draft.Undo(DropStatement(change.after->key));
}

void DropRoutine(const Change& change, Expander& out) {
  Draft& draft = out.Drop(Action::kDropRoutine, change, change.before->key.ToString());
  if (out.IsTakenOver(change.before->key)) draft.drops.push_back(Gone(change.before->key));
  std::vector<std::string> undo = CreateStatements(*change.before);
  if (change.action == ChangeAction::kReplace) {
    for (const Object* user : DefaultsThatStay(change, out)) {
      draft.Sql(SetDefault(*user, false));
      undo.push_back(SetDefault(*user, true));
      LockUser(*user, draft);
    }
  } else {
    draft.Warn(HazardId::kBreaksRunningApplication, StrCat(change.before->key.ToString(), " is gone"));
  }
  draft.Sql(DropStatement(change.before->key)).Undo(undo);
}

void ReplaceRoutine(const Change& change, Expander& out) {
  Draft& draft = out.Alter(Action::kReplaceRoutine, change, change.after->key.ToString());
  LockMentioned(*change.after, out, draft);
  draft.Sql(CreateRoutineStatement(*change.after, OrReplace::kYes));
  if (ServerReplaces(*change.after, *change.before)) {
    draft.Undo(CreateRoutineStatement(*change.before, OrReplace::kYes));
  } else {
    draft.Undo(DropStatement(change.after->key)).Undo(CreateStatements(*change.before));
  }
}

}  // namespace planner
