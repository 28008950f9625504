// CREATE TRIGGER … ON table or view. A child of its relation. Triggers of a partition that come from its parent are part of the parent's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/expr.h"
#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/kinds/enabled.h"
#include "schema/kinds/key_constraint.h"
#include "schema/object_key.h"

namespace schema {

enum class TriggerTiming : uint8_t { kBefore, kAfter, kInsteadOf };
template <>
struct EnumNames<TriggerTiming> {
  static constexpr const char* kNames[] = {"BEFORE", "AFTER", "INSTEAD OF"};
};

struct Trigger {
  static constexpr Kind kKind = Kind::kTrigger;
  TriggerTiming timing = TriggerTiming::kBefore;
  bool on_insert = false;
  bool on_update = false;
  bool on_delete = false;
  bool on_truncate = false;
  std::vector<std::string> update_columns;  // UPDATE OF
  bool for_each_row = false;
  std::optional<Expr> when;
  ObjectKey function;
  std::vector<std::string> arguments;
  bool constraint = false;
  Deferral deferral = Deferral::kNot;
  std::optional<ObjectKey> referenced_table;  // FROM, of a constraint trigger
  std::optional<std::string> old_table;  // REFERENCING OLD TABLE AS
  std::optional<std::string> new_table;
  Enabled enabled = Enabled::kOrigin;
  static constexpr auto kFields = std::tuple{Field{"timing", &Trigger::timing}, Field{"on_insert", &Trigger::on_insert},
                                             Field{"on_update", &Trigger::on_update}, Field{"on_delete", &Trigger::on_delete},
                                             Field{"on_truncate", &Trigger::on_truncate}, Field{"update_columns", &Trigger::update_columns},
                                             Field{"for_each_row", &Trigger::for_each_row}, Field{"when", &Trigger::when},
                                             Field{"function", &Trigger::function}, Field{"arguments", &Trigger::arguments},
                                             Field{"constraint", &Trigger::constraint}, Field{"deferral", &Trigger::deferral},
                                             Field{"referenced_table", &Trigger::referenced_table}, Field{"old_table", &Trigger::old_table},
                                             Field{"new_table", &Trigger::new_table}, Field{"enabled", &Trigger::enabled}};
};
static_assert(kAllFieldsListed<Trigger>);

}  // namespace schema
