// Indexes, keys and foreign keys of partitioned tables, partition by partition: PostgreSQL has neither CREATE INDEX CONCURRENTLY nor, before 18, NOT VALID
// foreign keys for the whole. The parts are made first, one by one and without blocking anybody; one short transaction makes the parent's and takes them in.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "planner/common.h"
#include "planner/definitions.h"
#include "planner/inheritance.h"
#include "planner/kind_planner.h"
#include "planner/kinds/partition_parts.h"
#include "planner/references.h"
#include "planner/sql_writer.h"

namespace planner {
namespace {

using absl::StrCat;
using schema::Index;
using schema::KeyConstraint;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;
using schema::QuoteIdentifier;
using schema::Table;

// One table below the partitioned one, and the index or key that it gets.
struct Part {
  ObjectKey parent;  // table
  Object object;     // as the parent's, under its own key
  bool partitioned = false;
  bool exists = false;                 // has it already, by itself
  std::string name;                    // in the end
  std::optional<ObjectKey> waits_for;  // a key of the partition's own, made by other steps
};

bool Leaves(const ObjectKey& table, const Expander& context) {
  const Object* before = context.from().Find(table);
  const Object* after = context.to().Find(table);
  return before != nullptr && after != nullptr && before->As<Table>().partition_of.has_value() &&
         (!after->As<Table>().partition_of.has_value() || !(after->As<Table>().partition_of->parent == before->As<Table>().partition_of->parent));
}

bool IsTaken(const schema::Database& side, const ObjectKey& table, const std::string& name) {
  for (Kind kind : {Kind::kTable, Kind::kSequence, Kind::kCompositeType, Kind::kView, Kind::kMaterializedView}) {
    if (side.Find(schema::MakeKey(kind, {table.schema_name(), name})) != nullptr) return true;
  }
  for (const auto& object : side.Below(table)) {
    bool relation = object->key.kind == Kind::kIndex || object->key.kind == Kind::kKeyConstraint || object->key.kind == Kind::kExclusion;
    if (relation && object->key.name() == name) return true;
  }
  const Object* body = side.Find(table);
  if (body == nullptr) return false;
  const auto& attached = body->As<Table>().attached_indexes;
  return std::any_of(attached.begin(), attached.end(), [&](const schema::AttachedIndex& index) { return index.name == name; });
}

// The partition's index that belongs to the parent's of that name; null when none does.
const schema::AttachedIndex* FindAttached(const schema::Database& side, const ObjectKey& table, absl::string_view of) {
  const Object* body = side.Find(table);
  if (body == nullptr) return nullptr;
  for (const schema::AttachedIndex& index : body->As<Table>().attached_indexes) {
    if (index.of == of) return &index;
  }
  return nullptr;
}

// An index or key of the partition by itself that is not wanted as such any more, and is what the parent's would be there.
const Object* OwnToAttach(const ObjectKey& table, const Object& original, const Expander& context) {
  for (const auto& object : context.from().Below(table)) {
    if (context.to().Find(object->key) != nullptr || BelongsToIndexOfParent(context.from(), object->key)) continue;
    if (CanBeAttached(*object, original) || CanBecomeKey(*object, original)) return object.get();
  }
  return nullptr;
}

// The first of "…_idx", "…_idx1", … that nothing has on either side.
std::string FreeName(const ObjectKey& table, const Object& original, const Expander& context) {
  for (int number = 0;; ++number) {
    std::string name = NameGivenToPart(table, original, number);
    if (!IsTaken(context.from(), table, name) && !IsTaken(context.to(), table, name)) return name;
  }
}

const Table* PartitionOn(const schema::Database& side, const ObjectKey& table, const ObjectKey& parent) {
  const Object* object = side.Find(table);
  const Table* body = object == nullptr ? nullptr : &object->As<Table>();
  return body != nullptr && body->partition_of.has_value() && body->partition_of->parent == parent ? body : nullptr;
}

// What the partitions of the table get, parents before children, under the names that they have on the side that the parent's is of.
std::vector<Part> PartsOf(const Object& original, const schema::Database& side, const Expander& context) {
  std::vector<Part> parts;
  absl::flat_hash_map<ObjectKey, std::string> names = {{TableOf(original.key), std::string(original.key.name())}};
  bool anew = &side == &context.to();
  for (const ObjectKey& table : context.DescendantsBefore(TableOf(original.key))) {
    const Table& body = context.from().Find(table)->As<Table>();
    if (!body.partition_of.has_value() || body.foreign_table.has_value() || Leaves(table, context)) continue;
    const ObjectKey& parent = body.partition_of->parent;
    auto above = names.find(parent);
    if (above == names.end()) continue;
    const schema::AttachedIndex* wanted = FindAttached(side, table, above->second);
    if (wanted == nullptr && PartitionOn(side, table, parent) != nullptr) continue;  // ON ONLY: not every partition has one
    const Object* own = anew ? OwnToAttach(table, original, context) : nullptr;
    Part part{parent, original, body.partition_by.has_value(), own != nullptr, wanted != nullptr ? wanted->name : FreeName(table, original, context), std::nullopt};
    ObjectKey key_of_its_own = table.Child(Kind::kKeyConstraint, part.name);
    if (original.key.kind == Kind::kIndex && side.Find(key_of_its_own) != nullptr) {
      part.exists = true;
      part.object.key = key_of_its_own;
      part.waits_for = key_of_its_own;
    } else {
      // Until its name is free it is built under another.
      bool later = anew && !part.partitioned && own == nullptr && IsTaken(context.from(), table, part.name);
      part.object.key = own != nullptr ? own->key : table.Child(original.key.kind, later ? DerivedName(part.name, "__new") : part.name);
    }
    part.object.common = {};
    names[table] = part.name;
    parts.push_back(std::move(part));
  }
  return parts;
}

std::string IndexName(const ObjectKey& key) { return IndexSqlName(key, std::string(key.name())); }
std::string RenameIndex(const ObjectKey& key, const std::string& name) { return StrCat("ALTER INDEX ", IndexName(key), " RENAME TO ", QuoteIdentifier(name)); }
std::string DropConcurrently(const ObjectKey& key) { return StrCat("DROP INDEX CONCURRENTLY IF EXISTS ", IndexName(key)); }

std::string BuildPart(const Part& part) {
  if (part.object.key.kind == Kind::kIndex) return CreateIndexStatement(part.object, {.concurrently = true, .name = {}, .only = false});
  return CreateKeyIndexStatement(part.object, std::string(part.object.key.name()));
}

std::string OnParentOnly(const Object& object) {
  if (object.key.kind == Kind::kIndex) return CreateIndexStatement(object, {.concurrently = false, .name = {}, .only = true});
  return StrCat("ALTER TABLE ONLY ", TableName(object.key), " ADD ", ConstraintDefinition(object));
}

// The short part: the parent's, those of partitions that are partitioned themselves, and every attachment, from below.
std::vector<std::string> Assemble(const Object& original, const std::vector<Part>& parts) {
  std::vector<std::string> statements = {OnParentOnly(original)};
  std::vector<std::string> attachments;
  for (const Part& part : parts) {
    if (part.partitioned && !part.exists) statements.push_back(OnParentOnly(part.object));
    bool becomes_key = original.key.kind == Kind::kKeyConstraint && (!part.exists || part.object.key.kind == Kind::kIndex);
    if (!part.partitioned && becomes_key) statements.push_back(AddKeyUsingIndex(part.object, std::string(part.object.key.name())));
    ObjectKey above = original.key;
    for (const Part& other : parts) {
      if (TableOf(other.object.key) == part.parent) above = other.object.key;
    }
    attachments.push_back(StrCat("ALTER INDEX ", IndexName(above), " ATTACH PARTITION ", IndexName(part.object.key)));
  }
  statements.insert(statements.end(), attachments.rbegin(), attachments.rend());
  for (const Part& part : parts) {
    if (part.object.key.name() != part.name) statements.push_back(RenameIndex(part.object.key, part.name));
  }
  return statements;
}

void BuildParts(const Change& change, const std::vector<Part>& parts, Expander& out) {
  for (const Part& part : parts) {
    if (part.partitioned || part.exists) continue;
    Draft& build = out.Alter(Action::kCreateIndexConcurrently, change, StrCat("index of ", TableOf(part.object.key).ToString(), " for ", change.after->key.ToString(), ", concurrently"));
    build.alters.clear();
    build.step.object = part.object.key;
    build.locks = {TableOf(part.object.key)};
    build.creates = {part.object.key};
    if (out.IsDropped(change.after->key)) build.frees.push_back(change.after->key);  // the old one stays until the new one can take its place
    build.Sql(BuildPart(part)).Undo(DropConcurrently(part.object.key)).UndoTxn(Txn::kOutside).Sign(Sign::kAdd);
  }
}

Draft& Finish(Action action, const Change& change, const std::vector<Part>& parts, Expander& out) {
  Draft& draft = out.Create(action, change, StrCat(change.after->key.ToString(), parts.empty() ? "" : ", of its partitions' indexes"));
  for (std::string& statement : Assemble(*change.after, parts)) draft.Sql(std::move(statement));
  for (std::string& statement : Trimmings(*change.after)) draft.Sql(std::move(statement));
  for (const Part& part : parts) {
    draft.Locks(TableOf(part.object.key));
    if (part.waits_for.has_value()) draft.needs.push_back(*part.waits_for);
    else if (!part.exists || part.object.key.name() != part.name) draft.creates.push_back(TableOf(part.object.key).Child(part.object.key.kind, part.name));
  }
  return draft;
}

// What partitions had by themselves before the parent's took it in goes with the parent's, and has to be built again.
std::vector<std::string> RestoreTaken(const std::vector<Part>& parts, const Expander& context) {
  std::vector<std::string> statements;
  for (const Part& part : parts) {
    const Object* found = part.exists ? context.from().Find(part.object.key) : nullptr;
    if (found == nullptr) continue;
    const Object& own = *found;
    if (own.key.kind == Kind::kIndex) statements.push_back(CreateIndexStatement(own, {.concurrently = true, .name = {}, .only = false}));
    else statements.push_back(AddConstraint(own));
    for (std::string& statement : Trimmings(own)) statements.push_back(std::move(statement));
  }
  return statements;
}

}  // namespace

std::vector<ObjectKey> LeavesOf(const ObjectKey& table, const Expander& context) {
  std::vector<ObjectKey> leaves;
  for (const ObjectKey& partition : context.DescendantsBefore(table)) {
    const Table& body = context.from().Find(partition)->As<Table>();
    if (body.partition_of.has_value() && !body.partition_by.has_value() && !Leaves(partition, context)) leaves.push_back(partition);
  }
  return leaves;
}

bool ByPartition(const ObjectKey& table, const Expander& context) {
  return context.online() && !context.IsCreated(table) && (IsPartitioned(context.from(), table) || IsPartitioned(context.to(), table));
}

// A function gives its name to an index on what it gives (FigureIndexColname, parse_target.c).
std::string NameOfIndexedExpression(const std::string& sql) {
  size_t end = sql.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_");
  return end != 0 && end != std::string::npos && sql[end] == '(' ? sql.substr(0, end) : "expr";
}

void CreateIndexByPartition(const Change& change, Expander& out) {
  std::vector<Part> parts = PartsOf(*change.after, out.to(), out);
  out.BeginRecipe();
  BuildParts(change, parts, out);
  Draft& draft = Finish(Action::kCreatePartitionedIndex, change, parts, out);
  std::vector<std::string> restored = RestoreTaken(parts, out);
  draft.Undo(StrCat(DropStatement(change.after->key), HasKeysBelow(out.to(), change.after->key, out) ? " CASCADE" : "")).Undo(restored);
  if (!restored.empty()) draft.UndoTxn(Txn::kOutside);
  out.EndRecipe();
}

void AttachIndexOfPartition(const Change& change, const Object& original, const schema::AttachedIndex& index, Expander& out) {
  const ObjectKey& table = change.after->key;
  if (change.after->As<Table>().partition_by.has_value() || original.key.kind == Kind::kExclusion) {
    out.NotPlanned(change, StrCat("index ", QuoteIdentifier(index.name), " of ", SqlName(table), " is not attached to ", QuoteIdentifier(index.of), ": drop ", QuoteIdentifier(index.of),
                                  " in one plan and create it in the next"));
    return;
  }
  const Object* own = OwnToAttach(table, original, out);
  Part part{TableOf(original.key), original, false, own != nullptr, index.name, std::nullopt};
  ObjectKey key_of_its_own = table.Child(Kind::kKeyConstraint, index.name);
  bool made_elsewhere = original.key.kind == Kind::kIndex && out.to().Find(key_of_its_own) != nullptr;
  bool later = own == nullptr && IsTaken(out.from(), table, index.name);
  part.object.key = own != nullptr ? own->key : made_elsewhere ? key_of_its_own : table.Child(original.key.kind, later ? DerivedName(index.name, "__new") : index.name);
  part.exists = part.exists || made_elsewhere;
  part.object.common = {};
  Change parents = change;
  parents.after = &out.Keep(original);
  out.BeginRecipe();
  bool quiet = out.IsQuiet(table);
  size_t drafts_before = out.drafts().size();
  if (!quiet) BuildParts(parents, {part}, out);
  Draft& draft = out.Alter(Action::kCreatePartitionedIndex, change, StrCat("index ", index.name, " of ", SqlName(table), ", attach to ", index.of));
  draft.alters.clear();
  draft.step.object = table.Child(Kind::kIndex, index.name);
  draft.Locks(TableOf(original.key)).Sign(Sign::kAdd);
  if (made_elsewhere) draft.needs.push_back(key_of_its_own);
  draft.needs.push_back(original.key);
  if (quiet && !part.exists) draft.Sql(CreateIndexStatement(part.object, {.concurrently = false, .name = {}, .only = false})).Undo(StrCat("DROP INDEX IF EXISTS ", IndexName(part.object.key)));
  std::vector<std::string> assembled = Assemble(original, {part});
  for (size_t i = 1; i < assembled.size(); ++i) draft.Sql(std::move(assembled[i]));  // the parent's is there
  if (!quiet) {
    draft.NoUndo(UndoClass::kNone, "an attached index cannot be detached from the parent's");
    if (Draft& build = *out.drafts()[drafts_before]; &build != &draft) {
      build.step.undo_sql.clear();
      build.NoUndo(UndoClass::kNone, "the index stays attached to the parent's");
    }
  }
  out.EndRecipe();
}

void DropIndexOfPartitioned(const Change& change, Expander& out) {
  Draft& draft = out.Drop(Action::kDropPartitionedIndex, change, change.before->key.ToString());
  draft.Sql(StrCat(DropStatement(change.before->key), HasKeysBelow(out.from(), change.before->key, out) ? " CASCADE" : "")).Undo(BuildByPartition(*change.before, out)).UndoTxn(Txn::kOutside);
  DropsAttached(out.from(), change.before->key, out, draft);
}

std::vector<std::string> BuildByPartition(const Object& part, const Expander& context) {
  std::vector<Part> parts = PartsOf(part, context.from(), context);
  std::vector<std::string> statements;
  for (const Part& below : parts) {
    if (!below.partitioned && !below.exists) statements.push_back(BuildPart(below));
  }
  for (std::string& statement : Assemble(part, parts)) statements.push_back(std::move(statement));
  for (std::string& statement : Trimmings(part)) statements.push_back(std::move(statement));
  return statements;
}

void CreateKeyByPartition(const Change& change, Expander& out) {
  std::vector<Part> parts = PartsOf(*change.after, out.to(), out);
  out.BeginRecipe();
  BuildParts(change, parts, out);
  Draft& draft = Finish(Action::kAddPartitionedKey, change, parts, out);
  if (change.after->As<KeyConstraint>().primary) {
    for (const std::string& column : change.after->As<KeyConstraint>().columns) draft.relies.push_back(TableOf(change.after->key).Child(Kind::kColumn, column));
  }
  std::vector<std::string> restored = RestoreTaken(parts, out);
  draft.Undo(DropConstraint(change.after->key)).Undo(restored);
  if (!restored.empty()) draft.UndoTxn(Txn::kOutside);
  out.EndRecipe();
}

void CreateForeignKeyByPartition(const Change& change, Expander& out) {
  const auto& key = change.after->As<schema::ForeignKey>();
  std::string constraint = QuoteIdentifier(change.after->key.name());
  out.BeginRecipe();
  std::vector<ObjectKey> leaves = LeavesOf(TableOf(change.after->key), out);
  auto about = [&](Draft& draft, const ObjectKey& leaf) -> Draft& {
    draft.alters.clear();
    draft.step.object = leaf.Child(Kind::kForeignKey, change.after->key.name());
    draft.locks = {leaf, key.referenced_table};
    for (ObjectKey& carrying : CarryingKeys(out.to(), key)) draft.needs.push_back(std::move(carrying));
    return draft;
  };
  for (const ObjectKey& leaf : leaves) {
    Object own = *change.after;
    own.key = leaf.Child(Kind::kForeignKey, change.after->key.name());
    std::string drop = StrCat("ALTER TABLE ", SqlName(leaf), " DROP CONSTRAINT IF EXISTS ", constraint);
    about(out.Alter(Action::kAddForeignKeyNotValid, change, StrCat(own.key.ToString(), ", not valid")), leaf).Sql(AddConstraint(own, Validity::kNotValid)).Undo(drop).Sign(Sign::kAdd);
  }
  for (const ObjectKey& leaf : leaves) {
    about(out.Alter(Action::kValidateForeignKey, change, StrCat("validate foreign key of ", SqlName(leaf))), leaf)
        .Sql(StrCat("ALTER TABLE ", SqlName(leaf), " VALIDATE CONSTRAINT ", constraint))
        .Sign(Sign::kValidate)
        .In(Phase::kMigrate);
  }
  Draft& draft = out.Create(Action::kAddForeignKey, change, StrCat(change.after->key.ToString(), leaves.empty() ? "" : ", of its partitions' foreign keys"));
  // What the partitions have is taken in without a scan, under a lock that replacing their triggers needs.
  draft.step.lock = Lock::kAccessExclusive;
  draft.step.work = Work::kCatalog;
  draft.step.txn = Txn::kAlone;
  draft.Locks(key.referenced_table).In(leaves.empty() ? Phase::kExpand : Phase::kMigrate);
  for (ObjectKey& carrying : CarryingKeys(out.to(), key)) draft.needs.push_back(std::move(carrying));
  draft.Sql(AddConstraint(*change.after));
  for (std::string& statement : Trimmings(*change.after)) draft.Sql(std::move(statement));
  draft.Undo(DropConstraint(change.after->key));
  out.EndRecipe();
}

}  // namespace planner
