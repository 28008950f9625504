#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/kinds/trigger.h"
#include "planner/sql_writer.h"

namespace planner {
namespace {

using absl::StrAppend;
using absl::StrCat;
using schema::Object;
using schema::Policy;
using schema::QuoteIdentifier;

std::string RoleList(const Policy& policy) {
  if (policy.roles.empty()) return "PUBLIC";
  return absl::StrJoin(policy.roles, ", ", [](std::string* out, const std::string& role) { out->append(QuoteIdentifier(role)); });
}

std::string Conditions(const Policy& policy) {
  return StrCat(policy.using_expression.has_value() ? StrCat(" USING (", policy.using_expression->sql, ")") : "",
                policy.with_check.has_value() ? StrCat(" WITH CHECK (", policy.with_check->sql, ")") : "");
}

// ALTER POLICY states conditions anew but cannot take one away, nor give one to a policy without an undo.
bool ConditionComesOrGoes(const Change& change, const Expander&) {
  const auto& before = change.before->As<Policy>();
  const auto& after = change.after->As<Policy>();
  return before.using_expression.has_value() != after.using_expression.has_value() || before.with_check.has_value() != after.with_check.has_value();
}

std::string AlterStatement(const Object& object) {
  const auto& policy = object.As<Policy>();
  return StrCat("ALTER POLICY ", QuoteIdentifier(object.key.name()), " ON ", TableName(object.key), " TO ", RoleList(policy), Conditions(policy));
}

void Alter(const Change& change, Expander& out) {
  out.Alter(Action::kAlterPolicy, change, change.after->key.ToString()).Sql(AlterStatement(*change.after)).Undo(AlterStatement(*change.before));
}

constexpr const char* kAll = "roles,using_expression,with_check";
constexpr Recipe kRecipes[] = {{"permissive", &Always, nullptr},
                               {"command", &Always, nullptr},
                               {"roles", nullptr, &Alter, kAll},
                               {"using_expression", &ConditionComesOrGoes, &Alter, kAll},
                               {"with_check", &ConditionComesOrGoes, &Alter, kAll}};

}  // namespace

std::string CreatePolicyStatement(const Object& object) {
  const auto& policy = object.As<Policy>();
  std::string text = StrCat("CREATE POLICY ", QuoteIdentifier(object.key.name()), " ON ", TableName(object.key));
  if (!policy.permissive) StrAppend(&text, " AS RESTRICTIVE");
  if (policy.command != schema::PolicyCommand::kAll) StrAppend(&text, " FOR ", schema::EnumName(policy.command));
  if (!policy.roles.empty()) StrAppend(&text, " TO ", RoleList(policy));
  return text + Conditions(policy);
}

void CreatePolicy(const Change& change, Expander& out) {
  Draft& draft = out.Create(Action::kCreatePolicy, change, change.after->key.ToString());
  for (std::string& statement : CreateStatements(*change.after)) draft.Sql(std::move(statement));
  draft.Undo(DropStatement(change.after->key));
}

void DropPolicy(const Change& change, Expander& out) {
  out.Drop(Action::kDropPolicy, change, change.before->key.ToString()).Sql(DropStatement(change.before->key)).Undo(CreateStatements(*change.before));
}

absl::Span<const Recipe> PolicyRecipes() { return kRecipes; }

}  // namespace planner
