#include "compiler/kinds/event_trigger.h"

#include "absl/strings/ascii.h"
#include "compiler/kinds/find_routine.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::EventTrigger;
using schema::Kind;
using schema::ObjectKey;

schema::Enabled EnabledOf(char letter) {
  switch (letter) {
    case 'D': return schema::Enabled::kDisabled;
    case 'R': return schema::Enabled::kReplica;
    case 'A': return schema::Enabled::kAlways;
    default: return schema::Enabled::kOrigin;
  }
}

}  // namespace

absl::Status CreateEventTrigger(Context& context, const CreateEventTrigStmt& statement) {
  ObjectKey key = schema::MakeKey(Kind::kEventTrigger, {statement.trigname});
  if (const schema::Object* existing = context.builder().Find(key); existing != nullptr) return AlreadyExists(context, context.span(), key.ToString(), existing->span);
  EventTrigger trigger;
  trigger.event = statement.eventname;
  for (int i = 0; i < list_length(statement.whenclause); ++i) {
    const auto& filter = As<DefElem>(*NodeAt(statement.whenclause, i));  // the only variable is TAG
    for (const std::string& tag : Strings(reinterpret_cast<const List*>(filter.arg))) trigger.tags.push_back(absl::AsciiStrToUpper(tag));
  }
  ASSIGN_OR_RETURN(trigger.function, RequireFunction(context, statement.funcname, {}));
  context.workspace().Add(key, std::move(trigger), context.span());
  return absl::OkStatus();
}

absl::StatusOr<std::optional<ObjectKey>> FindEventTrigger(Context& context, absl::string_view name) {
  ObjectKey key = schema::MakeKey(Kind::kEventTrigger, {name});
  if (context.builder().Find(key) != nullptr) return key;
  if (context.IsLastTry() && context.catalog().HasUnknownExtension()) return std::nullopt;
  return context.Missing(NameToken(name), context.span(), "E0109", absl::StrCat("event trigger \"", name, "\" does not exist"));
}

absl::Status AlterEventTrigger(Context& context, const AlterEventTrigStmt& statement) {
  ASSIGN_OR_RETURN(std::optional<ObjectKey> key, FindEventTrigger(context, statement.trigname));
  if (key.has_value()) context.builder().Find(*key)->As<EventTrigger>().enabled = EnabledOf(statement.tgenabled);
  return absl::OkStatus();
}

}  // namespace compiler
