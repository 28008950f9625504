#include "planner/replace.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "planner/kind_planner.h"
#include "planner/kinds/enum_labels.h"
#include "schema/routine_key.h"

namespace planner {
namespace {

using schema::Column;
using schema::FieldBit;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;

bool NeedsReplacement(const Change& change, const Expander& context) {
  KindPlanner planner = PlannerOf(change.kind());
  std::vector<std::string> changed = FieldNames(change.kind(), {change.fields.body, 0});
  for (const Recipe& recipe : planner.recipes) {
    if (recipe.replaces == nullptr || std::find(changed.begin(), changed.end(), recipe.field) == changed.end()) continue;
    if (recipe.replaces(change, context)) return true;
  }
  return false;
}

bool TypeChanges(const Change& change) {
  return change.action == ChangeAction::kAlter && change.kind() == Kind::kColumn && (change.fields.body & FieldBit<Column>("type")) != 0;
}

// ALTER TABLE changes no type of a column that one of these uses (ATPrepAlterColumnType and RememberAllDependentForRebuilding, tablecmds.c).
bool PinsColumnTypes(Kind kind) {
  return kind == Kind::kView || kind == Kind::kMaterializedView || kind == Kind::kRule || kind == Kind::kPolicy || kind == Kind::kTrigger;
}

bool FiltersOn(const Object& publication, const ObjectKey& column) {
  for (const schema::PublishedTable& table : publication.As<schema::Publication>().tables) {
    if (table.where.has_value() && column.Parent(Kind::kTable) == table.table) return true;
  }
  return false;
}

// A key or unique index that goes takes the foreign keys along that rely on it, also where another one now has the same columns.
bool CarriesForeignKeys(const Change& change) {
  return change.action == ChangeAction::kDrop && (change.kind() == Kind::kKeyConstraint || (change.kind() == Kind::kIndex && change.before->As<schema::Index>().unique));
}

// Types between which "=" is defined, so that a foreign key holds while one of its ends has the one and the other the other.
int ComparableGroup(const schema::TypeRef& type) {
  if (!type.IsBuiltin() || type.array) return 0;
  if (type.name == "int2" || type.name == "int4" || type.name == "int8") return 1;
  if (type.name == "text" || type.name == "varchar" || type.name == "bpchar") return 2;
  if (type.name == "date" || type.name == "timestamp" || type.name == "timestamptz") return 3;
  return 0;
}
bool AreComparable(const schema::TypeRef& a, const schema::TypeRef& b) {
  return (a.schema == b.schema && a.name == b.name && a.array == b.array) || (ComparableGroup(a) != 0 && ComparableGroup(a) == ComparableGroup(b));
}

// Both ends of a foreign key get types that cannot be compared with the old ones: it goes, and comes back when both are changed.
bool ChangesBothEnds(const Change& column, const Object& user, const Expander& context) {
  const auto& key = user.As<schema::ForeignKey>();
  auto type_of = [](const schema::Database& side, const ObjectKey& of) {
    const Object* object = side.Find(of);
    return object == nullptr ? schema::TypeRef() : object->As<Column>().type;
  };
  for (size_t i = 0; i < key.columns.size() && i < key.referenced_columns.size(); ++i) {
    ObjectKey here = TableOf(user.key).Child(Kind::kColumn, key.columns[i]), there = key.referenced_table.Child(Kind::kColumn, key.referenced_columns[i]);
    if (!(here == column.before->key) && !(there == column.before->key)) continue;
    if (!AreComparable(type_of(context.from(), here), type_of(context.to(), there)) || !AreComparable(type_of(context.to(), here), type_of(context.from(), there))) return true;
  }
  return false;
}

// Whether `user`, unchanged in itself, cannot stay when `used` is replaced (or changes its type).
bool MustFollow(const Change& used, const Object& user, const Expander& context) {
  if (used.action == ChangeAction::kDrop) return user.key.kind == Kind::kForeignKey;
  if (used.action == ChangeAction::kReplace) {
    // A default lets go of a routine and takes it up again: planner/kinds/routine.cc.
    if (schema::IsRoutine(used.kind()) && user.key.kind == Kind::kDomain) return false;
    // Replacing a column, a key or a type breaks what is made of it. A table's columns of a replaced domain or type would lose their values: not here.
    return user.key.kind != Kind::kColumn || user.As<Column>().generated.has_value();
  }
  if (TypeChanges(used) && user.key.kind == Kind::kForeignKey) return ChangesBothEnds(used, user, context);
  if (IsEnumRebuilt(used) && (PinsColumnTypes(user.key.kind) || schema::IsRoutine(user.key.kind))) return true;
  if (TypeChanges(used) && PinsColumnTypes(user.key.kind)) return true;
  if (IsEnumRebuilt(used)) return user.key.kind == Kind::kCast || user.key.kind == Kind::kCheck || user.key.kind == Kind::kIndex || user.key.kind == Kind::kDomain || (user.key.kind == Kind::kColumn && user.As<Column>().generated.has_value());
  // A published row filter holds its columns to their types.
  if (TypeChanges(used) && user.key.kind == Kind::kPublication) return FiltersOn(user, used.before->key);
  return TypeChanges(used) && user.key.kind == Kind::kColumn && user.As<Column>().generated.has_value();
}

bool IsBelow(const ObjectKey& child, const ObjectKey& parent) {
  return child.path.size() > parent.path.size() && child.path.compare(0, parent.path.size(), parent.path) == 0 && child.path[parent.path.size()] == '\0';
}

// What is below a relation that is made anew goes with the old one. Below a view each has its own statement again (triggers, rules, indexes); a table makes all
// that is below it.
void RemakeBelow(const Expander& context, std::vector<Change>& changes) {
  std::vector<ObjectKey> relations;
  for (const Change& change : changes) {
    bool relation = change.kind() == Kind::kView || change.kind() == Kind::kMaterializedView || change.kind() == Kind::kTable;
    if (change.action == ChangeAction::kReplace && relation) relations.push_back(change.after->key);
  }
  for (const ObjectKey& relation : relations) {
    changes.erase(std::remove_if(changes.begin(), changes.end(), [&](const Change& change) { return IsBelow(change.either().key, relation); }), changes.end());
    if (relation.kind == Kind::kTable) continue;
    for (const schema::ObjectPtr& child : context.to().Below(relation)) changes.push_back({ChangeAction::kCreate, nullptr, child.get(), {}, {}});
  }
}

bool Mentions(const Object& user, const ObjectKey& key) {
  std::vector<ObjectKey> references = References(user);
  return std::find(references.begin(), references.end(), key) != references.end();
}

// Whether a change moves something from one overload to the other. Bodies that are text are analysed only when they run.
bool MovesCallers(const Expander& context, const Object& old_routine, const Object& new_routine) {
  for (const Object* user : context.UsersOf(old_routine.key)) {
    const Object* after = context.to().Find(user->key);
    if (after != nullptr && Mentions(*after, new_routine.key)) return true;
  }
  return false;
}

void ReplaceMovedCallers(Expander& context, std::vector<Change>& changes) {
  absl::flat_hash_map<std::string, std::vector<const Change*>> created;
  auto name_of = [](const ObjectKey& key) { return std::string(key.schema_name()) + '.' + std::string(schema::SplitRoutineName(key.name()).name); };
  for (const Change& change : changes) {
    if (change.action == ChangeAction::kCreate && schema::IsRoutine(change.kind())) created[name_of(change.after->key)].push_back(&change);
  }
  if (created.empty()) return;
  absl::flat_hash_set<ObjectKey> moved;
  for (const Change& change : changes) {
    if (change.action != ChangeAction::kDrop || !schema::IsRoutine(change.kind())) continue;
    auto successors = created.find(name_of(change.before->key));
    if (successors == created.end()) continue;
    for (const Change* successor : successors->second) {
      if (!MovesCallers(context, *change.before, *successor->after)) continue;
      context.MarkTakenOver(change.before->key, successor->after->key);
      for (const Object* user : context.UsersOf(change.before->key)) moved.insert(user->key);
    }
  }
  for (Change& change : changes) {
    if (change.action != ChangeAction::kAlter || !moved.contains(change.after->key)) continue;
    bool only_default = (change.kind() == Kind::kColumn && !change.before->As<Column>().generated.has_value()) || change.kind() == Kind::kDomain;
    if (!only_default) change.action = ChangeAction::kReplace;
  }
}

}  // namespace

void PropagateReplacements(Expander& context, std::vector<Change>& changes) {
  ReplaceMovedCallers(context, changes);
  std::vector<const Change*> spreading;
  for (Change& change : changes) {
    if (change.action == ChangeAction::kAlter && NeedsReplacement(change, context)) change.action = ChangeAction::kReplace;
    if (change.action == ChangeAction::kReplace || IsEnumRebuilt(change) || TypeChanges(change) || CarriesForeignKeys(change)) spreading.push_back(&change);
  }
  if (spreading.empty()) return;

  std::vector<Change> queue;
  for (const Change* change : spreading) queue.push_back(*change);
  absl::flat_hash_map<ObjectKey, size_t> index;
  for (size_t i = 0; i < changes.size(); ++i) index[changes[i].either().key] = i;
  while (!queue.empty()) {
    Change used = std::move(queue.back());
    queue.pop_back();
    for (const Object* user : context.UsersOf(used.before->key)) {
      if (!MustFollow(used, *user, context)) continue;
      const Object* after = context.to().Find(user->key);
      if (after == nullptr) continue;  // dropped anyway
      auto known = index.find(user->key);
      if (known != index.end()) {
        Change& change = changes[known->second];
        if (change.action != ChangeAction::kAlter) continue;
        change.action = ChangeAction::kReplace;
        queue.push_back(change);
        continue;
      }
      index[user->key] = changes.size();
      changes.push_back({ChangeAction::kReplace, user, after, {}, {}});
      queue.push_back(changes.back());
    }
  }
  RemakeBelow(context, changes);
  std::sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) { return a.either().key < b.either().key; });
}

}  // namespace planner
