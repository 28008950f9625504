#include <algorithm>

#include "absl/strings/str_cat.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/kinds/partition_parts.h"
#include "planner/references.h"
#include "planner/sql_writer.h"

namespace planner {
namespace {

using absl::StrCat;
using schema::Option;
using schema::Table;

// One ALTER TABLE that states a property of the table; the undo states the one before.
template <typename State>
Draft& StateChange(Action action, const Change& change, Expander& out, const std::string& what, State state) {
  std::string prefix = StrCat("ALTER TABLE ", SqlName(change.after->key), " ");
  return out.Alter(action, change, StrCat(what, " of ", change.after->key.ToString()))
      .Sql(StrCat(prefix, state(change.after->As<Table>())))
      .Undo(StrCat(prefix, state(change.before->As<Table>())));
}

Draft& WarnOfRewrite(Draft& draft, const Change& change) {
  draft.UndoTxn(Txn::kAlone);
  return draft.Warn(HazardId::kTableRewrite, StrCat("table ", SqlName(change.after->key), " is rewritten under ACCESS EXCLUSIVE"));
}

void ChangeUnlogged(const Change& change, Expander& out) {
  WarnOfRewrite(StateChange(Action::kSetLogged, change, out, "persistence", [](const Table& table) { return table.unlogged ? "SET UNLOGGED" : "SET LOGGED"; }), change);
}

void ChangeAccessMethod(const Change& change, Expander& out) {
  WarnOfRewrite(StateChange(Action::kSetAccessMethod, change, out, "access method",
                            [](const Table& table) { return StrCat("SET ACCESS METHOD ", schema::QuoteIdentifier(table.access_method)); }), change);
}

void ChangeTablespace(const Change& change, Expander& out) {
  WarnOfRewrite(StateChange(Action::kSetTablespace, change, out, "tablespace",
                            [](const Table& table) { return StrCat("SET TABLESPACE ", schema::QuoteIdentifier(table.tablespace.value_or("pg_default"))); }), change);
}

std::vector<Option> Without(const std::vector<Option>& options, const std::vector<Option>& others) {
  std::vector<Option> result;
  for (const Option& option : options) {
    if (std::none_of(others.begin(), others.end(), [&](const Option& other) { return other.name == option.name; })) result.push_back(option);
  }
  return result;
}

std::vector<Option> Changed(const std::vector<Option>& before, const std::vector<Option>& after) {
  std::vector<Option> result;
  for (const Option& option : after) {
    if (std::find(before.begin(), before.end(), option) == before.end()) result.push_back(option);
  }
  return result;
}

void ChangeOptions(const Change& change, Expander& out) {
  std::string prefix = StrCat("ALTER TABLE ", SqlName(change.after->key), " ");
  const auto& before = change.before->As<Table>().options;
  const auto& after = change.after->As<Table>().options;
  Draft& draft = out.Alter(Action::kSetTableOptions, change, StrCat("options of ", change.after->key.ToString()));
  for (std::string& statement : OptionStatements(prefix, before, after)) draft.Sql(std::move(statement));
  draft.Undo(OptionStatements(prefix, after, before));
}

void ChangeRowSecurity(const Change& change, Expander& out) {
  Draft& draft = StateChange(Action::kRowSecurity, change, out, "row security",
                             [](const Table& table) { return table.row_security ? "ENABLE ROW LEVEL SECURITY" : "DISABLE ROW LEVEL SECURITY"; });
  // Without a policy nobody sees a row: policies come before row security and go after it.
  for (const auto& child : out.to().Below(change.after->key)) {
    if (child->key.kind == schema::Kind::kPolicy && out.IsCreated(child->key)) draft.needs.push_back(child->key);
  }
  for (const auto& child : out.from().Below(change.before->key)) {
    if (child->key.kind == schema::Kind::kPolicy && out.IsDropped(child->key)) draft.frees.push_back(child->key);
  }
  draft.Warn(HazardId::kBreaksRunningApplication, "rows appear or disappear for roles that row security concerns");
}

void ChangeForceRowSecurity(const Change& change, Expander& out) {
  StateChange(Action::kRowSecurity, change, out, "forced row security",
              [](const Table& table) { return table.force_row_security ? "FORCE ROW LEVEL SECURITY" : "NO FORCE ROW LEVEL SECURITY"; });
}

std::string ReplicaIdentityClause(const Table& table) {
  switch (table.replica_identity) {
    case schema::ReplicaIdentity::kNothing: return "REPLICA IDENTITY NOTHING";
    case schema::ReplicaIdentity::kFull: return "REPLICA IDENTITY FULL";
    case schema::ReplicaIdentity::kIndex: return StrCat("REPLICA IDENTITY USING INDEX ", schema::QuoteIdentifier(table.replica_identity_index.value_or("")));
    case schema::ReplicaIdentity::kDefault: break;
  }
  return "REPLICA IDENTITY DEFAULT";
}

std::string ClusterClause(const Table& table) {
  return table.cluster_index.has_value() ? StrCat("CLUSTER ON ", schema::QuoteIdentifier(*table.cluster_index)) : "SET WITHOUT CLUSTER";
}

void ChangeReplicaIdentity(const Change& change, Expander& out) {
  Draft& draft = StateChange(Action::kReplicaIdentity, change, out, "replica identity", &ReplicaIdentityClause);
  AddIndexMention(draft.needs, change.after->key, change.after->As<Table>().replica_identity_index);
  AddIndexMention(draft.frees, change.before->key, change.before->As<Table>().replica_identity_index);
}

void ChangeCluster(const Change& change, Expander& out) {
  Draft& draft = StateChange(Action::kClusterOn, change, out, "clustering", &ClusterClause);
  AddIndexMention(draft.needs, change.after->key, change.after->As<Table>().cluster_index);
  AddIndexMention(draft.frees, change.before->key, change.before->As<Table>().cluster_index);
}

// PostgreSQL has no statement for another partition key: SettleInherited has said so, and taken the change away.
void NoOtherKey(const Change&, Expander&) {}

constexpr Recipe kRecipes[] = {{"unlogged", nullptr, &ChangeUnlogged},
                               {"access_method", nullptr, &ChangeAccessMethod},
                               {"tablespace", nullptr, &ChangeTablespace},
                               {"options", nullptr, &ChangeOptions},
                               {"row_security", nullptr, &ChangeRowSecurity},
                               {"force_row_security", nullptr, &ChangeForceRowSecurity},
                               {"replica_identity", nullptr, &ChangeReplicaIdentity, "replica_identity_index"},
                               {"replica_identity_index", nullptr, &ChangeReplicaIdentity},
                               {"cluster_index", nullptr, &ChangeCluster},
                               {"partition_by", nullptr, &NoOtherKey},
                               {"partition_of", nullptr, &ChangePartitionOf},
                               {"attached_indexes", nullptr, &ChangeAttachedIndexes},
                               {"inherits", nullptr, &ChangeInherits},
                               {"of_type", nullptr, &ChangeOfType},
                               {"foreign_table", &IsOnAnotherServer, &ChangeForeignTable}};

}  // namespace

std::vector<std::string> OptionStatements(const std::string& prefix, const std::vector<Option>& before, const std::vector<Option>& after) {
  std::vector<std::string> statements;
  std::vector<Option> reset = Without(before, after), set = Changed(before, after);
  if (!reset.empty()) statements.push_back(StrCat(prefix, "RESET ", OptionNames(reset)));
  if (!set.empty()) statements.push_back(StrCat(prefix, "SET ", OptionValues(set)));
  return statements;
}

// An index named by the table may be an index or the index of a key; both are mentioned, the one that does not exist is ignored.
void AddIndexMention(std::vector<schema::ObjectKey>& keys, const schema::ObjectKey& table, const std::optional<std::string>& index) {
  if (!index.has_value()) return;
  keys.push_back(table.Child(schema::Kind::kIndex, *index));
  keys.push_back(table.Child(schema::Kind::kKeyConstraint, *index));
}

namespace {

// A table that is made anew: all that is below it on this side.
Change WithAllBelow(const Change& change, const schema::Database& side) {
  Change whole = change;
  for (const schema::ObjectPtr& child : side.Below(change.after->key)) whole.folded.push_back(child.get());
  return whole;
}

}  // namespace

void CreateTable(const Change& given, Expander& out) {
  const Change& change = given.action == ChangeAction::kReplace ? WithAllBelow(given, out.to()) : given;
  const schema::Object& table = *change.after;
  out.BeginRecipe();
  Draft& draft = out.Create(Action::kCreateTable, change, table.key.ToString());
  for (const schema::Object* child : change.folded) {
    for (const schema::ObjectKey& key : References(*child)) draft.needs.push_back(key);
    if (child->key.kind != schema::Kind::kSequence) draft.creates.push_back(child->key);
    else draft.needs.push_back(child->key);
    if (child->key.kind != schema::Kind::kForeignKey) continue;
    draft.Locks(child->As<schema::ForeignKey>().referenced_table);
    for (schema::ObjectKey& key : CarryingKeys(out.to(), child->As<schema::ForeignKey>())) draft.needs.push_back(std::move(key));
  }
  bool attached = IsAttachedLater(table, out);
  std::vector<std::string> statements = CreateStatements(table, change.folded);
  if (attached) {
    statements.front() = CreateLikeParent(table, change.folded);
    bool references = std::any_of(change.folded.begin(), change.folded.end(), [](const schema::Object* child) { return child->key.kind == schema::Kind::kForeignKey; });
    draft.Locks(table.As<Table>().partition_of->parent);
    if (!references) draft.step.lock = Lock::kAccessShare;  // LIKE reads the parent
  }
  for (std::string& statement : statements) draft.Sql(std::move(statement));
  for (const schema::Object* child : change.folded) {
    // The sequence has a step, and an undo, of its own: it must not go with the table that it was given to.
    if (child->key.kind == schema::Kind::kSequence) draft.Undo(StrCat("ALTER SEQUENCE ", SqlName(child->key), " OWNED BY NONE"));
  }
  draft.Undo(DropStatement(table));
  if (attached) AttachNew(change, out);
  out.EndRecipe();

  NameIndexesOfNewPartition(change, out);
  // What names an index of the table comes after the index.
  const Table& body = table.As<Table>();
  Change state{ChangeAction::kAlter, nullptr, change.after, {}, {}};
  schema::Object plain = table;
  plain.As<Table>().replica_identity = schema::ReplicaIdentity::kDefault;
  plain.As<Table>().replica_identity_index.reset();
  plain.As<Table>().cluster_index.reset();
  state.before = &out.Keep(std::move(plain));
  if (body.replica_identity == schema::ReplicaIdentity::kIndex) ChangeReplicaIdentity(state, out);
  if (body.cluster_index.has_value()) ChangeCluster(state, out);
}

void DropTable(const Change& given, Expander& out) {
  const Change& change = given.action == ChangeAction::kReplace ? WithAllBelow(given, out.from()) : given;
  const schema::Object& table = *change.before;
  const auto& of = table.As<Table>().partition_of;
  bool detached = of.has_value() && out.online() && !out.IsDropped(of->parent);
  out.BeginRecipe();
  if (detached) DetachForDrop(change, out);
  Draft& draft = out.Drop(Action::kDropTable, change, table.key.ToString());
  std::vector<std::string> sequences;  // made again before the table, whose defaults use them
  for (const schema::AttachedIndex& index : table.As<Table>().attached_indexes) draft.drops.push_back(table.key.Child(schema::Kind::kIndex, index.name));
  for (const schema::Object* child : change.folded) {
    draft.drops.push_back(child->key);
    if (child->key.kind == schema::Kind::kSequence) {
      for (std::string& statement : CreateStatements(*child)) sequences.push_back(std::move(statement));
    }
    for (const schema::ObjectKey& key : References(*child)) draft.frees.push_back(key);
    if (child->key.kind != schema::Kind::kForeignKey) continue;
    draft.Locks(child->As<schema::ForeignKey>().referenced_table);
    for (schema::ObjectKey& key : CarryingKeys(out.from(), child->As<schema::ForeignKey>())) draft.frees.push_back(std::move(key));
  }
  std::vector<std::string> made_again = CreateStatements(table, change.folded);
  if (detached) made_again.front() = CreateLikeParent(table, change.folded);  // the step before attaches it again
  draft.Sql(DropStatement(table)).Undo(sequences).Undo(made_again);
  out.EndRecipe();
  const Table& body = table.As<Table>();
  std::string prefix = StrCat("ALTER TABLE ", SqlName(table.key), " ");
  if (body.replica_identity == schema::ReplicaIdentity::kIndex) draft.Undo(StrCat(prefix, ReplicaIdentityClause(body)));
  if (body.cluster_index.has_value()) draft.Undo(StrCat(prefix, ClusterClause(body)));
  if (!body.foreign_table.has_value()) {  // the rows of a foreign table are elsewhere, and stay
    draft.NoUndo(UndoClass::kSchemaOnly, "the rows are gone");
    draft.Warn(HazardId::kDataLoss, StrCat(table.key.ToString(), " is dropped with its rows"));
  }
  if (change.action == ChangeAction::kDrop) draft.Warn(HazardId::kBreaksRunningApplication, StrCat(table.key.ToString(), " is gone"));
}

absl::Span<const Recipe> TableRecipes() { return kRecipes; }

}  // namespace planner
