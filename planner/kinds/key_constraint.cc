#include <algorithm>

#include "absl/strings/str_cat.h"
#include "planner/common.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/kinds/column_parts.h"
#include "planner/kinds/partition_parts.h"
#include "planner/references.h"
#include "planner/sql_writer.h"

namespace planner {
namespace {

using absl::StrCat;
using schema::KeyConstraint;
using schema::ObjectKey;
using schema::QuoteIdentifier;

// A primary key needs its columns NOT NULL; adding it while one is not yet would scan the table, or fail.
void RelyOnNotNull(const schema::Object& key, Draft& draft) {
  if (!key.As<KeyConstraint>().primary) return;
  for (const std::string& column : key.As<KeyConstraint>().columns) draft.relies.push_back(TableOf(key.key).Child(schema::Kind::kColumn, column));
}

// Only then can a column become nullable.
void LetGoOfNotNull(const schema::Object& key, Draft& draft) {
  if (!key.As<KeyConstraint>().primary) return;
  for (const std::string& column : key.As<KeyConstraint>().columns) draft.frees.push_back(NotNullOf(TableOf(key.key).Child(schema::Kind::kColumn, column)));
}

// PostgreSQL takes an existing index for a key only when it is a plain unique B-tree.
bool CanUseIndex(const KeyConstraint& key) { return !key.without_overlaps; }

void AskForDuplicates(const Change& change, Expander& out, const Draft& draft) {
  const KeyConstraint& key = change.after->As<KeyConstraint>();
  if (key.without_overlaps) return;
  UniqueRows rows{{}, std::nullopt, key.nulls_not_distinct};
  for (const std::string& column : key.columns) rows.expressions.push_back(QuoteIdentifier(column));
  AskForDuplicateRows(change.after->key, rows, out, draft);
}

// A key whose index belongs to one of the parent's goes with that.
std::string DropIfStillThere(const ObjectKey& key, bool may_be_gone) {
  if (!may_be_gone) return DropConstraint(key);
  return StrCat("ALTER TABLE ", TableName(key), " DROP CONSTRAINT IF EXISTS ", QuoteIdentifier(key.name()));
}

std::string DropIndexIfThere(const ObjectKey& key, const std::string& name) { return StrCat("DROP INDEX CONCURRENTLY IF EXISTS ", IndexSqlName(key, name)); }

// Building the index plainly: the only way where PostgreSQL takes no existing index.
void CreatePlainly(const Change& change, Expander& out) {
  Draft& draft = out.Create(Action::kAddKey, change, change.after->key.ToString());
  RelyOnNotNull(*change.after, draft);
  draft.Sql(AddConstraint(*change.after));
  for (std::string& statement : Trimmings(*change.after)) draft.Sql(std::move(statement));
  draft.Undo(DropConstraint(change.after->key));
  if (out.IsQuiet(TableOf(change.after->key))) {
    draft.step.txn = Txn::kShared;
    draft.step.work = Work::kCatalog;
    return;
  }
  draft.Warn(HazardId::kBlocksReads, StrCat("the index of ", change.after->key.ToString(), " is built under ACCESS EXCLUSIVE"));
  draft.Warn(HazardId::kMayFailOnData, "fails when two rows have the same key");
}

std::vector<std::string> BuildAgain(const schema::Object& key) {
  if (!CanUseIndex(key.As<KeyConstraint>())) return CreateStatements(key);
  std::string name(key.key.name());
  std::vector<std::string> statements = {CreateKeyIndexStatement(key, name), AddKeyUsingIndex(key, name)};
  for (std::string& statement : Trimmings(key)) statements.push_back(std::move(statement));
  return statements;
}

// The index options of a key can be set in place; its other fields cannot.
void ChangeOptions(const Change& change, Expander& out) {
  std::string prefix = StrCat("ALTER INDEX ", IndexSqlName(change.after->key, std::string(change.after->key.name())), " ");
  const auto& before = change.before->As<KeyConstraint>().options;
  const auto& after = change.after->As<KeyConstraint>().options;
  Draft& draft = out.Alter(Action::kSetIndexOptions, change, StrCat("options of ", change.after->key.ToString()));
  for (std::string& statement : OptionStatements(prefix, before, after)) draft.Sql(std::move(statement));
  draft.Undo(OptionStatements(prefix, after, before));
}

constexpr Recipe kRecipes[] = {{"primary", &Always, nullptr},  {"columns", &Always, nullptr},    {"include", &Always, nullptr},  {"nulls_not_distinct", &Always, nullptr},
                               {"without_overlaps", &Always, nullptr}, {"deferral", &Always, nullptr}, {"tablespace", &Always, nullptr}, {"options", &IsOfPartitioned, &ChangeOptions},
                               {"index_comment", nullptr, &ChangeIndexComment}};

}  // namespace

void CreateKeyConstraint(const Change& change, Expander& out) {
  const KeyConstraint& key = change.after->As<KeyConstraint>();
  const ObjectKey& object = change.after->key;
  if (out.IsQuiet(TableOf(object)) || !CanUseIndex(key)) return CreatePlainly(change, out);
  if (ByPartition(TableOf(object), out)) return CreateKeyByPartition(change, out);
  std::string name(object.name());
  out.BeginRecipe();
  Draft& build = out.Alter(Action::kCreateIndexConcurrently, change, StrCat("index of ", object.ToString(), ", concurrently"));
  build.alters.clear();
  build.creates = {object};  // its name is taken from here on
  build.Sql(CreateKeyIndexStatement(*change.after, name)).Undo(DropIndexIfThere(object, name)).UndoTxn(Txn::kOutside).Sign(Sign::kAdd);
  AskForDuplicates(change, out, build);
  Draft& add = out.Create(Action::kAddKeyUsingIndex, change, object.ToString());
  add.creates.push_back(NewCarrier(object));
  RelyOnNotNull(*change.after, add);
  add.Sql(AddKeyUsingIndex(*change.after, name));
  for (std::string& statement : Trimmings(*change.after)) add.Sql(std::move(statement));
  add.Undo(DropIfStillThere(object, BelongsToIndexOfParent(out.to(), object)));
  out.EndRecipe();
}

void DropKeyConstraint(const Change& change, Expander& out) {
  Draft& draft = out.Drop(Action::kDropKey, change, change.before->key.ToString());
  LetGoOfNotNull(*change.before, draft);
  draft.Sql(DropIfStillThere(change.before->key, BelongsToIndexOfParent(out.from(), change.before->key)));
  if (ByPartition(TableOf(change.before->key), out) && CanUseIndex(change.before->As<KeyConstraint>())) draft.Undo(BuildByPartition(*change.before, out)).UndoTxn(Txn::kOutside);
  else if (out.online()) draft.Undo(BuildAgain(*change.before)).UndoTxn(Txn::kOutside);
  else draft.Undo(CreateStatements(*change.before));
  DropsAttached(out.from(), change.before->key, out, draft);
  draft.drops.push_back(GoneCarrier(change.before->key));
}

// One statement takes the old key away and puts the new one, whose index is there already, in its place.
void ReplaceKeyConstraint(const Change& change, Expander& out) {
  const ObjectKey& object = change.after->key;
  std::string new_name = DerivedName(object.name(), "__new");
  auto swap_statement = [&](const schema::Object& target) {
    return StrCat("ALTER TABLE ", TableName(object), " DROP CONSTRAINT ", QuoteIdentifier(object.name()), ", ",
                  AddKeyUsingIndex(target, new_name).substr(StrCat("ALTER TABLE ", TableName(object), " ").size()));
  };
  out.BeginRecipe();
  Draft& build = out.Alter(Action::kCreateIndexConcurrently, change, StrCat("index of ", object.ToString(), " as it will be, concurrently"));
  build.frees.clear();
  build.Sql(CreateKeyIndexStatement(*change.after, new_name)).Undo(DropIndexIfThere(object, new_name)).UndoTxn(Txn::kOutside);
  AskForDuplicates(change, out, build);
  Draft& swap = out.Alter(Action::kSwapKey, change, StrCat(object.ToString(), ", new for old"));
  RelyOnNotNull(*change.after, swap);
  LetGoOfNotNull(*change.before, swap);
  swap.creates = {object};
  swap.drops = {object};
  swap.alters.clear();
  swap.Sql(swap_statement(*change.after));
  for (std::string& statement : Trimmings(*change.after)) swap.Sql(std::move(statement));
  swap.Undo(CreateKeyIndexStatement(*change.before, new_name)).Undo(swap_statement(*change.before)).Undo(Trimmings(*change.before)).UndoTxn(Txn::kOutside);
  out.EndRecipe();
}

bool CanReplaceKeyInPlace(const Change& change, const Expander& context) {
  if (ByPartition(TableOf(change.after->key), context)) return false;
  if (!context.online() || !CanUseIndex(change.after->As<KeyConstraint>()) || !CanUseIndex(change.before->As<KeyConstraint>())) return false;
  return true;
}

absl::Span<const Recipe> KeyConstraintRecipes() { return kRecipes; }

}  // namespace planner
