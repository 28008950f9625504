#include "compiler/kinds/subscription.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "compiler/kinds/drop.h"
#include "compiler/kinds/options.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"
#include "schema/connection_text.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::Kind;
using schema::ObjectKey;
using schema::Option;
using schema::Subscription;

void Put(std::vector<Option>& options, absl::string_view name, std::string value, absl::string_view by_default) {
  options.erase(std::remove_if(options.begin(), options.end(), [&](const Option& o) { return o.name == name; }), options.end());
  if (value == by_default) return;
  options.push_back({std::string(name), std::move(value)});
  std::sort(options.begin(), options.end(), [](const Option& a, const Option& b) { return a.name < b.name; });
}

std::string Boolean(const std::string& value) { return OptionBoolean(value) ? "true" : "false"; }

// parse_subscription_options, subscriptioncmds.c.
absl::Status ReadOptions(Context& context, const List* list, const ObjectKey& key, Subscription& subscription) {
  bool connects = true;
  std::optional<bool> enabled;
  for (int i = 0; i < list_length(list); ++i) {
    const auto& option = As<DefElem>(*NodeAt(list, i));
    absl::string_view name = option.defname;
    std::string value = OptionValue(option);
    if (name == "connect" || name == "create_slot" || name == "copy_data" || name == "refresh") {
      if (name == "connect") connects = OptionBoolean(value);
      if (name != "refresh") Put(subscription.creation, name, Boolean(value), "true");
    } else if (name == "enabled") {
      enabled = OptionBoolean(value);
    } else if (name == "slot_name") {
      Put(subscription.options, name, value, key.name());
    } else if (name == "synchronous_commit") {
      Put(subscription.options, name, absl::AsciiStrToLower(value), "off");
    } else if (name == "streaming") {
      std::string word = absl::AsciiStrToLower(value);
      if (word != "parallel") word = OptionBoolean(word) ? "on" : "off";
      Put(subscription.options, name, word, context.IsAtLeast(18) ? "parallel" : "off");
    } else if (name == "origin") {
      Put(subscription.options, name, absl::AsciiStrToLower(value), "any");
    } else if (name == "password_required") {
      Put(subscription.options, name, Boolean(value), "true");
    } else if (name == "binary" || name == "two_phase" || name == "disable_on_error" || name == "run_as_owner" || name == "failover") {
      Put(subscription.options, name, Boolean(value), "false");
    } else {
      return ErrorAt(context.At(option.location), "E0114", "unrecognized subscription parameter: \"", name, "\"");
    }
  }
  if (!connects) subscription.enabled = false;
  if (enabled.has_value()) subscription.enabled = *enabled;
  return absl::OkStatus();
}

void SetConnection(absl::string_view text, Subscription& subscription) {
  schema::PublicConnection connection = schema::WithoutSecrets(text);
  subscription.connection = std::move(connection.text);
  subscription.has_password = connection.had_secrets;
}

std::vector<std::string> Sorted(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

absl::Status CreateSubscription(Context& context, const CreateSubscriptionStmt& statement) {
  ObjectKey key = schema::MakeKey(Kind::kSubscription, {statement.subname});
  if (const schema::Object* first = context.builder().Find(key); first != nullptr) return AlreadyExists(context, context.span(), key.ToString(), first->span);
  Subscription subscription;
  SetConnection(statement.conninfo, subscription);
  subscription.publications = Sorted(Strings(statement.publication));
  RETURN_IF_ERROR(ReadOptions(context, statement.options, key, subscription));
  context.workspace().Add(std::move(key), std::move(subscription), context.span());
  return absl::OkStatus();
}

absl::Status AlterSubscription(Context& context, const AlterSubscriptionStmt& statement) {
  ObjectKey key = schema::MakeKey(Kind::kSubscription, {statement.subname});
  schema::Object* object = context.builder().Find(key);
  if (object == nullptr) return context.Missing(NameToken(statement.subname), context.span(), "E0109", absl::StrCat(key.ToString(), " does not exist"));
  auto& subscription = object->As<Subscription>();
  std::vector<std::string>& publications = subscription.publications;
  std::vector<std::string> names = Sorted(Strings(statement.publication));
  switch (statement.kind) {
    case ALTER_SUBSCRIPTION_OPTIONS: return ReadOptions(context, statement.options, key, subscription);
    case ALTER_SUBSCRIPTION_CONNECTION: SetConnection(statement.conninfo, subscription); return absl::OkStatus();
    case ALTER_SUBSCRIPTION_SET_PUBLICATION: publications = std::move(names); return absl::OkStatus();
    case ALTER_SUBSCRIPTION_ADD_PUBLICATION:
      publications.insert(publications.end(), names.begin(), names.end());
      publications = Sorted(std::move(publications));
      return absl::OkStatus();
    case ALTER_SUBSCRIPTION_DROP_PUBLICATION:
      for (const std::string& name : names) publications.erase(std::remove(publications.begin(), publications.end(), name), publications.end());
      return absl::OkStatus();
    case ALTER_SUBSCRIPTION_ENABLED:
      subscription.enabled = OptionBoolean(OptionValue(As<DefElem>(*NodeAt(statement.options, 0))));
      return absl::OkStatus();
    default: return absl::OkStatus();  // REFRESH and SKIP change no catalog of the schema
  }
}

absl::Status DropSubscription(Context& context, const DropSubscriptionStmt& statement) {
  return DropChild(context, schema::MakeKey(Kind::kSubscription, {statement.subname}), statement.missing_ok ? IfMissing::kSkip : IfMissing::kFail, "E0109");
}

}  // namespace compiler
