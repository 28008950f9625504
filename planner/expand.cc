#include "planner/expand.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "planner/common.h"
#include "planner/kind_planner.h"
#include "planner/kinds/partition_parts.h"
#include "planner/kinds/enum_labels.h"

namespace planner {
namespace {

using schema::Kind;
using schema::ObjectKey;

// An index or key can be swapped under its name unless a column that it uses is itself made anew: then the old one must go first.
bool CanSwap(const Change& change, const Expander& context) {
  if (!context.online() || context.IsQuiet(TableOf(change.after->key)) || ByPartition(TableOf(change.after->key), context)) return false;
  for (const ObjectKey& key : References(*change.after)) {
    if (context.IsCreated(key) && context.IsDropped(key)) return false;
  }
  // An expression over a column of another type, or of an enum built again, may not even be valid: ALTER TYPE, which builds indexes again, would fail with the old one there.
  bool has_expression = false;
  schema::ForEachExpr(*change.before, [&](const schema::Expr&) { has_expression = true; });
  for (const ObjectKey& key : References(*change.before)) {
    if (has_expression && context.IsRetyped(key)) return false;
  }
  return change.kind() == Kind::kIndex || (change.kind() == Kind::kKeyConstraint && CanReplaceKeyInPlace(change, context));
}

// A key that foreign keys point at cannot be swapped in one statement: they are dropped before and added after.
bool IsReferenced(const Change& change, const Expander& context) {
  const auto& users = context.UsersOf(change.before->key);
  return std::any_of(users.begin(), users.end(), [](const schema::Object* user) { return user->key.kind == Kind::kForeignKey; });
}

void ExpandReplace(const Change& change, Expander& out) {
  if (change.kind() == Kind::kIndex && CanSwap(change, out)) return ReplaceIndex(change, out);
  if (change.kind() == Kind::kKeyConstraint && CanSwap(change, out) && !IsReferenced(change, out)) return ReplaceKeyConstraint(change, out);
  KindPlanner planner = PlannerOf(change.kind());
  planner.drop(change, out);
  planner.create(change, out);
}

void ExpandAlter(const Change& change, Expander& out) {
  KindPlanner planner = PlannerOf(change.kind());
  std::vector<std::string> open = FieldNames(change.kind(), {change.fields.body, 0});
  auto claim = [&](absl::string_view name) { open.erase(std::remove(open.begin(), open.end(), name), open.end()); };
  for (const Recipe& recipe : planner.recipes) {
    if (recipe.expand == nullptr || std::find(open.begin(), open.end(), recipe.field) == open.end()) continue;
    recipe.expand(change, out);
    claim(recipe.field);
    for (absl::string_view also : absl::StrSplit(recipe.also, ',', absl::SkipEmpty())) claim(also);
  }
  if (!open.empty()) {
    out.NotPlanned(change, absl::StrCat("a change of ", absl::StrJoin(open, ", "), " of ", change.after->key.ToString(), " cannot be planned yet"));
  }
  ExpandCommon(change, change.fields.common, out);
}

bool HaveOneParent(const ObjectKey& a, const ObjectKey& b) { return a.path.compare(0, a.path.rfind('\0'), b.path, 0, b.path.rfind('\0')) == 0; }

bool IsNewColumn(const Change& change) { return change.action == ChangeAction::kCreate && change.kind() == Kind::kColumn; }

bool IsFirstNewColumn(const std::vector<Change>& changes, size_t index) {
  for (size_t i = index; i-- > 0 && HaveOneParent(changes[i].either().key, changes[index].either().key);) {
    if (IsNewColumn(changes[i])) return false;
  }
  return true;
}

// New columns and attributes of one relation, which the changes have by name, come at its end in the order in which they are written.
void CreateColumnsInOrder(const std::vector<Change>& changes, size_t first, Expander& out) {
  std::vector<const Change*> columns;
  for (size_t i = first; i < changes.size() && HaveOneParent(changes[i].either().key, changes[first].either().key); ++i) {
    if (IsNewColumn(changes[i])) columns.push_back(&changes[i]);
  }
  std::stable_sort(columns.begin(), columns.end(), [](const Change* a, const Change* b) { return a->after->As<schema::Column>().position < b->after->As<schema::Column>().position; });
  for (const Change* column : columns) PlannerOf(Kind::kColumn).create(*column, out);
}

}  // namespace

void MarkChanges(const std::vector<Change>& changes, Expander& out) {
  for (const Change& change : changes) {
    bool created = change.action == ChangeAction::kCreate, dropped = change.action == ChangeAction::kDrop, replaced = change.action == ChangeAction::kReplace;
    if (created || replaced) out.MarkCreated(change.after->key);
    if (dropped || replaced) out.MarkDropped(change.before->key);
    bool retyped = change.action == ChangeAction::kAlter && change.kind() == Kind::kColumn && (change.fields.body & schema::FieldBit<schema::Column>("type")) != 0;
    if (retyped || IsEnumRebuilt(change)) out.MarkRetyped(change.after->key);
    for (const schema::Object* child : change.folded) {
      if (created) out.MarkCreated(child->key);
      if (dropped) out.MarkDropped(child->key);
    }
  }
}

void Expand(const std::vector<Change>& changes, Expander& out) {
  for (size_t i = 0; i < changes.size(); ++i) {
    const Change& change = changes[i];
    switch (change.action) {
      case ChangeAction::kCreate:
        if (change.kind() != Kind::kColumn) PlannerOf(change.kind()).create(change, out);
        else if (IsFirstNewColumn(changes, i)) CreateColumnsInOrder(changes, i, out);
        break;
      case ChangeAction::kDrop: PlannerOf(change.kind()).drop(change, out); break;
      case ChangeAction::kReplace: ExpandReplace(change, out); break;
      case ChangeAction::kAlter: ExpandAlter(change, out); break;
    }
  }
}

}  // namespace planner
