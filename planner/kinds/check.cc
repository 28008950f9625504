#include "absl/strings/str_cat.h"
#include "planner/common.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/sql_writer.h"

namespace planner {
namespace {

using absl::StrCat;

Draft& Validate(const Change& change, Expander& out) {
  return out.Alter(Action::kValidateConstraint, change, StrCat("validate ", change.after->key.ToString()))
      .Sql(StrCat("ALTER TABLE ", TableName(change.after->key), " VALIDATE CONSTRAINT ", schema::QuoteIdentifier(change.after->key.name())))
      .Sign(Sign::kValidate)
      .In(Phase::kMigrate);
}

void AskForViolations(const Change& change, Expander& out, const Draft& draft) {
  planner::Check question;
  question.question = StrCat("Do all rows of ", TableName(change.after->key), " satisfy ", schema::QuoteIdentifier(change.after->key.name()), "?");
  question.sql = StrCat("SELECT count(*) FROM ", TableName(change.after->key), " WHERE NOT (", change.after->As<schema::Check>().expression.sql, ")");
  question.expected = "0";
  out.AddCheck(std::move(question), draft);
}

void BecomeValid(const Change& change, Expander& out) {
  // There is no statement that makes a constraint not valid again.
  Validate(change, out).Undo(DropConstraint(change.before->key)).Undo(CreateStatements(*change.before));
}

bool NoStatement(const Change& change, const Expander&) { return !change.after->As<schema::Check>().valid; }

constexpr Recipe kRecipes[] = {{"expression", &Always, nullptr}, {"no_inherit", &Always, nullptr}, {"enforced", &Always, nullptr}, {"valid", &NoStatement, &BecomeValid}};

}  // namespace

void CreateCheck(const Change& change, Expander& out) {
  const schema::Check& check = change.after->As<schema::Check>();
  bool in_two_steps = check.valid && check.enforced && !out.IsQuiet(TableOf(change.after->key));
  out.BeginRecipe();
  Draft& draft = out.Create(Action::kAddCheckNotValid, change, StrCat(change.after->key.ToString(), in_two_steps ? ", not valid" : ""));
  draft.Sql(AddConstraint(*change.after, in_two_steps ? Validity::kNotValid : Validity::kAsDefined));
  for (std::string& statement : Trimmings(*change.after)) draft.Sql(std::move(statement));
  draft.Undo(DropConstraint(change.after->key));
  if (in_two_steps) {
    AskForViolations(change, out, draft);
    Validate(change, out);
  }
  out.EndRecipe();
}

void DropCheck(const Change& change, Expander& out) {
  Draft& draft = out.Drop(Action::kDropCheck, change, change.before->key.ToString());
  draft.Sql(DropConstraint(change.before->key));
  const schema::Check& check = change.before->As<schema::Check>();
  if (check.valid && check.enforced && out.online()) {
    draft.Undo(AddConstraint(*change.before, Validity::kNotValid));
    draft.Undo(StrCat("ALTER TABLE ", TableName(change.before->key), " VALIDATE CONSTRAINT ", schema::QuoteIdentifier(change.before->key.name())));
    draft.Undo(Trimmings(*change.before)).UndoTxn(Txn::kOutside);
  } else {
    draft.Undo(CreateStatements(*change.before));
  }
}

absl::Span<const Recipe> CheckRecipes() { return kRecipes; }

}  // namespace planner
