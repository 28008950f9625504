#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/kinds/trigger.h"
#include "planner/sql_writer.h"
#include "schema/routine_key.h"

namespace planner {
namespace {

using absl::StrCat;
using schema::Enabled;
using schema::EventTrigger;
using schema::Object;
using schema::QuoteIdentifier;

std::string EnableStatement(const Object& trigger) {
  constexpr const char* kWords[] = {"ENABLE", "DISABLE", "ENABLE REPLICA", "ENABLE ALWAYS"};
  return StrCat("ALTER EVENT TRIGGER ", QuoteIdentifier(trigger.key.name()), " ", kWords[static_cast<size_t>(trigger.As<EventTrigger>().enabled)]);
}

void Enable(const Change& change, Expander& out) {
  Enabled after = change.after->As<EventTrigger>().enabled;
  out.Alter(Action::kEnableEventTrigger, change, StrCat(change.after->key.ToString(), ", ", after == Enabled::kOrigin ? "enabled" : schema::EnumName(after)))
      .Sql(EnableStatement(*change.after))
      .Undo(EnableStatement(*change.before));
}

constexpr Recipe kRecipes[] = {{"event", &Always, nullptr}, {"tags", &Always, nullptr}, {"function", &Always, nullptr}, {"enabled", nullptr, &Enable}};

}  // namespace

std::string CreateEventTriggerStatement(const Object& object) {
  const auto& trigger = object.As<EventTrigger>();
  std::string tags = absl::StrJoin(trigger.tags, ", ", [](std::string* out, const std::string& tag) { out->append(schema::QuoteLiteral(tag)); });
  return StrCat("CREATE EVENT TRIGGER ", QuoteIdentifier(object.key.name()), " ON ", trigger.event, tags.empty() ? "" : StrCat(" WHEN TAG IN (", tags, ")"),
                " EXECUTE FUNCTION ", QuoteIdentifier(trigger.function.schema_name()), ".", QuoteIdentifier(schema::SplitRoutineName(trigger.function.name()).name), "()");
}

std::vector<std::string> EventTriggerStatements(const Object& trigger) {
  std::vector<std::string> statements = {CreateEventTriggerStatement(trigger)};
  if (trigger.As<EventTrigger>().enabled != Enabled::kOrigin) statements.push_back(EnableStatement(trigger));
  return statements;
}

void CreateEventTrigger(const Change& change, Expander& out) {
  Draft& draft = out.Create(Action::kCreateEventTrigger, change, change.after->key.ToString());
  for (std::string& statement : CreateStatements(*change.after)) draft.Sql(std::move(statement));
  draft.Undo(DropStatement(change.after->key)).In(Phase::kContract);
}

void DropEventTrigger(const Change& change, Expander& out) {
  out.Drop(Action::kDropEventTrigger, change, change.before->key.ToString()).Sql(DropStatement(change.before->key)).Undo(CreateStatements(*change.before)).In(change.action == ChangeAction::kReplace ? Phase::kContract : Phase::kExpand);
}

absl::Span<const Recipe> EventTriggerRecipes() { return kRecipes; }

}  // namespace planner
