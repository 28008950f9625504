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
  bool exists = false;  // has it already, by itself
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
  return false;
}

// A function gives its name to an index on what it gives (FigureIndexColname, parse_target.c); most other expressions are "expr".
std::string NameOfExpression(const std::string& sql) {
  size_t end = sql.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_");
  return end != 0 && end != std::string::npos && sql[end] == '(' ? sql.substr(0, end) : "expr";
}

// As PostgreSQL would call it: orders_2024_customer_id_idx.
std::string NameOn(const ObjectKey& table, const Object& original, const Expander& context) {
  std::string columns;
  auto add = [&](const std::string& column) { absl::StrAppend(&columns, "_", column); };
  std::string suffix = "_idx";
  if (original.key.kind == Kind::kIndex) {
    for (const schema::IndexPart& part : original.As<Index>().parts) add(part.column.has_value() ? *part.column : NameOfExpression(part.expression->sql));
    for (const std::string& column : original.As<Index>().include) add(column);
  } else {
    const auto& key = original.As<KeyConstraint>();
    suffix = key.primary ? "_pkey" : "_key";
    if (!key.primary) {
      for (const std::string& column : key.columns) add(column);
      for (const std::string& column : key.include) add(column);
    }
  }
  for (int number = 0;; ++number) {
    std::string name = DerivedName(StrCat(table.name(), columns), number == 0 ? suffix : StrCat(suffix, number));
    if (!IsTaken(context.from(), table, name) && !IsTaken(context.to(), table, name)) return name;
  }
}

// An index or key of the partition by itself that is not wanted as such any more, and is what the parent's would be there.
const Object* OwnToAttach(const ObjectKey& table, const Object& original, const Expander& context) {
  for (const auto& object : context.from().Below(table)) {
    if (context.to().Find(object->key) == nullptr && CanBeAttached(*object, original)) return object.get();
  }
  return nullptr;
}

// Parents before children.
std::vector<Part> PartsOf(const Object& original, const Expander& context) {
  std::vector<Part> parts;
  for (const ObjectKey& table : context.DescendantsBefore(TableOf(original.key))) {
    const Table& body = context.from().Find(table)->As<Table>();
    if (!body.partition_of.has_value() || body.foreign_table.has_value() || Leaves(table, context)) continue;
    const Object* own = OwnToAttach(table, original, context);
    Part part{body.partition_of->parent, original, body.partition_by.has_value(), own != nullptr};
    part.object.key = own != nullptr ? own->key : table.Child(original.key.kind, NameOn(table, original, context));
    part.object.common = {};
    parts.push_back(std::move(part));
  }
  return parts;
}

std::string IndexName(const ObjectKey& key) { return IndexSqlName(key, std::string(key.name())); }
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
    if (!part.partitioned && !part.exists && original.key.kind == Kind::kKeyConstraint) statements.push_back(AddKeyUsingIndex(part.object, std::string(part.object.key.name())));
    ObjectKey above = original.key;
    for (const Part& other : parts) {
      if (TableOf(other.object.key) == part.parent) above = other.object.key;
    }
    attachments.push_back(StrCat("ALTER INDEX ", IndexName(above), " ATTACH PARTITION ", IndexName(part.object.key)));
  }
  statements.insert(statements.end(), attachments.rbegin(), attachments.rend());
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
    build.Sql(BuildPart(part)).Undo(DropConcurrently(part.object.key)).UndoTxn(Txn::kOutside).Sign(Sign::kAdd);
  }
}

Draft& Finish(Action action, const Change& change, const std::vector<Part>& parts, Expander& out) {
  Draft& draft = out.Create(action, change, StrCat(change.after->key.ToString(), parts.empty() ? "" : ", of its partitions' indexes"));
  for (std::string& statement : Assemble(*change.after, parts)) draft.Sql(std::move(statement));
  for (std::string& statement : Trimmings(*change.after)) draft.Sql(std::move(statement));
  for (const Part& part : parts) draft.Locks(TableOf(part.object.key));
  return draft;
}

// What partitions had by themselves before the parent's took it in goes with the parent's, and has to be built again.
std::vector<std::string> RestoreTaken(const std::vector<Part>& parts, const Expander& context) {
  std::vector<std::string> statements;
  for (const Part& part : parts) {
    if (!part.exists) continue;
    const Object& own = *context.from().Find(part.object.key);
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

void CreateIndexByPartition(const Change& change, Expander& out) {
  std::vector<Part> parts = PartsOf(*change.after, out);
  out.BeginRecipe();
  BuildParts(change, parts, out);
  Draft& draft = Finish(Action::kCreatePartitionedIndex, change, parts, out);
  std::vector<std::string> restored = RestoreTaken(parts, out);
  draft.Undo(DropStatement(change.after->key)).Undo(restored);
  if (!restored.empty()) draft.UndoTxn(Txn::kOutside);
  out.EndRecipe();
}

void DropIndexOfPartitioned(const Change& change, Expander& out) {
  Draft& draft = out.Drop(Action::kDropPartitionedIndex, change, change.before->key.ToString());
  draft.Sql(DropStatement(change.before->key)).Undo(BuildByPartition(*change.before, out)).UndoTxn(Txn::kOutside);
}

std::vector<std::string> BuildByPartition(const Object& part, const Expander& context) {
  std::vector<Part> parts = PartsOf(part, context);
  std::vector<std::string> statements;
  for (const Part& below : parts) {
    if (!below.partitioned && !below.exists) statements.push_back(BuildPart(below));
  }
  for (std::string& statement : Assemble(part, parts)) statements.push_back(std::move(statement));
  for (std::string& statement : Trimmings(part)) statements.push_back(std::move(statement));
  return statements;
}

void CreateKeyByPartition(const Change& change, Expander& out) {
  std::vector<Part> parts = PartsOf(*change.after, out);
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
