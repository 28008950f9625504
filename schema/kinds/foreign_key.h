// FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE. The referenced columns are always spelled out.
#pragma once

#include <string>
#include <vector>

#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/kinds/key_constraint.h"
#include "schema/object_key.h"

namespace schema {

enum class ForeignKeyAction : uint8_t { kNoAction, kRestrict, kCascade, kSetNull, kSetDefault };
template <>
struct EnumNames<ForeignKeyAction> {
  static constexpr const char* kNames[] = {"no action", "restrict", "cascade", "set null", "set default"};
};

struct ForeignKey {
  static constexpr Kind kKind = Kind::kForeignKey;
  std::vector<std::string> columns;
  ObjectKey referenced_table;
  std::vector<std::string> referenced_columns;
  bool match_full = false;
  ForeignKeyAction on_update = ForeignKeyAction::kNoAction;
  ForeignKeyAction on_delete = ForeignKeyAction::kNoAction;
  std::vector<std::string> on_delete_columns;  // 15: SET NULL (a, b)
  Deferral deferral = Deferral::kNot;
  bool valid = true;
  bool enforced = true;  // 18
  bool period = false;   // 18: the last column pair is PERIOD
  static constexpr auto kFields = std::tuple{Field{"columns", &ForeignKey::columns},
                                             Field{"referenced_table", &ForeignKey::referenced_table},
                                             Field{"referenced_columns", &ForeignKey::referenced_columns},
                                             Field{"match_full", &ForeignKey::match_full},
                                             Field{"on_update", &ForeignKey::on_update},
                                             Field{"on_delete", &ForeignKey::on_delete},
                                             Field{"on_delete_columns", &ForeignKey::on_delete_columns},
                                             Field{"deferral", &ForeignKey::deferral},
                                             Field{"valid", &ForeignKey::valid},
                                             Field{"enforced", &ForeignKey::enforced},
                                             Field{"period", &ForeignKey::period}};
};
static_assert(kAllFieldsListed<ForeignKey>);

}  // namespace schema
