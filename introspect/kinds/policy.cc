#include <algorithm>

#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {
namespace {

// pg_policy.polcmd (policy.c, parse_policy_command).
schema::PolicyCommand CommandOf(char letter) {
  switch (letter) {
    case 'r': return schema::PolicyCommand::kSelect;
    case 'a': return schema::PolicyCommand::kInsert;
    case 'w': return schema::PolicyCommand::kUpdate;
    case 'd': return schema::PolicyCommand::kDelete;
    default: return schema::PolicyCommand::kAll;
  }
}

}  // namespace

absl::Status ReadPolicy(const Row& row, Reading& reading) {
  std::optional<schema::Object> object = MakePart<schema::Policy>(row, reading);
  if (!object.has_value()) return absl::OkStatus();
  auto& policy = object->As<schema::Policy>();
  policy.command = CommandOf(row.Letter("command"));
  policy.permissive = row.Bool("permissive");
  policy.roles = row.Strings("roles");
  std::sort(policy.roles.begin(), policy.roles.end());  // by bytes, not by the database's collation
  if (row.Bool("has_using")) {
    ASSIGN_OR_RETURN(policy.using_expression, ReadExpr(row, "using_expression"));
  }
  if (row.Bool("has_check")) {
    ASSIGN_OR_RETURN(policy.with_check, ReadExpr(row, "with_check"));
  }
  reading.builder.Add(*std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
