// ALTER DEFAULT PRIVILEGES. One object for each role, schema and kind of object: its key is one name, "for role [in schema name] on tables".
// What is granted is in Common::grants, in full: for all schemas together what PostgreSQL gives to PUBLIC by itself is among it. Where that is all,
// the object does not exist.
#pragma once

#include <string>
#include <vector>

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
  std::string role;    // empty: the role that runs the plan
  std::string schema;  // empty: in all
  DefaultPrivilegesOn on = DefaultPrivilegesOn::kTables;
  std::vector<std::string> revoked_from_role;  // privileges that the role itself no longer gets; sorted
  static constexpr auto kFields = std::tuple{Field{"role", &DefaultPrivileges::role, Compare::kIgnored}, Field{"schema", &DefaultPrivileges::schema, Compare::kIgnored},
                                             Field{"on", &DefaultPrivileges::on, Compare::kIgnored},  // the key says them
                                             Field{"revoked_from_role", &DefaultPrivileges::revoked_from_role}};
};
static_assert(kAllFieldsListed<DefaultPrivileges>);

}  // namespace schema
