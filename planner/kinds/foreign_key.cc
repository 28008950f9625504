#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "planner/common.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/kinds/partition_parts.h"
#include "planner/references.h"
#include "planner/sql_writer.h"

namespace planner {
namespace {

using absl::StrCat;
using schema::ForeignKey;
using schema::QuoteIdentifier;

constexpr int kNotValidOnPartitionedSince = 180000;

std::string ValidateStatement(const schema::ObjectKey& key) {
  return StrCat("ALTER TABLE ", TableName(key), " VALIDATE CONSTRAINT ", QuoteIdentifier(key.name()));
}

Draft& Validate(const Change& change, Expander& out) {
  return out.Alter(Action::kValidateForeignKey, change, StrCat("validate ", change.after->key.ToString()))
      .Sql(ValidateStatement(change.after->key))
      .Sign(Sign::kValidate)
      .In(Phase::kMigrate)
      .Locks(change.after->As<ForeignKey>().referenced_table);
}

// Rows whose key is not in the referenced table. MATCH SIMPLE: a row with any NULL among the columns passes.
void AskForOrphans(const Change& change, Expander& out, const Draft& draft) {
  const ForeignKey& key = change.after->As<ForeignKey>();
  if (key.period) return;
  std::vector<std::string> joins, present;
  for (size_t i = 0; i < key.columns.size(); ++i) {
    joins.push_back(StrCat("p.", QuoteIdentifier(key.referenced_columns[i]), " = c.", QuoteIdentifier(key.columns[i])));
    present.push_back(StrCat("c.", QuoteIdentifier(key.columns[i]), " IS NOT NULL"));
  }
  planner::Check check;
  check.question = StrCat("Does every row of ", TableName(change.after->key), " have its row in ", SqlName(key.referenced_table), "?");
  check.sql = StrCat("SELECT count(*) FROM ", TableName(change.after->key), " c WHERE ", absl::StrJoin(present, " AND "), " AND NOT EXISTS (SELECT FROM ",
                     SqlName(key.referenced_table), " p WHERE ", absl::StrJoin(joins, " AND "), ")");
  check.expected = "0";
  out.AddCheck(std::move(check), draft);
}

void ChangeDeferral(const Change& change, Expander& out) {
  auto statement = [&](const schema::Object& object) {
    std::string clause = DeferralClause(object.As<ForeignKey>().deferral);
    if (object.As<ForeignKey>().deferral == schema::Deferral::kInitiallyImmediate) clause += " INITIALLY IMMEDIATE";
    return StrCat("ALTER TABLE ", TableName(object.key), " ALTER CONSTRAINT ", QuoteIdentifier(object.key.name()), clause.empty() ? " NOT DEFERRABLE" : clause);
  };
  out.Alter(Action::kAlterForeignKey, change, change.after->key.ToString())
      .Sql(statement(*change.after))
      .Undo(statement(*change.before))
      .Locks(change.after->As<ForeignKey>().referenced_table);
}

void BecomeValid(const Change& change, Expander& out) {
  // There is no statement that makes a constraint not valid again.
  Validate(change, out).Undo(DropConstraint(change.before->key)).Undo(CreateStatements(*change.before));
}

bool LosesValidity(const Change& change, const Expander&) { return !change.after->As<ForeignKey>().valid; }

constexpr Recipe kRecipes[] = {{"columns", &Always, nullptr},    {"referenced_table", &Always, nullptr},  {"referenced_columns", &Always, nullptr},
                               {"match_full", &Always, nullptr}, {"on_update", &Always, nullptr},         {"on_delete", &Always, nullptr},
                               {"on_delete_columns", &Always, nullptr}, {"enforced", &Always, nullptr},   {"period", &Always, nullptr},
                               {"deferral", nullptr, &ChangeDeferral},  {"valid", &LosesValidity, &BecomeValid}};

}  // namespace

void CreateForeignKey(const Change& change, Expander& out) {
  const ForeignKey& key = change.after->As<ForeignKey>();
  if (key.valid && key.enforced && out.server_version() < kNotValidOnPartitionedSince && ByPartition(TableOf(change.after->key), out)) return CreateForeignKeyByPartition(change, out);
  bool in_two_steps = key.valid && key.enforced && !out.IsQuiet(TableOf(change.after->key));
  out.BeginRecipe();
  Draft& draft = out.Create(in_two_steps || !key.valid ? Action::kAddForeignKeyNotValid : Action::kAddForeignKey, change,
                            StrCat(change.after->key.ToString(), in_two_steps ? ", not valid" : ""));
  draft.Locks(key.referenced_table);
  for (schema::ObjectKey& carrying : CarryingKeys(out.to(), key)) draft.needs.push_back(std::move(carrying));
  for (const schema::ObjectKey& carrying : CarryingKeys(out.from(), key)) {
    if (out.IsDropped(carrying) && !out.IsCreated(carrying)) draft.creates.push_back(GoneCarrier(carrying));
  }
  draft.Sql(AddConstraint(*change.after, in_two_steps ? Validity::kNotValid : Validity::kAsDefined));
  for (std::string& statement : Trimmings(*change.after)) draft.Sql(std::move(statement));
  draft.Undo(DropConstraint(change.after->key));
  // On a table without rows nothing is scanned, so the constraint may go with its neighbours.
  if (!in_two_steps) {
    draft.step.txn = Txn::kShared;
    draft.step.work = Work::kCatalog;
  } else {
    AskForOrphans(change, out, draft);
    Validate(change, out);
  }
  out.EndRecipe();
}

void DropForeignKey(const Change& change, Expander& out) {
  const ForeignKey& key = change.before->As<ForeignKey>();
  Draft& draft = out.Drop(Action::kDropForeignKey, change, change.before->key.ToString());
  draft.Sql(DropConstraint(change.before->key)).Locks(key.referenced_table);
  for (schema::ObjectKey& carrying : CarryingKeys(out.from(), key)) draft.frees.push_back(std::move(carrying));
  for (const schema::ObjectKey& carrying : CarryingKeys(out.to(), key)) {
    if (out.IsCreated(carrying) && !out.IsDropped(carrying)) draft.drops.push_back(NewCarrier(carrying));
  }
  bool only_at_once = out.server_version() < kNotValidOnPartitionedSince && IsPartitioned(out.from(), TableOf(change.before->key));
  if (key.valid && key.enforced && out.online() && !only_at_once) {
    draft.Undo(AddConstraint(*change.before, Validity::kNotValid)).Undo(ValidateStatement(change.before->key)).Undo(Trimmings(*change.before));
    draft.UndoTxn(Txn::kOutside);
  } else {
    draft.Undo(CreateStatements(*change.before));
  }
}

absl::Span<const Recipe> ForeignKeyRecipes() { return kRecipes; }

}  // namespace planner
