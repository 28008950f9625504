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

// Whether `user`, unchanged in itself, cannot stay when `used` is replaced (or changes its type).
bool MustFollow(const Change& used, const Object& user) {
  if (used.action == ChangeAction::kReplace) {
    // A default lets go of a routine and takes it up again: planner/kinds/routine.cc.
    if (schema::IsRoutine(used.kind()) && user.key.kind == Kind::kDomain) return false;
    // Replacing a column, a key or a type breaks what is made of it. A table's columns of a replaced domain or type would lose their values: not here.
    return user.key.kind != Kind::kColumn || user.As<Column>().generated.has_value();
  }
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

}  // namespace

void PropagateReplacements(const Expander& context, std::vector<Change>& changes) {
  std::vector<const Change*> spreading;
  for (Change& change : changes) {
    if (change.action == ChangeAction::kAlter && NeedsReplacement(change, context)) change.action = ChangeAction::kReplace;
    if (change.action == ChangeAction::kReplace || IsEnumRebuilt(change) || TypeChanges(change)) spreading.push_back(&change);
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
      if (!MustFollow(used, *user)) continue;
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
