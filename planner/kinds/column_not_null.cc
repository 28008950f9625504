#include "absl/strings/str_cat.h"
#include "planner/common.h"
#include "planner/definitions.h"
#include "planner/kinds/column_parts.h"
#include "planner/sql_writer.h"

namespace planner {
namespace {

using absl::StrCat;
using schema::Column;
using schema::NotNull;
using schema::Object;
using schema::QuoteIdentifier;

constexpr int kNamedNotNull = 180000;  // from here on NOT NULL is a constraint with a name, and can be NOT VALID

std::string AlterTable(const Object& column, absl::string_view what) { return StrCat("ALTER TABLE ", TableName(column.key), " ", what); }

// A step on the way to NOT NULL is no change that an index or a foreign key of the column would have to wait for; a primary key must.
Draft& Proves(const Change& change, Draft& draft) {
  draft.alters.clear();
  draft.proves = {change.after->key};
  return draft;
}

// True when `tree` is `column IS NOT NULL`, alone or among the terms of an AND.
bool IsNotNullTest(const schema::Node& tree, const schema::ObjectKey& column) {
  if (tree.op == schema::Op::kAnd) {
    for (const schema::NodePtr& child : tree.children) {
      if (IsNotNullTest(*child, column)) return true;
    }
    return false;
  }
  return tree.op == schema::Op::kIsNull && tree.Has(schema::Node::kFlagNot) && tree.children.size() == 1 && tree.children[0]->op == schema::Op::kColumn &&
         tree.children[0]->text == column.name();
}

// SET NOT NULL needs no scan where a valid CHECK, which stays until then, proves it (ConstraintImpliedByRelConstraint, tablecmds.c).
bool IsProven(const Object& column, const Expander& context) {
  for (const auto& object : context.from().Below(TableOf(column.key))) {
    if (object->key.kind != schema::Kind::kCheck || context.IsDropped(object->key)) continue;
    const auto& check = object->As<schema::Check>();
    if (check.valid && check.enforced && check.expression.tree != nullptr && IsNotNullTest(*check.expression.tree, column.key)) return true;
  }
  return false;
}

void AskForNulls(const Object& column, Expander& out, const Draft& draft) {
  Check check;
  check.question = StrCat("Has every row of ", TableName(column.key), " a value in ", QuoteIdentifier(column.key.name()), "?");
  check.sql = StrCat("SELECT count(*) FROM ", TableName(column.key), " WHERE ", QuoteIdentifier(column.key.name()), " IS NULL");
  check.expected = "0";
  out.AddCheck(std::move(check), draft);
}

std::string ConstraintText(const Object& column) {
  const NotNull& not_null = *column.As<Column>().not_null;
  return StrCat("CONSTRAINT ", QuoteIdentifier(*not_null.name), " NOT NULL ", QuoteIdentifier(column.key.name()), not_null.no_inherit ? " NO INHERIT" : "");
}

std::string NotNullComment(const Object& column, const std::optional<std::string>& comment) {
  return StrCat("COMMENT ON CONSTRAINT ", QuoteIdentifier(*column.As<Column>().not_null->name), " ON ", TableName(column.key), " IS ",
                comment.has_value() ? schema::QuoteLiteral(*comment) : "NULL");
}

std::string Summary(const Change& change, absl::string_view what) { return StrCat(change.after->key.ToString(), ", ", what); }

// 18 and later: ADD CONSTRAINT … NOT NULL … NOT VALID, then VALIDATE.
void SetByConstraint(const Change& change, Expander& out) {
  const Object& column = *change.after;
  const NotNull& not_null = *column.As<Column>().not_null;
  std::string drop = AlterTable(column, StrCat("DROP CONSTRAINT ", QuoteIdentifier(*not_null.name)));
  Draft& add = Proves(change, out.Alter(Action::kAddNotNullNotValid, change, Summary(change, "not null, not valid")));
  add.Sql(AlterTable(column, StrCat("ADD ", ConstraintText(column), " NOT VALID"))).Undo(drop);
  if (not_null.comment.has_value()) add.Sql(NotNullComment(column, not_null.comment));
  if (!not_null.valid) return;
  AskForNulls(column, out, add);
  Proves(change, out.Alter(Action::kValidateConstraint, change, StrCat("validate not null of ", column.key.ToString())))
      .Sql(AlterTable(column, StrCat("VALIDATE CONSTRAINT ", QuoteIdentifier(*not_null.name))))
      .Sign(Sign::kValidate)
      .In(Phase::kMigrate);
}

// Before 18: a CHECK that proves it, validated without blocking writers, then SET NOT NULL, which believes it, then the CHECK goes.
// Two statements for the last two: together in one ALTER TABLE the server would scan after all.
void SetByCheck(const Change& change, Expander& out) {
  const Object& column = *change.after;
  std::string base = StrCat(TableOf(column.key).name(), "_", column.key.name());
  std::string name = QuoteIdentifier(DerivedName(base, "_not_null_check"));
  std::string check = StrCat("ADD CONSTRAINT ", name, " CHECK (", QuoteIdentifier(column.key.name()), " IS NOT NULL) NOT VALID");
  Draft& add = Proves(change, out.Alter(Action::kAddNotNullCheck, change, StrCat("check that ", column.key.ToString(), " is not null, not valid")));
  add.Sql(AlterTable(column, check)).Undo(AlterTable(column, StrCat("DROP CONSTRAINT ", name))).Sign(Sign::kAdd);
  AskForNulls(column, out, add);
  Proves(change, out.Alter(Action::kValidateConstraint, change, StrCat("validate that ", column.key.ToString(), " is not null")))
      .Sql(AlterTable(column, StrCat("VALIDATE CONSTRAINT ", name)))
      .Sign(Sign::kValidate)
      .In(Phase::kMigrate);
  Proves(change, out.Alter(Action::kSetNotNullProven, change, Summary(change, "not null")))
      .Sql(AlterColumn(column, "SET NOT NULL"))
      .Undo(AlterColumn(column, "DROP NOT NULL"))
      .In(Phase::kMigrate);
  Proves(change, out.Alter(Action::kDropCheck, change, StrCat("check that ", column.key.ToString(), " is not null, no longer needed")))
      .Sql(AlterTable(column, StrCat("DROP CONSTRAINT ", name)))
      .Undo(AlterTable(column, check))
      .Sign(Sign::kRemove)
      .In(Phase::kMigrate);
}

void Set(const Change& change, Expander& out) {
  const Object& column = *change.after;
  const NotNull& not_null = *column.As<Column>().not_null;
  bool quiet = out.IsQuiet(TableOf(column.key));
  bool named = out.server_version() >= kNamedNotNull && not_null.name.has_value();
  bool proven = IsProven(column, out);
  if (!quiet && !proven) {
    out.BeginRecipe();
    if (named) SetByConstraint(change, out);
    else SetByCheck(change, out);
    out.EndRecipe();
    return;
  }
  Draft& draft = Proves(change, out.Alter(Action::kSetNotNullProven, change, Summary(change, "not null")));
  if (named) {
    draft.Sql(AlterTable(column, StrCat("ADD ", ConstraintText(column), not_null.valid ? "" : " NOT VALID")));
    draft.Undo(AlterTable(column, StrCat("DROP CONSTRAINT ", QuoteIdentifier(*not_null.name))));
    if (not_null.comment.has_value()) draft.Sql(NotNullComment(column, not_null.comment));
  } else {
    draft.Sql(AlterColumn(column, "SET NOT NULL")).Undo(AlterColumn(column, "DROP NOT NULL"));
  }
}

void Drop(const Change& change, Expander& out) {
  const Object& before = *change.before;
  const NotNull& not_null = *before.As<Column>().not_null;
  Draft& draft = out.Alter(Action::kDropNotNull, change, Summary(change, "NULL allowed"));
  draft.alters.clear();  // nobody waits for it
  draft.drops = {NotNullOf(change.after->key)};
  draft.Sql(AlterColumn(*change.after, "DROP NOT NULL"));
  if (out.server_version() >= kNamedNotNull && not_null.name.has_value()) {
    draft.Undo(AlterTable(before, StrCat("ADD ", ConstraintText(before), " NOT VALID")));
    if (not_null.valid) draft.Undo(AlterTable(before, StrCat("VALIDATE CONSTRAINT ", QuoteIdentifier(*not_null.name))));
    if (not_null.comment.has_value()) draft.Undo(NotNullComment(before, not_null.comment));
    draft.UndoTxn(Txn::kOutside);
  } else {
    draft.Undo(AlterColumn(before, "SET NOT NULL")).UndoTxn(Txn::kAlone);
    draft.step.undo_note = "the undo reads the table in full, and fails when a row holds a NULL by then";
  }
}

// Both sides are NOT NULL; the constraint itself differs (18 and later).
void ChangeConstraint(const Change& change, Expander& out) {
  const Object& before = *change.before;
  const Object& after = *change.after;
  const NotNull& was = *before.As<Column>().not_null;
  const NotNull& is = *after.As<Column>().not_null;
  if (!was.name.has_value() || !is.name.has_value()) return;  // one side does not know names: a snapshot of an older server
  out.BeginRecipe();
  if (was.name != is.name) {
    auto rename = [&](const std::string& from, const std::string& to) {
      return AlterTable(after, StrCat("RENAME CONSTRAINT ", QuoteIdentifier(from), " TO ", QuoteIdentifier(to)));
    };
    out.Alter(Action::kRenameNotNull, change, Summary(change, "name of its NOT NULL")).Sql(rename(*was.name, *is.name)).Undo(rename(*is.name, *was.name));
  }
  std::string constraint = QuoteIdentifier(*is.name);
  if (was.no_inherit != is.no_inherit) {
    auto alter = [&](bool no_inherit) { return AlterTable(after, StrCat("ALTER CONSTRAINT ", constraint, no_inherit ? " NO INHERIT" : " INHERIT")); };
    out.Alter(Action::kNotNullInherit, change, Summary(change, "inheritance of its NOT NULL")).Sql(alter(is.no_inherit)).Undo(alter(was.no_inherit));
  }
  std::string drop = AlterTable(after, StrCat("DROP CONSTRAINT ", constraint));
  std::string add = AlterTable(after, StrCat("ADD ", ConstraintText(after), " NOT VALID"));
  std::string validate = AlterTable(after, StrCat("VALIDATE CONSTRAINT ", constraint));
  if (!was.valid && is.valid) {
    out.Alter(Action::kValidateConstraint, change, StrCat("validate not null of ", after.key.ToString())).Sql(validate).Undo(drop).Undo(add).Sign(Sign::kValidate).In(Phase::kMigrate);
  } else if (was.valid && !is.valid) {
    out.Alter(Action::kAddNotNullNotValid, change, Summary(change, "not null, not valid")).Sql(drop).Sql(add).Undo(validate).UndoTxn(Txn::kAlone);
  }
  if (was.comment != is.comment) {
    out.Alter(Action::kComment, change, Summary(change, "comment on its NOT NULL")).Sql(NotNullComment(after, is.comment)).Undo(NotNullComment(after, was.comment));
  }
  out.EndRecipe();
}

}  // namespace

schema::ObjectKey NotNullOf(const schema::ObjectKey& column) { return column.Child(schema::Kind::kColumn, "NOT NULL"); }

void ChangeNotNull(const Change& change, Expander& out) {
  bool was = change.before->As<Column>().not_null.has_value();
  bool is = change.after->As<Column>().not_null.has_value();
  if (was && is) ChangeConstraint(change, out);
  else if (is) Set(change, out);
  else Drop(change, out);
}

}  // namespace planner
