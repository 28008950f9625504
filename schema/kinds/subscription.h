// CREATE SUBSCRIPTION. The connection string is a secret: it is written into no plan, and compared without its password.
#pragma once

#include <string>
#include <vector>

#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/kinds/table.h"

namespace schema {

struct Subscription {
  static constexpr Kind kKind = Kind::kSubscription;
  std::string connection;     // without what is secret in it; empty: not known, since only a superuser may read it
  bool has_password = false;  // whether something was left out of it
  std::vector<std::string> publications;  // sorted
  bool enabled = true;
  std::vector<Option> options;   // what differs from the default; slot_name=none: no slot
  std::vector<Option> creation;  // connect, create_slot, copy_data: how it is made, which no catalog keeps
  static constexpr auto kFields = std::tuple{Field{"connection", &Subscription::connection},
                                             Field{"has_password", &Subscription::has_password, Compare::kIgnored},
                                             Field{"publications", &Subscription::publications},
                                             Field{"enabled", &Subscription::enabled}, Field{"options", &Subscription::options},
                                             Field{"creation", &Subscription::creation, Compare::kIgnored}};
};
static_assert(kAllFieldsListed<Subscription>);

}  // namespace schema
