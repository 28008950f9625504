#include "compiler/kinds/policy.h"

#include <algorithm>

#include "compiler/kinds/trigger.h"
#include "compiler/lookup.h"

namespace compiler {
namespace {

using schema::Kind;
using schema::ObjectKey;
using schema::Policy;

schema::PolicyCommand CommandOf(absl::string_view word) {
  if (word == "select") return schema::PolicyCommand::kSelect;
  if (word == "insert") return schema::PolicyCommand::kInsert;
  if (word == "update") return schema::PolicyCommand::kUpdate;
  if (word == "delete") return schema::PolicyCommand::kDelete;
  return schema::PolicyCommand::kAll;
}

// policy_role_list_to_array (policy.c): PUBLIC among others means everybody. CURRENT_USER names no role of the schema.
std::vector<std::string> ReadRoles(Context& context, const List* list) {
  std::vector<std::string> roles;
  for (int i = 0; i < list_length(list); ++i) {
    std::optional<std::string> role = RoleName(As<RoleSpec>(*NodeAt(list, i)));
    if (!role.has_value() && context.workspace().options().live != nullptr) role = context.workspace().options().live->current_user;
    if (!role.has_value()) {
      context.workspace().Warn("W0302", context.span(), "which role CURRENT_USER is, is what only a server knows", "name the role");
      continue;
    }
    if (role->empty()) return {};
    roles.push_back(*std::move(role));
  }
  std::sort(roles.begin(), roles.end());
  roles.erase(std::unique(roles.begin(), roles.end()), roles.end());
  return roles;
}

template <typename Statement>
absl::Status ReadConditions(Context& context, const Statement& statement, Policy& policy) {
  if (statement.qual != nullptr) {
    ASSIGN_OR_RETURN(policy.using_expression, context.Pend(statement.qual, ExpressionUse::kPolicy));
  }
  if (statement.with_check != nullptr) {
    ASSIGN_OR_RETURN(policy.with_check, context.Pend(statement.with_check, ExpressionUse::kPolicy));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CreatePolicy(Context& context, const CreatePolicyStmt& statement) {
  ASSIGN_OR_RETURN(ObjectKey relation, FindRelation(context, *statement.table));
  if (!HoldsTriggers(relation.kind)) return absl::OkStatus();  // part of what is not modelled itself
  ObjectKey key = relation.Child(Kind::kPolicy, statement.policy_name);
  if (const schema::Object* existing = context.builder().Find(key); existing != nullptr) return AlreadyExists(context, context.span(), key.ToString(), existing->span);
  Policy policy;
  policy.permissive = statement.permissive;
  policy.command = CommandOf(statement.cmd_name);
  policy.roles = ReadRoles(context, statement.roles);
  RETURN_IF_ERROR(ReadConditions(context, statement, policy));
  context.workspace().Add(key, std::move(policy), context.span());
  return absl::OkStatus();
}

absl::Status AlterPolicy(Context& context, const AlterPolicyStmt& statement) {
  ASSIGN_OR_RETURN(ObjectKey relation, FindRelation(context, *statement.table));
  if (!HoldsTriggers(relation.kind)) return absl::OkStatus();
  ASSIGN_OR_RETURN(schema::Object * object, RequireOnRelation(context, relation, Kind::kPolicy, statement.policy_name));
  auto& policy = object->As<Policy>();
  if (statement.roles != nullptr) policy.roles = ReadRoles(context, statement.roles);
  return ReadConditions(context, statement, policy);
}

}  // namespace compiler
