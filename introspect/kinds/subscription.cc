#include <algorithm>

#include "introspect/kinds.h"
#include "schema/connection_text.h"
#include "schema/support/status.h"

namespace introspect {

absl::Status ReadSubscription(const Row& row, Reading& reading) {
  schema::Object object = MakeObject<schema::Subscription>(schema::MakeKey(schema::Kind::kSubscription, {row.Text("name")}), row);
  object.common.owner = row.OptionalString("owner");
  auto& subscription = object.As<schema::Subscription>();
  schema::PublicConnection connection = schema::WithoutSecrets(row.Text("connection"));
  subscription.connection = std::move(connection.text);
  subscription.has_password = connection.had_secrets;
  subscription.publications = row.Strings("publications");
  std::sort(subscription.publications.begin(), subscription.publications.end());
  subscription.enabled = row.Bool("enabled");
  int major = reading.builder.origin().server_version / 10000;
  auto set = [&](const char* name, std::string value, absl::string_view by_default) {
    if (value != by_default) subscription.options.push_back({name, std::move(value)});
  };
  set("binary", row.Bool("binary") ? "true" : "false", "false");
  set("disable_on_error", row.Bool("disable_on_error") ? "true" : "false", "false");
  set("failover", row.Bool("failover") ? "true" : "false", "false");
  set("origin", row.String("origin"), "any");
  set("password_required", row.Bool("password_required") ? "true" : "false", "true");
  set("run_as_owner", row.Bool("run_as_owner") ? "true" : "false", "false");
  set("slot_name", row.IsNull("slot_name") ? "none" : row.String("slot_name"), row.Text("name"));
  char streaming = row.Letter("streaming");  // a boolean before 16
  set("streaming", streaming == 'p' ? "parallel" : streaming == 't' ? "on" : "off", major >= 18 ? "parallel" : "off");
  set("synchronous_commit", row.String("synchronous_commit"), "off");
  set("two_phase", row.Bool("two_phase") ? "true" : "false", "false");
  // What is made again from here does not reach for the publisher.
  subscription.creation.push_back({"connect", "false"});
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
