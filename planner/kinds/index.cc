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
using schema::Index;
using schema::ObjectKey;

std::string DropConcurrently(const ObjectKey& key, const std::string& name) { return StrCat("DROP INDEX CONCURRENTLY IF EXISTS ", IndexSqlName(key, name)); }

std::string Rename(const ObjectKey& key, const std::string& from, const std::string& to) {
  return StrCat("ALTER INDEX ", IndexSqlName(key, from), " RENAME TO ", schema::QuoteIdentifier(to));
}

void AskForDuplicates(const Change& change, Expander& out, const Draft& draft) {
  const Index& index = change.after->As<Index>();
  if (!index.unique) return;
  UniqueRows rows{{}, index.predicate, index.nulls_not_distinct};
  for (const schema::IndexPart& part : index.parts) {
    rows.expressions.push_back(part.column.has_value() ? schema::QuoteIdentifier(*part.column) : StrCat("(", part.expression->sql, ")"));
  }
  AskForDuplicateRows(change.after->key, rows, out, draft);
}

// CREATE INDEX CONCURRENTLY in place of an invalid index of this name, which an earlier try left behind.
void Repair(const Change& change, Expander& out) {
  std::string name(change.after->key.name());
  out.BeginRecipe();
  Change drop{ChangeAction::kReplace, change.before, nullptr, {}, {}};
  out.Drop(Action::kDropIndexConcurrently, drop, StrCat("invalid ", change.before->key.ToString(), ", left by an earlier try"))
      .Sql(DropConcurrently(change.before->key, name))
      .NoUndo(UndoClass::kNone, "an invalid index is not made again");
  Draft& draft = out.Create(Action::kCreateIndexConcurrently, change, StrCat(change.after->key.ToString(), ", concurrently"));
  draft.Sql(CreateIndexStatement(*change.after, {.concurrently = true, .name = {}, .only = false}));
  for (std::string& statement : Trimmings(*change.after)) draft.Sql(std::move(statement));
  draft.Undo(DropConcurrently(change.after->key, name)).UndoTxn(Txn::kOutside);
  AskForDuplicates(change, out, draft);
  out.EndRecipe();
}

void ChangeOptions(const Change& change, Expander& out) {
  std::string prefix = StrCat("ALTER INDEX ", IndexSqlName(change.after->key, std::string(change.after->key.name())), " ");
  const auto& before = change.before->As<Index>().options;
  const auto& after = change.after->As<Index>().options;
  Draft& draft = out.Alter(Action::kSetIndexOptions, change, StrCat("options of ", change.after->key.ToString()));
  for (std::string& statement : OptionStatements(prefix, before, after)) draft.Sql(std::move(statement));
  draft.Undo(OptionStatements(prefix, after, before));
}

void ChangeStatistics(const Change& change, Expander& out) {
  const auto& before = change.before->As<Index>().statistics;
  const auto& after = change.after->As<Index>().statistics;
  Draft& draft = out.Alter(Action::kSetIndexOptions, change, StrCat("statistics targets of ", change.after->key.ToString()));
  for (std::string& statement : KeyStatisticsStatements(change.after->key, before, after)) draft.Sql(std::move(statement));
  draft.Undo(KeyStatisticsStatements(change.after->key, after, before));
}

constexpr Recipe kRecipes[] = {{"unique", &Always, nullptr},  {"nulls_not_distinct", &Always, nullptr}, {"method", &Always, nullptr},
                               {"parts", &Always, nullptr},   {"include", &Always, nullptr},            {"predicate", &Always, nullptr},
                               {"tablespace", &Always, nullptr}, {"valid", &Always, nullptr},           {"options", &IsOfPartitioned, &ChangeOptions},
                               {"statistics", nullptr, &ChangeStatistics}};

}  // namespace

void AskForDuplicateRows(const ObjectKey& key, const UniqueRows& rows, Expander& out, const Draft& draft) {
  planner::Check check;
  std::string list = absl::StrJoin(rows.expressions, ", ");
  std::vector<std::string> conditions;
  if (rows.predicate.has_value()) conditions.push_back(StrCat("(", rows.predicate->sql, ")"));
  // A row with a NULL among the values is like no other, unless the index says NULLS NOT DISTINCT.
  if (!rows.nulls_not_distinct) conditions.push_back(StrCat("ROW(", list, ") IS NOT NULL"));
  check.question = StrCat("Are the rows of ", TableName(key), " unique by (", list, ")?");
  check.sql = StrCat("SELECT count(*) FROM (SELECT FROM ", TableName(key), conditions.empty() ? "" : StrCat(" WHERE ", absl::StrJoin(conditions, " AND ")),
                     " GROUP BY ", list, " HAVING count(*) > 1) duplicates");
  check.expected = "0";
  out.AddCheck(std::move(check), draft);
}

void CreateIndex(const Change& change, Expander& out) {
  const ObjectKey& key = change.after->key;
  if (ByPartition(TableOf(key), out)) return CreateIndexByPartition(change, out);
  bool quiet = out.IsQuiet(TableOf(key));
  Draft& draft = out.Create(quiet ? Action::kCreateIndex : Action::kCreateIndexConcurrently, change, StrCat(key.ToString(), quiet ? "" : ", concurrently"));
  // Of a partitioned table an index is not valid that does not have one of every partition.
  bool only = IsPartitioned(out.to(), TableOf(key)) && !change.after->As<Index>().valid;
  draft.Sql(CreateIndexStatement(*change.after, {.concurrently = !quiet, .name = {}, .only = only}));
  for (std::string& statement : Trimmings(*change.after)) draft.Sql(std::move(statement));
  if (quiet) {
    draft.step.txn = Txn::kShared;
    draft.step.work = Work::kCatalog;
    draft.Undo(DropStatement(key));
    return;
  }
  draft.Undo(DropConcurrently(key, std::string(key.name()))).UndoTxn(Txn::kOutside);
  AskForDuplicates(change, out, draft);
}

void DropIndex(const Change& change, Expander& out) {
  const ObjectKey& key = change.before->key;
  if (ByPartition(TableOf(key), out)) return DropIndexOfPartitioned(change, out);
  Draft& draft = out.Drop(Action::kDropIndexConcurrently, change, StrCat(key.ToString(), ", concurrently"));
  draft.Sql(DropConcurrently(key, std::string(key.name())));
  if (change.before->As<Index>().unique) draft.drops.push_back(GoneCarrier(key));
  if (!change.before->As<Index>().valid) {
    draft.NoUndo(UndoClass::kNone, "an invalid index is not made again");
    return;
  }
  draft.Undo(CreateIndexStatement(*change.before, {.concurrently = true, .name = {}, .only = false})).Undo(Trimmings(*change.before)).UndoTxn(Txn::kOutside);
}

// Never a moment without an index: the new one is built under a derived name, takes the old one's place by rename, and the old one goes.
void ReplaceIndex(const Change& change, Expander& out) {
  if (!change.before->As<Index>().valid) return Repair(change, out);
  const ObjectKey& key = change.after->key;
  std::string name(key.name());
  std::string new_name = DerivedName(name, "__new"), old_name = DerivedName(name, "__old");
  out.BeginRecipe();
  Draft& build = out.Alter(Action::kCreateIndexConcurrently, change, StrCat(key.ToString(), " as it will be, concurrently"));
  build.Sql(CreateIndexStatement(*change.after, {.concurrently = true, .name = new_name, .only = false})).Undo(DropConcurrently(key, new_name)).UndoTxn(Txn::kOutside);
  build.frees.clear();
  AskForDuplicates(change, out, build);
  Draft& swap = out.Alter(Action::kRenameIndex, change, StrCat(key.ToString(), ", new for old"));
  swap.frees.clear();
  swap.Sql(Rename(key, name, old_name)).Sql(Rename(key, new_name, name));
  for (std::string& statement : Trimmings(*change.after)) swap.Sql(std::move(statement));
  swap.Undo(Rename(key, name, new_name)).Undo(Rename(key, old_name, name));
  Draft& drop = out.Alter(Action::kDropIndexConcurrently, change, StrCat(key.ToString(), " as it was, concurrently"));
  drop.Sql(DropConcurrently(key, old_name)).Undo(CreateIndexStatement(*change.before, {.concurrently = true, .name = old_name, .only = false}));
  if (change.before->common.comment.has_value()) {
    drop.Undo(StrCat("COMMENT ON INDEX ", IndexSqlName(key, old_name), " IS ", schema::QuoteLiteral(*change.before->common.comment)));
  }
  schema::ObjectKey old_key = TableOf(key).Child(schema::Kind::kIndex, old_name);
  drop.Undo(KeyStatisticsStatements(old_key, {}, change.before->As<Index>().statistics));
  drop.UndoTxn(Txn::kOutside).Sign(Sign::kRemove);
  out.EndRecipe();
}

absl::Span<const Recipe> IndexRecipes() { return kRecipes; }

}  // namespace planner
