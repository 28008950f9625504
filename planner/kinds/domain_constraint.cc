#include "absl/strings/str_cat.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/sql_writer.h"

namespace planner {
namespace {

using absl::StrCat;
using schema::DomainConstraint;

std::string ValidateStatement(const schema::ObjectKey& key) {
  return StrCat("ALTER DOMAIN ", TableName(key), " VALIDATE CONSTRAINT ", schema::QuoteIdentifier(key.name()));
}

Draft& Validate(const Change& change, Expander& out) {
  Draft& draft = out.Alter(Action::kValidateDomainConstraint, change, StrCat("validate ", change.after->key.ToString()));
  LockUsersOfDomain(change.after->key.Parent(schema::Kind::kDomain), out, draft);
  draft.Sql(ValidateStatement(change.after->key)).Sign(Sign::kValidate).In(Phase::kMigrate);
  draft.Warn(HazardId::kBlocksWrites, StrCat("every table with a column of ", TableName(change.after->key), " is read in full under SHARE"));
  return draft;
}

// Only from not valid to valid is there a statement.
bool LosesValidity(const Change& change, const Expander&) { return !change.after->As<DomainConstraint>().valid; }

void BecomeValid(const Change& change, Expander& out) {
  // There is no statement that makes a constraint not valid again.
  Validate(change, out).Undo(DropConstraint(change.before->key)).Undo(CreateStatements(*change.before));
}

constexpr Recipe kRecipes[] = {{"expression", &Always, nullptr}, {"valid", &LosesValidity, &BecomeValid}};

}  // namespace

void CreateDomainConstraint(const Change& change, Expander& out) {
  bool wanted_valid = change.after->As<DomainConstraint>().valid;
  bool in_two_steps = wanted_valid && out.online();
  out.BeginRecipe();
  Draft& draft = out.Create(Action::kAddDomainConstraintNotValid, change, StrCat(change.after->key.ToString(), in_two_steps ? ", not valid" : ""));
  draft.Sql(AddConstraint(*change.after, in_two_steps ? Validity::kNotValid : Validity::kAsDefined)).Undo(DropConstraint(change.after->key));
  if (change.after->common.comment.has_value()) {
    draft.Sql(StrCat("COMMENT ON ", Designator(change.after->key), " IS ", schema::QuoteLiteral(*change.after->common.comment)));
  }
  if (in_two_steps) Validate(change, out);
  out.EndRecipe();
}

void DropDomainConstraint(const Change& change, Expander& out) {
  Draft& draft = out.Drop(Action::kDropDomainConstraint, change, change.before->key.ToString());
  draft.Sql(DropConstraint(change.before->key));
  if (!change.before->As<DomainConstraint>().valid || !out.online()) {
    draft.Undo(CreateStatements(*change.before));
    return;
  }
  draft.Undo(AddConstraint(*change.before, Validity::kNotValid)).Undo(ValidateStatement(change.before->key)).UndoTxn(Txn::kOutside);
  if (change.before->common.comment.has_value()) draft.Undo(StrCat("COMMENT ON ", Designator(change.before->key), " IS ", schema::QuoteLiteral(*change.before->common.comment)));
}

absl::Span<const Recipe> DomainConstraintRecipes() { return kRecipes; }

}  // namespace planner
