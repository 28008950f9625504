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
  std::string connection;  // without password
  std::vector<std::string> publications;  // sorted
  bool enabled = true;
  std::vector<Option> options;  // what differs from the default
  static constexpr auto kFields = std::tuple{Field{"connection", &Subscription::connection}, Field{"publications", &Subscription::publications},
                                             Field{"enabled", &Subscription::enabled}, Field{"options", &Subscription::options}};
};
static_assert(kAllFieldsListed<Subscription>);

}  // namespace schema
