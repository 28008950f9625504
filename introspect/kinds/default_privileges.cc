#include "absl/strings/str_cat.h"
#include "introspect/kinds.h"

namespace introspect {
namespace {

using schema::DefaultPrivilegesOn;

DefaultPrivilegesOn KindOf(char letter) {  // pg_default_acl.defaclobjtype
  switch (letter) {
    case 'S': return DefaultPrivilegesOn::kSequences;
    case 'f': return DefaultPrivilegesOn::kFunctions;
    case 'T': return DefaultPrivilegesOn::kTypes;
    case 'n': return DefaultPrivilegesOn::kSchemas;
    case 'L': return DefaultPrivilegesOn::kLargeObjects;
    default: return DefaultPrivilegesOn::kTables;
  }
}

}  // namespace

absl::Status ReadDefaultPrivileges(const Row& row, Reading& reading) {
  schema::DefaultPrivileges body;
  body.role = row.String("role");
  body.schema = row.String("schema");
  body.on = KindOf(row.Letter("object_type"));
  body.revoked_from_role = row.Strings("revoked_from_role");
  schema::Object object;
  object.key = schema::DefaultPrivilegesKey(body);
  object.body = std::move(body);
  std::vector<std::string> grantees = row.Strings("grantees"), privileges = row.Strings("privileges"), grantable = row.Strings("grantable");
  for (size_t i = 0; i < grantees.size(); ++i) object.common.grants.push_back({grantees[i], privileges[i], grantable[i] == "t"});
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
