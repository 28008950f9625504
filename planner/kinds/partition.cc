// Joining and leaving: partitions, heirs, typed tables.
#include <algorithm>

#include "absl/container/btree_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "planner/common.h"
#include "planner/definitions.h"
#include "planner/kinds/partition_parts.h"
#include "planner/sql_writer.h"
#include "schema/inheritance.h"
#include "schema/support/object_names.h"

namespace planner {
namespace {

using absl::StrCat;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;
using schema::PartitionOf;
using schema::QuoteIdentifier;
using schema::Table;

constexpr int kDetachConcurrentlySince = 140000;

std::string PartText(const schema::IndexPart& part) { return part.column.has_value() ? QuoteIdentifier(*part.column) : StrCat("(", part.expression->sql, ")"); }

// "k > 1 OR k = 1 AND l >= 2": the rows from the bound on, or before it (get_range_nulltest and get_qual_for_range, partbounds.c).
std::string Beyond(const std::vector<schema::IndexPart>& parts, const std::vector<schema::BoundValue>& bound, const char* strict, const char* last) {
  std::vector<std::string> ways;
  std::string equal;
  for (size_t i = 0; i < bound.size() && i < parts.size(); ++i) {
    if (!bound[i].value.has_value()) break;  // MINVALUE and MAXVALUE exclude nothing
    bool is_last = i + 1 == bound.size() || !bound[i + 1].value.has_value();
    ways.push_back(StrCat(equal, PartText(parts[i]), is_last ? last : strict, bound[i].value->sql));
    absl::StrAppend(&equal, PartText(parts[i]), " = ", bound[i].value->sql, " AND ");
  }
  return ways.size() > 1 ? StrCat("(", absl::StrJoin(ways, " OR "), ")") : ways.empty() ? "" : ways[0];
}

// What every row of the partition satisfies, as a CHECK that the server believes; empty where there is no such expression (hash, default).
std::string PartitionConstraint(const schema::PartitionKey& key, const PartitionOf& of) {
  if (of.is_default || of.modulus > 0) return "";
  std::vector<std::string> terms;
  if (!of.in.empty()) {
    std::vector<std::string> values;
    bool takes_null = false;
    for (const schema::Expr& value : of.in) {
      bool is_null = value.tree != nullptr ? value.tree->op == schema::Op::kConst && value.tree->Has(schema::Node::kFlagNull) : value.sql == "NULL";
      if (is_null) takes_null = true;
      else values.push_back(value.sql);
    }
    std::string name = PartText(key.parts[0]);
    std::string in = values.empty() ? "" : StrCat(name, " IN (", absl::StrJoin(values, ", "), ")");
    if (takes_null) return in.empty() ? StrCat(name, " IS NULL") : StrCat(name, " IS NULL OR ", in);
    return StrCat(name, " IS NOT NULL AND ", in);
  }
  for (const schema::IndexPart& part : key.parts) terms.push_back(StrCat(PartText(part), " IS NOT NULL"));
  std::string from = Beyond(key.parts, of.from, " > ", " >= "), to = Beyond(key.parts, of.to, " < ", " < ");
  if (!from.empty()) terms.push_back(from);
  if (!to.empty()) terms.push_back(to);
  return absl::StrJoin(terms, " AND ");
}

// The names of the columns that the key is made of. `key` may be null.
absl::btree_set<std::string> ColumnsOfKey(const schema::PartitionKey* key) {
  absl::btree_set<std::string> columns;
  for (const schema::IndexPart& part : key == nullptr ? std::vector<schema::IndexPart>() : key->parts) {
    if (part.column.has_value()) {
      columns.insert(*part.column);
    } else if (part.expression->tree != nullptr) {
      schema::Walk(*part.expression->tree, [&](const schema::Node& node) {
        if (node.object.kind == Kind::kColumn) columns.emplace(node.object.name());
        else if (node.op == schema::Op::kColumn) columns.insert(node.text);
      });
    }
  }
  return columns;
}

const schema::PartitionKey* KeyOf(const schema::Database& side, const ObjectKey& parent) {
  const Object* object = side.Find(parent);
  return object == nullptr || !object->As<Table>().partition_by.has_value() ? nullptr : &*object->As<Table>().partition_by;
}

std::optional<ObjectKey> DefaultPartition(const schema::Database& side, const std::vector<ObjectKey>& partitions) {
  for (const ObjectKey& partition : partitions) {
    if (side.Find(partition)->As<Table>().partition_of->is_default) return partition;
  }
  return std::nullopt;
}

std::string Attach(const ObjectKey& table, const PartitionOf& of) { return StrCat("ALTER TABLE ", SqlName(of.parent), " ATTACH PARTITION ", SqlName(table), " ", BoundClause(of)); }
std::string Detach(const ObjectKey& table, const PartitionOf& of) { return StrCat("ALTER TABLE ", SqlName(of.parent), " DETACH PARTITION ", SqlName(table)); }

// A CHECK for the time of one ATTACH, which spares the scan under its lock.
struct Proof {
  ObjectKey table;
  std::string name;
  std::string expression;

  std::string Add() const { return StrCat("ALTER TABLE ", SqlName(table), " ADD CONSTRAINT ", QuoteIdentifier(name), " CHECK (", expression, ") NOT VALID"); }
  std::string Validate() const { return StrCat("ALTER TABLE ", SqlName(table), " VALIDATE CONSTRAINT ", QuoteIdentifier(name)); }
  std::string Drop() const { return StrCat("ALTER TABLE ", SqlName(table), " DROP CONSTRAINT ", QuoteIdentifier(name)); }
};

std::optional<Proof> ProofFor(const schema::Database& side, const ObjectKey& table, const PartitionOf& of) {
  const schema::PartitionKey* key = KeyOf(side, of.parent);
  std::string expression = key == nullptr ? "" : PartitionConstraint(*key, of);
  if (expression.empty()) return std::nullopt;
  return Proof{table, DerivedName(table.name(), "_partition_check"), std::move(expression)};
}

// The rows of a default partition must be none of the new one's.
std::optional<Proof> ProofForDefault(const schema::Database& side, const ObjectKey& default_partition, const ObjectKey& table, const PartitionOf& of) {
  std::optional<Proof> proof = ProofFor(side, table, of);
  if (!proof.has_value()) return std::nullopt;
  return Proof{default_partition, DerivedName(table.name(), "_not_here_check"), StrCat("NOT (", proof->expression, ")")};
}

void AddAndValidate(const Proof& proof, const Change& change, Expander& out, absl::string_view what) {
  // Columns of the key may be on their way to the table.
  std::vector<ObjectKey> columns;
  for (const std::string& name : ColumnsOfKey(KeyOf(out.to(), change.after->As<Table>().partition_of->parent))) columns.push_back(proof.table.Child(Kind::kColumn, name));
  auto about = [&](Draft& draft) -> Draft& {
    draft.alters.clear();
    draft.needs.insert(draft.needs.end(), columns.begin(), columns.end());
    draft.locks = {proof.table};
    return draft;
  };
  about(out.Alter(Action::kAddCheckNotValid, change, StrCat("check that ", what, ", not valid"))).Sql(proof.Add()).Undo(proof.Drop()).Sign(Sign::kAdd);
  about(out.Alter(Action::kValidateConstraint, change, StrCat("validate that ", what))).Sql(proof.Validate()).Sign(Sign::kValidate).In(Phase::kMigrate);
}

void DropProof(const Proof& proof, const Change& change, Expander& out, absl::string_view what) {
  Draft& draft = out.Alter(Action::kDropCheck, change, StrCat("check that ", what, ", no longer needed"));
  draft.alters.clear();
  draft.locks = {proof.table};
  draft.Sql(proof.Drop()).Undo(proof.Add()).Undo(proof.Validate()).UndoTxn(Txn::kOutside).Sign(Sign::kRemove).In(Phase::kMigrate);
}

// Foreign keys of the parent are made on the partition, and those that point at it are widened: their other tables are locked too.
void LockReferenced(const schema::Database& side, const ObjectKey& parent, Draft& draft) {
  bool any = false;
  for (const auto& object : side.objects()) {
    if (object->key.kind != Kind::kForeignKey) continue;
    const auto& key = object->As<schema::ForeignKey>();
    if (TableOf(object->key) == parent) draft.locks.push_back(key.referenced_table);
    else if (key.referenced_table == parent) draft.locks.push_back(TableOf(object->key));
    else continue;
    any = true;
  }
  if (any) draft.step.lock = std::max(draft.step.lock, Lock::kShareRowExclusive);
}

Draft& AttachStep(Action action, const Change& change, const PartitionOf& of, Expander& out) {
  const ObjectKey& table = change.after->key;
  Draft& draft = out.Alter(action, change, StrCat(table.ToString(), ", attach to ", SqlName(of.parent)));
  draft.Sql(Attach(table, of)).Locks(of.parent).Sign(Sign::kAdd);
  LockReferenced(out.from(), of.parent, draft);
  return draft;
}

// Whether the table defines all that it also inherits from the parent: then INHERIT takes NO INHERIT back.
bool HasAllByItself(const schema::Database& side, const ObjectKey& table, const ObjectKey& parent) {
  for (const auto& object : side.Below(parent)) {
    bool inherited = object->key.kind == Kind::kColumn || (object->key.kind == Kind::kCheck && !object->As<schema::Check>().no_inherit);
    const Object* own = inherited ? side.Find(table.Child(object->key.kind, object->key.name())) : nullptr;
    if (inherited && (own == nullptr || (own->key.kind == Kind::kColumn && own->As<schema::Column>().inherited))) return false;
  }
  return !IsPartitioned(side, parent) && schema::ParentsOf(side.Find(parent)->As<Table>()).empty();
}

bool CanDetachConcurrently(const PartitionOf& of, const Expander& out) {
  return out.online() && out.server_version() >= kDetachConcurrentlySince && !DefaultPartition(out.from(), out.ChildrenBefore(of.parent)).has_value() &&
         !DefaultPartition(out.to(), out.ChildrenAfter(of.parent)).has_value();
}

// DETACH … CONCURRENTLY leaves the partition's constraint behind as a CHECK, under the name that PostgreSQL gives to one (DetachAddConstraintIfNeeded).
std::string NameOfLeftCheck(const ObjectKey& table, const schema::PartitionKey* key) {
  absl::btree_set<std::string> columns = ColumnsOfKey(key);
  return schema::MakeObjectName(table.name(), columns.size() == 1 ? *columns.begin() : "", "check");
}

// Back to being a partition, without a scan under the lock of ATTACH.
void UndoDetach(const ObjectKey& table, const PartitionOf& of, Expander& out, Draft& draft) {
  std::optional<Proof> proof = out.online() ? ProofFor(out.from(), table, of) : std::nullopt;
  if (proof.has_value()) draft.Undo(proof->Add()).Undo(proof->Validate());
  draft.Undo(Attach(table, of));
  if (proof.has_value()) draft.Undo(proof->Drop()).UndoTxn(Txn::kOutside);
}

void DetachSteps(const Change& change, const PartitionOf& of, Expander& out, Phase phase) {
  const ObjectKey& table = change.before->key;
  std::string summary = StrCat(table.ToString(), ", detach from ", SqlName(of.parent));
  if (!CanDetachConcurrently(of, out)) {
    Draft& draft = out.Alter(Action::kDetachPartition, change, summary);
    draft.Sql(Detach(table, of)).Locks(of.parent).Sign(Sign::kRemove).In(phase);
    if (std::optional<ObjectKey> rest = DefaultPartition(out.from(), out.ChildrenBefore(of.parent)); rest.has_value()) draft.Locks(*rest);
    LockReferenced(out.from(), of.parent, draft);
    UndoDetach(table, of, out, draft);
    return;
  }
  Draft& draft = out.Alter(Action::kDetachPartitionConcurrently, change, summary + ", concurrently");
  draft.Sql(StrCat(Detach(table, of), " CONCURRENTLY")).Locks(of.parent).Sign(Sign::kRemove).In(phase);
  LockReferenced(out.from(), of.parent, draft);
  std::string drop_left = StrCat("ALTER TABLE ", SqlName(table), " DROP CONSTRAINT IF EXISTS ", QuoteIdentifier(NameOfLeftCheck(table, KeyOf(out.from(), of.parent))));
  UndoDetach(table, of, out, draft);
  draft.Undo(drop_left).UndoTxn(Txn::kOutside);
  if (change.action == ChangeAction::kDrop) return;  // goes with the table
  Draft& left = out.Alter(Action::kDropCheck, change, StrCat("check that DETACH leaves on ", SqlName(table)));
  left.alters.clear();
  left.Sql(drop_left).Sign(Sign::kRemove).In(phase);
}

// Whether a partition moves to a parent that lacks a column of its old one.
bool LosesColumns(const Change& change, const Expander& context) {
  const ObjectKey& from = change.before->As<Table>().partition_of->parent;
  const ObjectKey& to = change.after->As<Table>().partition_of->parent;
  if (from == to) return false;
  schema::FindObject find = [&](const ObjectKey& key) { return context.to().Find(key); };
  for (const auto& object : context.from().Below(from)) {
    if (object->key.kind != Kind::kColumn) continue;
    bool there = context.to().Find(change.after->key.Child(Kind::kColumn, object->key.name())) != nullptr || schema::FindInheritedColumn(find, *change.after, object->key.name()).has_value();
    if (!there) return true;
  }
  return false;
}

}  // namespace

bool IsPartitioned(const schema::Database& side, const ObjectKey& table) { return KeyOf(side, table) != nullptr; }

bool IsOfPartitioned(const Change& change, const Expander& context) { return IsPartitioned(context.to(), TableOf(change.after->key)); }

bool IsAttachedLater(const Object& table, const Expander& context) {
  const Table& body = table.As<Table>();
  return body.partition_of.has_value() && !body.foreign_table.has_value() && !context.IsQuiet(body.partition_of->parent);
}

std::string CreateLikeParent(const Object& table, const std::vector<const Object*>& folded) {
  const Table& body = table.As<Table>();
  std::vector<std::string> elements = {
      StrCat("LIKE ", SqlName(body.partition_of->parent), " INCLUDING COMPRESSION INCLUDING CONSTRAINTS INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING STORAGE")};
  for (const Object* child : folded) {
    if (IsConstraint(child->key.kind)) elements.push_back(ConstraintDefinition(*child));
  }
  return StrCat("CREATE ", body.unlogged ? "UNLOGGED " : "", "TABLE ", SqlName(table.key), " (\n    ", absl::StrJoin(elements, ",\n    "), "\n)",
                body.partition_by.has_value() ? StrCat(" ", PartitionByClause(*body.partition_by)) : "", body.access_method == "heap" ? "" : StrCat(" USING ", QuoteIdentifier(body.access_method)),
                WithOptions(body.options), TablespaceClause(body.tablespace));
}

void AttachNew(const Change& change, Expander& out) {
  const ObjectKey& table = change.after->key;
  const PartitionOf& of = *change.after->As<Table>().partition_of;
  std::optional<ObjectKey> rest = DefaultPartition(out.from(), out.ChildrenBefore(of.parent));
  if (rest.has_value() && (out.IsDropped(*rest) || of.is_default)) rest.reset();
  std::optional<Proof> proof = rest.has_value() ? ProofForDefault(out.to(), *rest, table, of) : std::nullopt;
  std::string what = rest.has_value() ? StrCat(SqlName(*rest), " has no rows of ", SqlName(table)) : "";
  if (proof.has_value()) AddAndValidate(*proof, change, out, what);
  Draft& draft = AttachStep(rest.has_value() ? Action::kAttachPartition : Action::kAttachNewPartition, change, of, out);
  if (proof.has_value()) draft.In(Phase::kMigrate);
  draft.Undo(StrCat(Detach(table, of), CanDetachConcurrently(of, out) ? " CONCURRENTLY" : ""));
  if (CanDetachConcurrently(of, out)) draft.UndoTxn(Txn::kOutside);
  draft.locks.erase(std::remove(draft.locks.begin(), draft.locks.end(), table), draft.locks.end());
  if (rest.has_value()) {
    draft.locks = {*rest};
    if (!proof.has_value()) draft.Warn(HazardId::kFullScanUnderLock, StrCat("default partition ", SqlName(*rest), " is read in full"));
  }
  if (proof.has_value()) DropProof(*proof, change, out, what);
}

void DetachForDrop(const Change& change, Expander& out) { DetachSteps(change, *change.before->As<Table>().partition_of, out, Phase::kContract); }

void ChangePartitionOf(const Change& change, Expander& out) {
  const auto& before = change.before->As<Table>().partition_of;
  const auto& after = change.after->As<Table>().partition_of;
  const ObjectKey& table = change.after->key;
  if (before.has_value() && after.has_value() && LosesColumns(change, out)) {
    // What the old parent has and the new one has not can only go in between.
    DetachSteps(change, *before, out, Phase::kExpand);
    out.drafts().back()->Warn(HazardId::kBreaksRunningApplication, StrCat("until it is attached again, the rows of ", SqlName(table), " are in no partitioned table"));
    Object alone = *change.before;
    alone.As<Table>().partition_of.reset();
    Change joins = change;
    joins.before = &out.Keep(std::move(alone));
    return ChangePartitionOf(joins, out);
  }
  out.BeginRecipe();
  if (before.has_value() && !after.has_value()) {
    DetachSteps(change, *before, out, Phase::kExpand);
    out.EndRecipe();
    return;
  }
  std::optional<ObjectKey> rest = DefaultPartition(out.from(), out.ChildrenBefore(after->parent));
  if (rest.has_value() && (*rest == table || out.IsDropped(*rest))) rest.reset();
  std::optional<Proof> proof = out.online() ? ProofFor(out.to(), table, *after) : std::nullopt;
  std::optional<Proof> for_default = out.online() && rest.has_value() ? ProofForDefault(out.to(), *rest, table, *after) : std::nullopt;
  std::string what = StrCat(SqlName(table), " has only rows of its bounds"), what_default = rest.has_value() ? StrCat(SqlName(*rest), " has no rows of ", SqlName(table)) : "";
  if (proof.has_value()) AddAndValidate(*proof, change, out, what);
  if (for_default.has_value()) AddAndValidate(*for_default, change, out, what_default);
  if (before.has_value()) {
    // Rows would be missing between two transactions: one statement after the other, under the locks of both.
    Draft& draft = out.Alter(Action::kAttachPartition, change, StrCat("bounds of ", table.ToString()));
    draft.Sql(Detach(table, *before)).Sql(Attach(table, *after)).Undo(Detach(table, *after)).Undo(Attach(table, *before)).Locks(before->parent).Locks(after->parent).In(Phase::kMigrate);
    if (rest.has_value()) draft.Locks(*rest);
    LockReferenced(out.from(), after->parent, draft);
    draft.UndoTxn(Txn::kAlone);
    draft.step.txn = Txn::kAlone;
  } else {
    Draft& draft = AttachStep(Action::kAttachPartition, change, *after, out);
    draft.In(Phase::kMigrate);
    if (rest.has_value()) draft.Locks(*rest);
    draft.Undo(Detach(table, *after));
  }
  if (out.online() && !proof.has_value()) {
    out.drafts().back()->Warn(HazardId::kFullScanUnderLock, StrCat("table ", SqlName(table), " is read in full"));
  }
  if (for_default.has_value()) DropProof(*for_default, change, out, what_default);
  if (proof.has_value()) DropProof(*proof, change, out, what);
  out.EndRecipe();
}

void ChangeInherits(const Change& change, Expander& out) {
  const std::vector<ObjectKey>& before = change.before->As<Table>().inherits;
  const std::vector<ObjectKey>& after = change.after->As<Table>().inherits;
  auto statement = [&](const char* word, const ObjectKey& parent) { return StrCat("ALTER TABLE ", SqlName(change.after->key), " ", word, " ", SqlName(parent)); };
  auto has = [](const std::vector<ObjectKey>& parents, const ObjectKey& parent) { return std::find(parents.begin(), parents.end(), parent) != parents.end(); };
  // Parents count in their order: the common beginning stays.
  size_t common = 0;
  std::vector<ObjectKey> kept;
  for (const ObjectKey& parent : before) {
    if (has(after, parent)) kept.push_back(parent);
  }
  while (common < kept.size() && common < after.size() && kept[common] == after[common]) ++common;
  auto stays = [&](const ObjectKey& parent) { return std::find(kept.begin(), kept.begin() + static_cast<std::ptrdiff_t>(common), parent) != kept.begin() + static_cast<std::ptrdiff_t>(common); };
  out.BeginRecipe();
  for (const ObjectKey& parent : before) {
    if (stays(parent)) continue;
    Draft& draft = out.Alter(Action::kNoInherit, change, StrCat(change.after->key.ToString(), ", no longer inherits from ", SqlName(parent)));
    draft.Sql(statement("NO INHERIT", parent)).Locks(parent);
    // The new parents may be waiting for what the old ones take with them, such as the name of an index.
    draft.needs.erase(std::remove_if(draft.needs.begin(), draft.needs.end(), [&](const ObjectKey& key) { return has(after, key) && !has(before, key); }), draft.needs.end());
    if (HasAllByItself(out.from(), change.before->key, parent)) draft.Undo(statement("INHERIT", parent));
    else draft.NoUndo(UndoClass::kNone, "what the table merely inherited stays its own, also when it inherits again");
  }
  for (const ObjectKey& parent : after) {
    if (stays(parent)) continue;
    Draft& draft = out.Alter(Action::kInherit, change, StrCat(change.after->key.ToString(), ", inherits from ", SqlName(parent)));
    draft.Sql(statement("INHERIT", parent)).Undo(statement("NO INHERIT", parent)).Locks(parent);
    draft.frees.clear();  // the old parents are left by now
  }
  out.EndRecipe();
}

void ChangeOfType(const Change& change, Expander& out) {
  auto statement = [](const Object& table) {
    const auto& type = table.As<Table>().of_type;
    return StrCat("ALTER TABLE ", SqlName(table.key), type.has_value() ? StrCat(" OF ", schema::FormatType(*type)) : " NOT OF");
  };
  out.Alter(Action::kSetOfType, change, StrCat("type of ", change.after->key.ToString())).Sql(statement(*change.after)).Undo(statement(*change.before));
}

bool IsOnAnotherServer(const Change& change, const Expander&) {
  const auto& before = change.before->As<Table>().foreign_table;
  const auto& after = change.after->As<Table>().foreign_table;
  return before.has_value() && after.has_value() && before->server != after->server;
}

void ChangeForeignTable(const Change& change, Expander& out) {
  const auto& before = change.before->As<Table>().foreign_table;
  const auto& after = change.after->As<Table>().foreign_table;
  if (!before.has_value() || !after.has_value()) {
    out.NotPlanned(change, StrCat("table ", SqlName(change.after->key), !before.has_value() ? " cannot become a foreign table" : " cannot become a table with rows of its own",
                                  " in place: drop it in one plan and create it in the next"));
    return;
  }
  std::string prefix = StrCat("ALTER FOREIGN TABLE ", SqlName(change.after->key), " ");
  out.Alter(Action::kSetForeignOptions, change, StrCat("options of ", change.after->key.ToString()))
      .Sql(StrCat(prefix, GenericOptionChanges(before->options, after->options)))
      .Undo(StrCat(prefix, GenericOptionChanges(after->options, before->options)));
}

}  // namespace planner
