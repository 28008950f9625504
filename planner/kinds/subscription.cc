#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "planner/common.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/kinds/plain.h"
#include "planner/sql_writer.h"
#include "schema/signature_key.h"

namespace planner {

using absl::StrAppend;
using absl::StrCat;

namespace {

using schema::Option;
using schema::Subscription;

std::string Alter(const schema::Object& object) { return StrCat("ALTER SUBSCRIPTION ", SqlName(object.key), " "); }
std::string Names(const std::vector<std::string>& names) {
  return absl::StrJoin(names, ", ", [](std::string* out, const std::string& name) { out->append(schema::QuoteIdentifier(name)); });
}

const Option* Find(const std::vector<Option>& options, absl::string_view name) {
  for (const Option& option : options) {
    if (option.name == name) return &option;
  }
  return nullptr;
}

bool HasSlot(const schema::Object& object) {
  const Option* slot = Find(object.As<Subscription>().options, "slot_name");
  return slot == nullptr || slot->value != "none";
}

// The subscription goes; its slot on the publisher, which a plan cannot reach, stays.
std::vector<std::string> DropStatements(const schema::Object& object) {
  std::vector<std::string> statements;
  if (HasSlot(object)) {
    if (object.As<Subscription>().enabled) statements.push_back(StrCat(Alter(object), "DISABLE"));
    statements.push_back(StrCat(Alter(object), "SET (slot_name = NONE)"));
  }
  statements.push_back(DropStatement(object.key));
  return statements;
}

std::string OptionText(const Option& option) {
  if (option.name == "slot_name" && option.value == "none") return "slot_name = NONE";
  return StrCat(option.name, " = ", schema::QuoteLiteral(option.value));
}

std::string DefaultOf(const schema::Object& object, const std::string& name, const Expander& context) {
  if (name == "slot_name") return std::string(object.key.name());
  if (name == "origin") return "any";
  if (name == "synchronous_commit") return "off";
  if (name == "streaming") return context.server_version() >= 180000 ? "parallel" : "off";
  return name == "password_required" ? "true" : "false";
}

// The publisher's slot must change along; only where there is none can it be done from here.
bool NeedsPublisher(const std::string& name) { return name == "two_phase" || name == "failover"; }

std::vector<Option> Changed(const schema::Object& from, const schema::Object& to, const Expander& context) {
  std::vector<Option> changed;
  const auto& before = from.As<Subscription>().options;
  const auto& after = to.As<Subscription>().options;
  for (const Option& option : after) {
    const Option* was = Find(before, option.name);
    if (was == nullptr || was->value != option.value) changed.push_back(option);
  }
  for (const Option& option : before) {
    if (Find(after, option.name) == nullptr) changed.push_back({option.name, DefaultOf(to, option.name, context)});
  }
  return changed;
}

bool ReplacesOptions(const Change& change, const Expander& context) {
  for (const Option& option : Changed(*change.before, *change.after, context)) {
    if (NeedsPublisher(option.name) && !HasSlot(*change.before) && !HasSlot(*change.after)) return true;
  }
  return false;
}

// A slot can only be set while the subscription is disabled.
std::vector<std::string> SetOptions(const schema::Object& from, const schema::Object& to, const std::vector<Option>& options) {
  std::string set = StrCat(Alter(to), "SET (", absl::StrJoin(options, ", ", [](std::string* out, const Option& option) { out->append(OptionText(option)); }), ")");
  bool pause = Find(options, "slot_name") != nullptr && from.As<Subscription>().enabled && to.As<Subscription>().enabled;
  if (!pause) return {set};
  return {StrCat(Alter(to), "DISABLE"), set, StrCat(Alter(to), "ENABLE")};
}

void ChangeOptions(const Change& change, Expander& out) {
  std::vector<Option> options, back = Changed(*change.after, *change.before, out);
  for (const Option& option : Changed(*change.before, *change.after, out)) {
    if (!NeedsPublisher(option.name)) {
      options.push_back(option);
      continue;
    }
    out.NotPlanned(change, StrCat(option.name, " of ", change.after->key.ToString(), " needs the publisher: ALTER SUBSCRIPTION … SET (", option.name, " = ", option.value, ")"));
    back.erase(std::remove_if(back.begin(), back.end(), [&](const Option& other) { return other.name == option.name; }), back.end());
  }
  if (options.empty()) return;
  Draft& draft = out.Alter(Action::kAlterSubscription, change, StrCat("options of ", change.after->key.ToString()));
  for (std::string& statement : SetOptions(*change.before, *change.after, options)) draft.Sql(std::move(statement));
  draft.Undo(SetOptions(*change.after, *change.before, back));
}

void SayPassword(const Change& change, Expander& out) {
  if (!change.after->As<Subscription>().has_password) return;
  out.Note(change, StrCat("the password of ", change.after->key.ToString(), " is no part of a plan: ALTER SUBSCRIPTION … CONNECTION sets it, or a password file"));
}

void ChangeConnection(const Change& change, Expander& out) {
  const std::string& before = change.before->As<Subscription>().connection;
  const std::string& after = change.after->As<Subscription>().connection;
  if (before.empty() || after.empty()) {
    return out.Note(change, StrCat("the connection of ", change.after->key.ToString(), " is for superusers to read, and was not compared"));
  }
  out.Alter(Action::kAlterSubscription, change, StrCat("connection of ", change.after->key.ToString()))
      .Sql(StrCat(Alter(*change.after), "CONNECTION ", schema::QuoteLiteral(after)))
      .Undo(StrCat(Alter(*change.after), "CONNECTION ", schema::QuoteLiteral(before)));
  SayPassword(change, out);
}

void ChangePublications(const Change& change, Expander& out) {
  auto statement = [&](const schema::Object& object) { return StrCat(Alter(*change.after), "SET PUBLICATION ", Names(object.As<Subscription>().publications), " WITH (refresh = false)"); };
  out.Alter(Action::kAlterSubscription, change, StrCat("publications of ", change.after->key.ToString())).Sql(statement(*change.after)).Undo(statement(*change.before));
  if (change.after->As<Subscription>().enabled) {
    out.NotPlanned(change, StrCat("tables of the new publications of ", change.after->key.ToString(), " come with ALTER SUBSCRIPTION … REFRESH PUBLICATION, which needs the publisher"));
  }
}

void ChangeEnabled(const Change& change, Expander& out) {
  auto statement = [&](const schema::Object& object) { return StrCat(Alter(*change.after), object.As<Subscription>().enabled ? "ENABLE" : "DISABLE"); };
  out.Alter(Action::kAlterSubscription, change, StrCat(change.after->key.ToString(), change.after->As<Subscription>().enabled ? ", enabled" : ", disabled"))
      .Sql(statement(*change.after))
      .Undo(statement(*change.before));
}

bool Connects(const Subscription& subscription) { return Find(subscription.creation, "connect") == nullptr; }

}  // namespace

std::vector<std::string> SubscriptionStatements(const schema::Object& object) {
  const auto& body = object.As<Subscription>();
  std::vector<std::string> parts;
  for (const Option& option : body.creation) parts.push_back(StrCat(option.name, " = ", option.value));
  bool connects = Connects(body);
  if (connects && !body.enabled) parts.push_back("enabled = false");
  for (const Option& option : body.options) parts.push_back(OptionText(option));
  std::string text = StrCat("CREATE SUBSCRIPTION ", SqlName(object.key), " CONNECTION ", schema::QuoteLiteral(body.connection), " PUBLICATION ", Names(body.publications));
  std::vector<std::string> statements = {parts.empty() ? text : StrCat(text, " WITH (", absl::StrJoin(parts, ", "), ")")};
  if (!connects && body.enabled) statements.push_back(StrCat(Alter(object), "ENABLE"));
  return statements;
}

void CreateSubscription(const Change& change, Expander& out) {
  const auto& body = change.after->As<Subscription>();
  Draft& draft = CreatePlainly(Connects(body) ? Action::kCreateSubscriptionConnected : Action::kCreateSubscription, change, out);
  draft.step.undo_sql = DropStatements(*change.after);
  SayPassword(change, out);
}

void DropSubscription(const Change& change, Expander& out) {
  Draft& draft = DropPlainly(Action::kDropSubscription, change, out);
  draft.step.sql = DropStatements(*change.before);
  draft.NoUndo(UndoClass::kSchemaOnly, "replication starts again from where its slot on the publisher stands");
  if (HasSlot(*change.before)) draft.Warn(HazardId::kDataLoss, StrCat("the slot of ", change.before->key.ToString(), " stays on the publisher and keeps its log: drop it there"));
}

absl::Span<const Recipe> SubscriptionRecipes() {
  static constexpr Recipe kRecipes[] = {{"connection", nullptr, &ChangeConnection}, {"publications", nullptr, &ChangePublications}, {"options", &ReplacesOptions, &ChangeOptions}, {"enabled", nullptr, &ChangeEnabled}};
  return kRecipes;
}

}  // namespace planner
