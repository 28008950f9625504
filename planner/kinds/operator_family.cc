#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/kinds/plain.h"
#include "planner/sql_writer.h"
#include "schema/signature_key.h"

namespace planner {

using absl::StrAppend;
using absl::StrCat;

namespace {

using schema::FamilyFunction;
using schema::FamilyOperator;
using schema::OperatorFamily;

std::string TypesOf(const FamilyFunction& member) { return StrCat("(", schema::FormatType(member.left), ", ", schema::FormatType(member.right), ")"); }
// "(integer, bigint)" of "<(integer, bigint)".
std::string TypesOf(const FamilyOperator& member) { return std::string(member.op.name().substr(schema::NameBeforeTypes(member.op).size())); }

std::vector<std::string> Dropped(const std::vector<FamilyOperator>& operators, const std::vector<FamilyFunction>& functions) {
  std::vector<std::string> items;
  for (const FamilyOperator& member : operators) items.push_back(StrCat("OPERATOR ", member.strategy, " ", TypesOf(member)));
  for (const FamilyFunction& member : functions) items.push_back(StrCat("FUNCTION ", member.number, " ", TypesOf(member)));
  return items;
}

template <typename Member>
std::vector<Member> Minus(const std::vector<Member>& a, const std::vector<Member>& b) {
  std::vector<Member> rest;
  for (const Member& member : a) {
    if (std::find(b.begin(), b.end(), member) == b.end()) rest.push_back(member);
  }
  return rest;
}

// From one set of members to another: what goes, then what comes.
std::vector<std::string> Changes(const std::string& family, const OperatorFamily& before, const OperatorFamily& after) {
  std::vector<std::string> statements;
  std::vector<std::string> gone = Dropped(Minus(before.operators, after.operators), Minus(before.functions, after.functions));
  if (!gone.empty()) statements.push_back(StrCat(family, " DROP ", absl::StrJoin(gone, ", ")));
  std::vector<std::string> come = FamilyMemberItems(Minus(after.operators, before.operators), Minus(after.functions, before.functions));
  if (!come.empty()) statements.push_back(StrCat(family, " ADD ", absl::StrJoin(come, ", ")));
  return statements;
}

void ChangeMembers(const Change& change, Expander& out) {
  std::string family = StrCat("ALTER OPERATOR FAMILY ", SqlName(change.after->key));
  Draft& draft = out.Alter(Action::kAlterOperatorFamily, change, change.after->key.ToString());
  for (std::string& statement : Changes(family, change.before->As<OperatorFamily>(), change.after->As<OperatorFamily>())) draft.Sql(std::move(statement));
  draft.Undo(Changes(family, change.after->As<OperatorFamily>(), change.before->As<OperatorFamily>()));
}

}  // namespace

std::vector<std::string> FamilyMemberItems(const std::vector<FamilyOperator>& operators, const std::vector<FamilyFunction>& functions) {
  std::vector<std::string> items;
  for (const FamilyOperator& member : operators) {
    items.push_back(StrCat("OPERATOR ", member.strategy, " ", OperatorWithTypes(member.op), member.sort_family.has_value() ? StrCat(" FOR ORDER BY ", NameOf(*member.sort_family)) : ""));
  }
  for (const FamilyFunction& member : functions) items.push_back(StrCat("FUNCTION ", member.number, " ", TypesOf(member), " ", RoutineWithTypes(member.function)));
  return items;
}

std::vector<std::string> OperatorFamilyStatements(const schema::Object& object) {
  const auto& body = object.As<OperatorFamily>();
  std::vector<std::string> statements = {StrCat("CREATE OPERATOR FAMILY ", SqlName(object.key))};
  std::vector<std::string> items = FamilyMemberItems(body.operators, body.functions);
  if (!items.empty()) statements.push_back(StrCat("ALTER OPERATOR FAMILY ", SqlName(object.key), " ADD ", absl::StrJoin(items, ", ")));
  return statements;
}

void CreateOperatorFamily(const Change& change, Expander& out) { CreatePlainly(Action::kCreateOperatorFamily, change, out); }
void DropOperatorFamily(const Change& change, Expander& out) { DropPlainly(Action::kDropOperatorFamily, change, out); }

absl::Span<const Recipe> OperatorFamilyRecipes() {
  static constexpr Recipe kRecipes[] = {{"operators", nullptr, &ChangeMembers, "functions"}, {"functions", nullptr, &ChangeMembers}};
  return kRecipes;
}

}  // namespace planner
