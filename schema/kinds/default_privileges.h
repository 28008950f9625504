// ALTER DEFAULT PRIVILEGES. One object for each role, schema and kind of object: its key is one name, "for role [in schema name] on tables".
// What is granted is in Common::grants; where nothing is, the object does not exist.
#pragma once

#include <string>

#include "schema/fields.h"
#include "schema/kind.h"

namespace schema {

enum class DefaultPrivilegesOn : uint8_t { kTables, kSequences, kFunctions, kTypes, kSchemas, kLargeObjects };
template <>
struct EnumNames<DefaultPrivilegesOn> {
  static constexpr const char* kNames[] = {"tables", "sequences", "functions", "types", "schemas", "large objects"};
};

struct DefaultPrivileges {
  static constexpr Kind kKind = Kind::kDefaultPrivileges;
  std::string role;  // empty: the role that runs the plan
  std::string schema;  // empty: in all
  DefaultPrivilegesOn on = DefaultPrivilegesOn::kTables;
  static constexpr auto kFields = std::tuple{Field{"role", &DefaultPrivileges::role}, Field{"schema", &DefaultPrivileges::schema},
                                             Field{"on", &DefaultPrivileges::on}};
};
static_assert(kAllFieldsListed<DefaultPrivileges>);

}  // namespace schema
