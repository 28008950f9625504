#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "planner/common.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/kinds/plain.h"
#include "planner/sql_writer.h"
#include "schema/signature_key.h"

namespace planner {

using absl::StrAppend;
using absl::StrCat;

namespace {

using schema::DefaultPrivileges;
using schema::Grant;
using schema::Object;

std::string Prefix(const DefaultPrivileges& body) {
  std::string text = "ALTER DEFAULT PRIVILEGES ";
  if (!body.role.empty()) StrAppend(&text, "FOR ROLE ", schema::QuoteIdentifier(body.role), " ");
  if (!body.schema.empty()) StrAppend(&text, "IN SCHEMA ", schema::QuoteIdentifier(body.schema), " ");
  return text;
}

std::string Target(const DefaultPrivileges& body) { return absl::AsciiStrToUpper(schema::EnumName(body.on)); }

// Null stands for what there is without such an object.
std::vector<std::string> Statements(const Object* from, const Object* to) {
  const auto& body = (to != nullptr ? to : from)->As<DefaultPrivileges>();
  std::vector<Grant> initial = body.schema.empty() ? schema::BuiltinDefaultGrants(body.on) : std::vector<Grant>();
  std::vector<std::string> none;
  const std::vector<std::string>& revoked_before = from == nullptr ? none : from->As<DefaultPrivileges>().revoked_from_role;
  const std::vector<std::string>& revoked_after = to == nullptr ? none : to->As<DefaultPrivileges>().revoked_from_role;
  std::vector<std::string> statements =
      PrivilegeStatements({Prefix(body), Target(body), ""}, from == nullptr ? initial : from->common.grants, to == nullptr ? initial : to->common.grants);
  std::vector<std::string> back, gone;
  std::set_difference(revoked_before.begin(), revoked_before.end(), revoked_after.begin(), revoked_after.end(), std::back_inserter(back));
  std::set_difference(revoked_after.begin(), revoked_after.end(), revoked_before.begin(), revoked_before.end(), std::back_inserter(gone));
  std::string role = body.role.empty() ? "CURRENT_ROLE" : schema::QuoteIdentifier(body.role);
  if (!back.empty()) statements.push_back(StrCat(Prefix(body), "GRANT ", absl::StrJoin(back, ", "), " ON ", Target(body), " TO ", role));
  if (!gone.empty()) statements.push_back(StrCat(Prefix(body), "REVOKE ", absl::StrJoin(gone, ", "), " ON ", Target(body), " FROM ", role));
  return statements;
}

void ChangeRevoked(const Change& change, Expander& out) {
  if (change.fields.common == 0) AlterDefaultPrivileges(change, out);  // else the common fields say it all
}

}  // namespace

std::vector<std::string> DefaultPrivilegesStatements(const Object& object) { return Statements(nullptr, &object); }

void CreateDefaultPrivileges(const Change& change, Expander& out) {
  Draft& draft = out.Create(Action::kAlterDefaultPrivileges, change, change.after->key.ToString());
  for (std::string& statement : Statements(nullptr, change.after)) draft.Sql(std::move(statement));
  draft.Undo(Statements(change.after, nullptr));
}

void DropDefaultPrivileges(const Change& change, Expander& out) {
  Draft& draft = out.Drop(Action::kAlterDefaultPrivileges, change, change.before->key.ToString());
  for (std::string& statement : Statements(change.before, nullptr)) draft.Sql(std::move(statement));
  draft.Undo(Statements(nullptr, change.before));
}

void AlterDefaultPrivileges(const Change& change, Expander& out) {
  Draft& draft = out.Alter(Action::kAlterDefaultPrivileges, change, change.after->key.ToString());
  for (std::string& statement : Statements(change.before, change.after)) draft.Sql(std::move(statement));
  draft.Undo(Statements(change.after, change.before));
}

absl::Span<const Recipe> DefaultPrivilegesRecipes() {
  static constexpr Recipe kRecipes[] = {{"revoked_from_role", nullptr, &ChangeRevoked}};
  return kRecipes;
}

}  // namespace planner
