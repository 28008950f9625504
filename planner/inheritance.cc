#include "planner/inheritance.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "schema/inheritance.h"

namespace planner {
namespace {

using schema::Column;
using schema::FieldBit;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;
using schema::Table;

schema::FindObject In(const schema::Database& side) {
  return [&side](const ObjectKey& key) { return side.Find(key); };
}

const Table* FindTable(const schema::Database& side, const ObjectKey& key) {
  const Object* object = key.kind == Kind::kTable ? side.Find(key) : nullptr;
  return object == nullptr ? nullptr : &object->As<Table>();
}

bool IsKept(const Expander& context, const ObjectKey& table) { return FindTable(context.from(), table) != nullptr && FindTable(context.to(), table) != nullptr; }

// --- Another partition key.

bool KeyChanges(const Expander& context, const ObjectKey& table) {
  const Table* before = FindTable(context.from(), table);
  const Table* after = FindTable(context.to(), table);
  return before != nullptr && after != nullptr && !(before->partition_by == after->partition_by);
}

// Whether the table is a partition, at some depth, of one whose key changes.
bool IsBelowChangedKey(const Expander& context, const schema::Database& side, ObjectKey table) {
  for (int depth = 0; depth < 100; ++depth) {
    const Table* body = FindTable(side, table);
    if (body == nullptr || !body->partition_of.has_value()) return false;
    table = body->partition_of->parent;
    if (KeyChanges(context, table)) return true;
  }
  return false;
}

void RemoveUnplannable(std::vector<Change>& changes, Expander& out) {
  auto unplannable = [&](const Change& change) {
    ObjectKey table = TableOf(change.either().key);
    if (table.kind != Kind::kTable) return false;
    bool joins_or_leaves = !IsKept(out, table) || change.either().key.kind == Kind::kTable;
    return joins_or_leaves && (IsBelowChangedKey(out, out.from(), table) || IsBelowChangedKey(out, out.to(), table));
  };
  for (Change& change : changes) {
    bool key_changes = change.action == ChangeAction::kAlter && change.kind() == Kind::kTable && (change.fields.body & FieldBit<Table>("partition_by")) != 0;
    if (!key_changes) continue;
    std::string name = change.after->key.QualifiedName();
    const Table& before = change.before->As<Table>();
    const Table& after = change.after->As<Table>();
    out.NotPlanned(change, absl::StrCat(!before.partition_by.has_value()  ? absl::StrCat("table ", name, " cannot become partitioned in place")
                                        : !after.partition_by.has_value() ? absl::StrCat("table ", name, " cannot stop being partitioned in place")
                                                                          : absl::StrCat("the partition key of ", name, " cannot be changed in place"),
                                        ": PostgreSQL has no statement for it. Its partitions are left alone too. The way out is a new table under another name, the rows copied, "
                                        "and the names swapped"));
    change.fields.body &= ~FieldBit<Table>("partition_by");
  }
  changes.erase(std::remove_if(changes.begin(), changes.end(), [&](const Change& change) {
    return unplannable(change) || (change.action == ChangeAction::kAlter && change.fields.empty());
  }), changes.end());
}

// --- Columns.

// A NOT NULL that comes from a parent keeps the name that it has in the child, and cannot be renamed there.
bool DiffersInNameOfNotNullOnly(const Column& before, const Column& after) {
  if (!after.inherited || !before.not_null.has_value() || !after.not_null.has_value()) return false;
  schema::NotNull renamed = *before.not_null;
  renamed.name = after.not_null->name;
  return renamed == *after.not_null;
}

// A column that has a difference left after what needs no statement: whether it is inherited.
bool SetAlter(Change& change, const Object* before, const Object* after) {
  change.action = ChangeAction::kAlter;
  change.before = before;
  change.after = after;
  change.fields = schema::Compare(*before, *after);
  change.fields.body &= ~FieldBit<Column>("inherited");
  if (DiffersInNameOfNotNullOnly(before->As<Column>(), after->As<Column>())) change.fields.body &= ~FieldBit<Column>("not_null");
  return !change.fields.empty();
}

std::optional<Object> Inherited(const schema::Database& side, const ObjectKey& column) {
  const Object* table = side.Find(column.Parent(Kind::kTable));
  return table == nullptr ? std::nullopt : schema::FindInheritedColumn(In(side), *table, column.name());
}

// What the column has become when the steps for its parent's columns have run: those go down to it (ALTER TABLE without ONLY).
const Object& AfterTheParents(const Object& before, Expander& out) {
  std::optional<Object> was = Inherited(out.from(), before.key), is = Inherited(out.to(), before.key);
  if (!was.has_value() || !is.has_value() || !KeepsParents(out, before.key.Parent(Kind::kTable))) return before;
  Object result = before;
  auto& column = result.As<Column>();
  const auto& from = was->As<Column>();
  const auto& to = is->As<Column>();
  if (!(from.type == to.type) || !(from.collation == to.collation)) {
    column.type = to.type;
    column.collation = to.collation;
    if (from.default_value.has_value() || to.default_value.has_value()) column.default_value = to.default_value;  // set again in the same statement
  }
  if (!(from.default_value == to.default_value)) column.default_value = to.default_value;
  if (!(from.generated == to.generated)) column.generated = to.generated;
  if (from.storage != to.storage) column.storage = to.storage;
  if (from.statistics_target != to.statistics_target) column.statistics_target = to.statistics_target;
  if (from.not_null.has_value() != to.not_null.has_value() && !(to.not_null.has_value() && column.not_null.has_value())) column.not_null = to.not_null;
  return out.Keep(std::move(result));
}

// False when nothing is left to do.
bool SettleColumn(Change& change, Expander& out) {
  const ObjectKey key = change.either().key;
  if (!IsKept(out, key.Parent(Kind::kTable))) return true;
  if (change.action == ChangeAction::kCreate) {
    std::optional<Object> inherited = Inherited(out.from(), key);
    if (!inherited.has_value()) return !change.after->As<Column>().inherited || !Inherited(out.to(), key).has_value();
    return SetAlter(change, &AfterTheParents(out.Keep(*std::move(inherited)), out), change.after);
  }
  if (change.action == ChangeAction::kDrop) {
    std::optional<Object> inherited = Inherited(out.to(), key);
    if (inherited.has_value()) return SetAlter(change, &AfterTheParents(*change.before, out), &out.Keep(*std::move(inherited)));
    return !(change.before->As<Column>().inherited && KeepsParents(out, key.Parent(Kind::kTable)));  // it goes with the parent's
  }
  return SetAlter(change, &AfterTheParents(*change.before, out), change.after);
}

// Columns that are equal on both sides, and that a step for the parent's would change on the way.
void RestoreUnchanged(std::vector<Change>& changes, Expander& out) {
  std::vector<Change> more;
  for (const Change& change : changes) {
    bool parents_column = change.action == ChangeAction::kAlter && change.kind() == Kind::kColumn;
    if (!parents_column) continue;
    for (const ObjectKey& child : out.DescendantsBefore(TableOf(change.after->key))) {
      ObjectKey key = child.Child(Kind::kColumn, change.after->key.name());
      const Object* before = out.from().Find(key);
      const Object* after = out.to().Find(key);
      if (before == nullptr || after == nullptr || !schema::Compare(*before, *after).empty()) continue;
      Change restored{ChangeAction::kAlter, nullptr, nullptr, {}, {}};
      if (SetAlter(restored, &AfterTheParents(*before, out), after)) more.push_back(std::move(restored));
    }
  }
  changes.insert(changes.end(), more.begin(), more.end());
}

// --- Constraints and indexes.

bool IsPart(Kind kind) { return kind == Kind::kCheck || kind == Kind::kKeyConstraint || kind == Kind::kExclusion || kind == Kind::kIndex || kind == Kind::kForeignKey; }

// What the table has from its parents, at any depth, and not by itself.
std::vector<const Object*> InheritedParts(const schema::Database& side, const ObjectKey& table) {
  std::vector<const Object*> parts;
  std::vector<ObjectKey> open = {table};
  for (size_t i = 0; i < open.size() && i < 100; ++i) {
    const Table* body = FindTable(side, open[i]);
    if (body == nullptr) continue;
    bool partition = body->partition_of.has_value();
    for (const ObjectKey& parent : schema::ParentsOf(*body)) {
      open.push_back(parent);
      for (const auto& object : side.Below(parent)) {
        if (!IsPart(object->key.kind) || (object->key.kind != Kind::kCheck && !partition)) continue;
        if (object->key.kind == Kind::kCheck && object->As<schema::Check>().no_inherit) continue;
        parts.push_back(object.get());
      }
    }
  }
  return parts;
}

bool SameConstraint(const Object& own, const Object& others) {
  if (own.key.kind != others.key.kind) return false;
  const Object parents = schema::AsBelow(others, TableOf(own.key));
  if (own.key.kind == Kind::kCheck) return own.key.name() == parents.key.name() && own.As<schema::Check>().expression == parents.As<schema::Check>().expression;
  if (own.key.kind == Kind::kForeignKey) return schema::Compare(own, parents).body == 0;
  return CanBeAttached(own, parents);
}

// The partition's index that belongs to this part of its parent, or, for a partition of a partition, to what belongs to that.
const std::string* NameOfAttached(const schema::Database& side, const ObjectKey& table, const ObjectKey& part) {
  const Table* body = FindTable(side, table);
  if (body == nullptr || !body->partition_of.has_value()) return nullptr;
  const ObjectKey& parent = body->partition_of->parent;
  const std::string* above = nullptr;
  std::string own(part.name());
  if (parent == TableOf(part)) above = &own;
  else above = NameOfAttached(side, parent, part);
  if (above == nullptr) return nullptr;
  for (const schema::AttachedIndex& index : body->attached_indexes) {
    if (index.of == *above) return &index.name;
  }
  return nullptr;
}

// Whether the partition's own key has its index below a plain one of the parent.
bool BelongsToAnother(const schema::Database& side, const ObjectKey& part) {
  const Table* table = FindTable(side, TableOf(part));
  return table != nullptr && std::any_of(table->attached_indexes.begin(), table->attached_indexes.end(), [&](const schema::AttachedIndex& index) { return index.name == part.name(); });
}

// A part that the child has on the one side by itself, and on the other from its parent.
bool SettlePart(const Change& change, const Expander& out) {
  const Object& own = change.either();
  ObjectKey table = TableOf(own.key);
  if (!IsKept(out, table) || change.action == ChangeAction::kAlter) return true;
  bool created = change.action == ChangeAction::kCreate;
  const schema::Database& other = created ? out.from() : out.to();
  bool has_index = own.key.kind == Kind::kIndex || own.key.kind == Kind::kKeyConstraint || own.key.kind == Kind::kExclusion;
  for (const Object* part : InheritedParts(other, table)) {
    bool becomes_key = !created && KeepsParents(out, table) && out.online() && CanBecomeKey(own, *part);
    if (!SameConstraint(own, *part) && !becomes_key) continue;
    if (!has_index) return false;
    if (!created && BelongsToAnother(out.from(), own.key)) continue;  // goes with that
    const std::string* name = NameOfAttached(other, table, part->key);
    // What belonged to the parent's stays, under its name, when the partition leaves; and the parent's new one takes over what matches it, once.
    if (created && !KeepsParents(out, table) && name != nullptr && *name == own.key.name()) return false;
    bool new_part = out.from().Find(part->key) == nullptr || NameOfAttached(out.from(), table, part->key) == nullptr;
    if (!created && name != nullptr && new_part) return false;
  }
  return true;
}

// A table that becomes a child must have the parent's columns and checks; one that leaves keeps what it does not want.
void AddForNewParents(const ObjectKey& table, Expander& out, std::vector<Change>& changes) {
  auto own = [&](const schema::Database& side, const ObjectKey& key) { return side.Find(key) != nullptr; };
  auto each_column = [&](const schema::Database& side, auto visit) {
    std::vector<ObjectKey> open = {table};
    std::vector<std::string> seen;
    for (size_t i = 0; i < open.size() && i < 100; ++i) {
      const Table* body = FindTable(side, open[i]);
      if (body == nullptr) continue;
      for (const ObjectKey& parent : schema::ParentsOf(*body)) {
        open.push_back(parent);
        for (const auto& object : side.Below(parent)) {
          if (object->key.kind != Kind::kColumn || std::find(seen.begin(), seen.end(), object->key.name()) != seen.end()) continue;
          seen.emplace_back(object->key.name());
          visit(table.Child(Kind::kColumn, object->key.name()));
        }
      }
    }
  };
  each_column(out.to(), [&](const ObjectKey& column) {
    bool there = own(out.from(), column) || Inherited(out.from(), column).has_value();
    if (!there && !own(out.to(), column)) changes.push_back({ChangeAction::kCreate, nullptr, &out.Keep(*Inherited(out.to(), column)), {}, {}});
  });
  each_column(out.from(), [&](const ObjectKey& column) {
    bool stays = own(out.to(), column) || Inherited(out.to(), column).has_value();
    if (!stays && !own(out.from(), column)) changes.push_back({ChangeAction::kDrop, &out.Keep(*Inherited(out.from(), column)), nullptr, {}, {}});
  });
  // A column that it has from both keeps what the old parent gave it (a default, above all) until a statement changes it.
  each_column(out.to(), [&](const ObjectKey& column) {
    std::optional<Object> was = Inherited(out.from(), column), is = Inherited(out.to(), column);
    if (!was.has_value() || !is.has_value() || own(out.from(), column) || own(out.to(), column)) return;
    Change change{ChangeAction::kAlter, nullptr, nullptr, {}, {}};
    if (SetAlter(change, &out.Keep(*std::move(was)), &out.Keep(*std::move(is)))) changes.push_back(std::move(change));
  });
  auto copy = [&](const Object& part) -> const Object& {
    Object mine = schema::AsBelow(part, table);
    mine.common = {};
    return out.Keep(std::move(mine));
  };
  auto has = [&](const schema::Database& side, const Object& part) {
    std::vector<const Object*> all = InheritedParts(side, table);
    for (const auto& object : side.Below(table)) all.push_back(object.get());
    return std::any_of(all.begin(), all.end(), [&](const Object* other) { return IsPart(other->key.kind) && SameConstraint(part, *other); });
  };
  for (const Object* part : InheritedParts(out.to(), table)) {
    if (part->key.kind == Kind::kCheck && !has(out.from(), *part) && !own(out.to(), table.Child(Kind::kCheck, part->key.name()))) changes.push_back({ChangeAction::kCreate, nullptr, &copy(*part), {}, {}});
  }
  auto under_name = [&](const Object& part, const std::string& name) -> const Object& {
    Object mine = copy(part);
    mine.key = table.Child(part.key.kind, name);
    return out.Keep(std::move(mine));
  };
  auto by_name = [](const Object& part) { return part.key.kind == Kind::kCheck || part.key.kind == Kind::kForeignKey; };
  for (const Object* part : InheritedParts(out.to(), table)) {
    const std::string* name = by_name(*part) ? nullptr : NameOfAttached(out.to(), table, part->key);
    if (name == nullptr || part->key.kind == Kind::kExclusion) continue;
    const auto& below = out.from().Below(table);
    bool taken = std::any_of(below.begin(), below.end(), [&](const auto& object) { return IsPart(object->key.kind) && SameConstraint(*object, *part); });
    bool of_its_own = out.to().Find(table.Child(Kind::kKeyConstraint, *name)) != nullptr;
    if (!taken && !of_its_own) changes.push_back({ChangeAction::kCreate, nullptr, &under_name(*part, *name), {}, {}});
  }
  for (const Object* part : InheritedParts(out.from(), table)) {
    if (by_name(*part)) {
      if (!has(out.to(), *part)) changes.push_back({ChangeAction::kDrop, &copy(*part), nullptr, {}, {}});
      continue;
    }
    const std::string* name = NameOfAttached(out.from(), table, part->key);
    const Object* kept = name == nullptr ? nullptr : out.to().Find(table.Child(part->key.kind, *name));
    bool goes = name != nullptr && (kept == nullptr || !SameConstraint(*kept, *part)) && NameOfAttached(out.to(), table, part->key) == nullptr;
    if (goes) changes.push_back({ChangeAction::kDrop, &under_name(*part, *name), nullptr, {}, {}});
  }
}

// --- Order.

ObjectKey Left(const ObjectKey& table) { return table.Child(Kind::kUnmodelled, "has left its parent"); }
ObjectKey Ready(const ObjectKey& table) { return table.Child(Kind::kUnmodelled, "is ready for its parent"); }
ObjectKey ParentReady(const ObjectKey& table) { return table.Child(Kind::kUnmodelled, "has a parent that is ready"); }

// A partition that is dropped leaves only then: what is done to the parent before is done to it too.
bool Leaves(const Draft& draft) {
  if (draft.after == nullptr) return false;
  return draft.action == Action::kDetachPartition || draft.action == Action::kDetachPartitionConcurrently || draft.action == Action::kNoInherit;
}
bool Joins(const Draft& draft) { return draft.action == Action::kAttachPartition || draft.action == Action::kAttachNewPartition || draft.action == Action::kInherit; }

std::vector<ObjectKey> Ancestors(const schema::Database& side, const ObjectKey& table) {
  std::vector<ObjectKey> all;
  std::vector<ObjectKey> open = {table};
  for (size_t i = 0; i < open.size() && i < 100; ++i) {
    const Table* body = FindTable(side, open[i]);
    if (body == nullptr) continue;
    for (const ObjectKey& parent : schema::ParentsOf(*body)) {
      all.push_back(parent);
      open.push_back(parent);
    }
  }
  return all;
}

// Statements on a parent that do not go down to its children, or speak of one child only.
bool StaysAtParent(const Draft& draft) {
  switch (draft.action) {
    case Action::kComment:
    case Action::kGrant:
    case Action::kOwner:
    case Action::kSetTableOptions:
    case Action::kRowSecurity:
    case Action::kReplicaIdentity:
    case Action::kClusterOn:
    case Action::kSetColumnOptions:
    case Action::kSetCompression:
    case Action::kRenameTable:
    case Action::kRenameIndex:
    case Action::kRenameConstraint:
    case Action::kSetIndexOptions:
    case Action::kCreatePartitionedIndex: return true;
    default: return Leaves(draft) || Joins(draft);
  }
}

}  // namespace

bool KeepsParents(const Expander& context, const ObjectKey& table) {
  const Table* before = FindTable(context.from(), table);
  const Table* after = FindTable(context.to(), table);
  return before != nullptr && after != nullptr && schema::ParentsOf(*before) == schema::ParentsOf(*after);
}

bool CanBeAttached(const Object& part, const Object& others) {
  if (part.key.kind != others.key.kind) return false;
  const Object parents = schema::AsBelow(others, TableOf(part.key));
  switch (part.key.kind) {
    case Kind::kIndex: {
      const auto& a = part.As<schema::Index>();
      const auto& b = parents.As<schema::Index>();
      return a.valid && a.unique == b.unique && a.nulls_not_distinct == b.nulls_not_distinct && a.method == b.method && a.parts == b.parts && a.include == b.include && a.predicate == b.predicate;
    }
    case Kind::kKeyConstraint: {
      const auto& a = part.As<schema::KeyConstraint>();
      const auto& b = parents.As<schema::KeyConstraint>();
      return a.primary == b.primary && a.columns == b.columns && a.include == b.include && a.nulls_not_distinct == b.nulls_not_distinct && a.without_overlaps == b.without_overlaps && a.deferral == b.deferral;
    }
    case Kind::kExclusion: {
      const auto& a = part.As<schema::Exclusion>();
      const auto& b = parents.As<schema::Exclusion>();
      return a.method == b.method && a.parts == b.parts && a.operators == b.operators && a.predicate == b.predicate;
    }
    default: return false;
  }
}

bool CanBecomeKey(const Object& index, const Object& parents_key) {
  if (index.key.kind != Kind::kIndex || parents_key.key.kind != Kind::kKeyConstraint) return false;
  const auto& own = index.As<schema::Index>();
  const auto& key = parents_key.As<schema::KeyConstraint>();
  if (!own.valid || !own.unique || own.method != "btree" || own.predicate.has_value() || own.parts.size() != key.columns.size()) return false;
  for (size_t i = 0; i < own.parts.size(); ++i) {
    schema::IndexPart plain;
    plain.column = key.columns[i];
    if (!(own.parts[i] == plain)) return false;
  }
  return own.include == key.include && own.nulls_not_distinct == key.nulls_not_distinct && !key.without_overlaps;
}

void SettleInherited(std::vector<Change>& changes, Expander& out) {
  RemoveUnplannable(changes, out);
  std::vector<Change> more;
  for (const Change& change : changes) {
    bool parents_change = change.action == ChangeAction::kAlter && change.kind() == Kind::kTable && !KeepsParents(out, change.after->key);
    if (parents_change) AddForNewParents(change.after->key, out, more);
  }
  RestoreUnchanged(changes, out);
  changes.erase(std::remove_if(changes.begin(), changes.end(), [&](Change& change) {
    if (change.kind() == Kind::kColumn) return !SettleColumn(change, out);
    return IsPart(change.kind()) && !SettlePart(change, out);
  }), changes.end());
  changes.insert(changes.end(), more.begin(), more.end());
  std::stable_sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) { return a.either().key < b.either().key; });
}

void TieToParents(Expander& out) {
  absl::flat_hash_set<ObjectKey> leaving, joining;
  for (const auto& draft : out.drafts()) {
    if (Leaves(*draft)) leaving.insert(draft->step.object);
    if (Joins(*draft)) joining.insert(draft->step.object);
  }
  for (const auto& draft : out.drafts()) {
    ObjectKey table = TableOf(draft->step.object);
    if (table.kind != Kind::kTable) continue;
    bool leaves = Leaves(*draft), joins = Joins(*draft);
    // A new partition is made like its parent, so not before that is what it will be.
    bool made_to_join = draft->action == Action::kCreateTable && joining.contains(table);
    if (made_to_join) draft->needs.push_back(ParentReady(table));
    if (leaves) draft->creates.push_back(Left(table));
    if (joins) draft->needs.push_back(Ready(table));
    const Table* moved = FindTable(out.to(), table);
    bool both = leaving.contains(table) && joining.contains(table) && !(moved != nullptr && moved->partition_of.has_value());  // INHERITS changed: one recipe
    if (!leaves && !joins && !both && !made_to_join) {
      if (leaving.contains(table)) draft->needs.push_back(Left(table));
      if (joining.contains(table)) draft->alters.push_back(Ready(table));
    }
    // Changes of a parent come behind the tables that leave it, and before those that join.
    if (!leaves && !joins) {
      for (const ObjectKey& child : out.DescendantsBefore(table)) {
        if (leaving.contains(child)) draft->needs.push_back(Left(child));
      }
      for (const ObjectKey& child : out.ChildrenAfter(table)) {
        // What the parent drops in the end a new partition has till then; a table that has not got it can only join afterwards.
        bool in_time = draft->step.phase != Phase::kContract || out.from().Find(child) != nullptr;
        if (!joining.contains(child) || !in_time) continue;
        draft->alters.push_back(Ready(child));
        draft->alters.push_back(ParentReady(child));
      }
    }
    if (draft->step.object.kind == Kind::kColumn) {
      const std::string name(draft->step.object.name());
      bool creates = std::find(draft->creates.begin(), draft->creates.end(), draft->step.object) != draft->creates.end();
      bool drops = std::find(draft->drops.begin(), draft->drops.end(), draft->step.object) != draft->drops.end();
      for (const ObjectKey& parent : Ancestors(out.to(), table)) {
        if (!creates && !drops) draft->needs.push_back(parent.Child(Kind::kColumn, name));
      }
      for (const ObjectKey& child : out.DescendantsBefore(table)) {
        if (creates) draft->needs.push_back(child.Child(Kind::kColumn, name));  // an heir's own comes first, and is merged
        if (drops) draft->frees.push_back(child.Child(Kind::kColumn, name));    // an heir's own can go when it is inherited no longer
      }
    }
    if (draft->step.lock != Lock::kNone && !StaysAtParent(*draft)) {
      for (const ObjectKey& child : out.DescendantsBefore(table)) draft->locks.push_back(child);
    }
  }
}

}  // namespace planner
