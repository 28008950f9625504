#include "planner/kinds/trigger.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/sql_writer.h"
#include "schema/routine_key.h"

namespace planner {
namespace {

using absl::StrAppend;
using absl::StrCat;
using schema::Enabled;
using schema::Object;
using schema::QuoteIdentifier;
using schema::Trigger;

std::string Events(const Trigger& trigger) {
  std::vector<std::string> events;
  if (trigger.on_insert) events.emplace_back("INSERT");
  if (trigger.on_delete) events.emplace_back("DELETE");
  if (trigger.on_update) {
    std::string columns = absl::StrJoin(trigger.update_columns, ", ", [](std::string* out, const std::string& name) { out->append(QuoteIdentifier(name)); });
    events.push_back(columns.empty() ? "UPDATE" : StrCat("UPDATE OF ", columns));
  }
  if (trigger.on_truncate) events.emplace_back("TRUNCATE");
  return absl::StrJoin(events, " OR ");
}

std::string Referencing(const Trigger& trigger) {
  if (!trigger.old_table.has_value() && !trigger.new_table.has_value()) return "";
  return StrCat(" REFERENCING", trigger.old_table.has_value() ? StrCat(" OLD TABLE AS ", QuoteIdentifier(*trigger.old_table)) : "",
                trigger.new_table.has_value() ? StrCat(" NEW TABLE AS ", QuoteIdentifier(*trigger.new_table)) : "");
}

std::string EnableStatement(const Object& trigger, Enabled enabled) {
  return StrCat("ALTER TABLE ", TableName(trigger.key), " ", EnableClause(enabled, "TRIGGER", QuoteIdentifier(trigger.key.name())));
}

// OR REPLACE knows no constraint triggers (CreateTriggerFiringOn, trigger.c).
bool MustBeMadeAnew(const Change& change, const Expander&) { return change.before->As<Trigger>().constraint || change.after->As<Trigger>().constraint; }

// CREATE OR REPLACE, which enables the trigger.
std::vector<std::string> ReplaceStatements(const Object& trigger) {
  std::vector<std::string> statements = {CreateTriggerStatement(trigger, true)};
  if (trigger.As<Trigger>().enabled != Enabled::kOrigin) statements.push_back(EnableStatement(trigger, trigger.As<Trigger>().enabled));
  return statements;
}

void Replace(const Change& change, Expander& out) {
  Draft& draft = out.Alter(Action::kReplaceTrigger, change, change.after->key.ToString());
  for (std::string& statement : ReplaceStatements(*change.after)) draft.Sql(std::move(statement));
  draft.Undo(ReplaceStatements(*change.before));
}

void Enable(const Change& change, Expander& out) {
  Enabled before = change.before->As<Trigger>().enabled, after = change.after->As<Trigger>().enabled;
  out.Alter(Action::kEnableTrigger, change, StrCat(change.after->key.ToString(), ", ", after == Enabled::kOrigin ? "enabled" : schema::EnumName(after)))
      .Sql(EnableStatement(*change.after, after))
      .Undo(EnableStatement(*change.before, before));
}

constexpr const char* kAll = "timing,on_insert,on_update,on_delete,on_truncate,update_columns,for_each_row,when,function,arguments,old_table,new_table,enabled";
constexpr Recipe kRecipes[] = {{"timing", &MustBeMadeAnew, &Replace, kAll},       {"on_insert", &MustBeMadeAnew, &Replace, kAll},
                               {"on_update", &MustBeMadeAnew, &Replace, kAll},    {"on_delete", &MustBeMadeAnew, &Replace, kAll},
                               {"on_truncate", &MustBeMadeAnew, &Replace, kAll},  {"update_columns", &MustBeMadeAnew, &Replace, kAll},
                               {"for_each_row", &MustBeMadeAnew, &Replace, kAll}, {"when", &MustBeMadeAnew, &Replace, kAll},
                               {"function", &MustBeMadeAnew, &Replace, kAll},     {"arguments", &MustBeMadeAnew, &Replace, kAll},
                               {"constraint", &Always, nullptr},                  {"deferral", &Always, nullptr},
                               {"referenced_table", &Always, nullptr},            {"old_table", &MustBeMadeAnew, &Replace, kAll},
                               {"new_table", &MustBeMadeAnew, &Replace, kAll},    {"enabled", nullptr, &Enable}};

}  // namespace

std::string EnableClause(Enabled enabled, const char* what, const std::string& name) {
  constexpr const char* kWords[] = {"ENABLE", "DISABLE", "ENABLE REPLICA", "ENABLE ALWAYS"};
  return StrCat(kWords[static_cast<size_t>(enabled)], " ", what, " ", name);
}

std::string CreateTriggerStatement(const Object& object, bool or_replace) {
  const auto& trigger = object.As<Trigger>();
  std::string text = StrCat("CREATE ", or_replace ? "OR REPLACE " : "", trigger.constraint ? "CONSTRAINT " : "", "TRIGGER ", QuoteIdentifier(object.key.name()), " ",
                            schema::EnumName(trigger.timing), " ", Events(trigger), " ON ", TableName(object.key));
  if (trigger.referenced_table.has_value()) StrAppend(&text, " FROM ", SqlName(*trigger.referenced_table));
  StrAppend(&text, DeferralClause(trigger.deferral), Referencing(trigger), " FOR EACH ", trigger.for_each_row ? "ROW" : "STATEMENT");
  if (trigger.when.has_value()) StrAppend(&text, " WHEN (", trigger.when->sql, ")");
  std::string arguments = absl::StrJoin(trigger.arguments, ", ", [](std::string* out, const std::string& argument) { out->append(schema::QuoteLiteral(argument)); });
  return StrCat(text, " EXECUTE FUNCTION ", QuoteIdentifier(trigger.function.schema_name()), ".",
                QuoteIdentifier(schema::SplitRoutineName(trigger.function.name()).name), "(", arguments, ")");
}

std::vector<std::string> TriggerStatements(const Object& trigger) {
  std::vector<std::string> statements = {CreateTriggerStatement(trigger, false)};
  if (trigger.As<Trigger>().enabled != Enabled::kOrigin) statements.push_back(EnableStatement(trigger, trigger.As<Trigger>().enabled));
  return statements;
}

void CreateTrigger(const Change& change, Expander& out) {
  Draft& draft = out.Create(Action::kCreateTrigger, change, change.after->key.ToString());
  for (std::string& statement : CreateStatements(*change.after)) draft.Sql(std::move(statement));
  draft.Undo(DropStatement(change.after->key));
}

void DropTrigger(const Change& change, Expander& out) {
  out.Drop(Action::kDropTrigger, change, change.before->key.ToString()).Sql(DropStatement(change.before->key)).Undo(CreateStatements(*change.before));
}

absl::Span<const Recipe> TriggerRecipes() { return kRecipes; }

}  // namespace planner
