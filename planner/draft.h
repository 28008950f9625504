// A step under construction, with what ordering must know of it: what it creates, drops, alters, needs and lets go of.
// And the Expander, through which the recipes of planner/kinds make drafts.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "planner/actions.h"
#include "planner/change.h"
#include "planner/plan.h"
#include "planner/planner.h"

namespace planner {

struct Draft {
  Step step;
  Action action = Action::kComment;
  std::vector<schema::ObjectKey> creates;  // exist after the step and not before it
  std::vector<schema::ObjectKey> drops;    // exist before the step and not after it
  std::vector<schema::ObjectKey> alters;   // are something else after it
  std::vector<schema::ObjectKey> needs;    // must be there, in their new form, before it
  std::vector<schema::ObjectKey> frees;    // were mentioned by the object before, and no longer are
  std::vector<schema::ObjectKey> proves;   // columns that are NOT NULL from this step on
  std::vector<schema::ObjectKey> relies;   // columns that must be NOT NULL before it
  std::vector<schema::ObjectKey> locks;    // relations that the statement locks; those that the plan creates fall away later
  int recipe = 0;                          // steps of one recipe stay in order
  const schema::Object* before = nullptr;
  const schema::Object* after = nullptr;

  Draft& Sql(std::string statement) { step.sql.push_back(std::move(statement)); return *this; }
  Draft& Undo(std::string statement) { step.undo_sql.push_back(std::move(statement)); return *this; }
  Draft& Undo(const std::vector<std::string>& statements) {
    step.undo_sql.insert(step.undo_sql.end(), statements.begin(), statements.end());
    return *this;
  }
  Draft& UndoTxn(Txn txn) { step.undo_txn = txn; return *this; }
  Draft& NoUndo(UndoClass undo, std::string note) { step.undo = undo; step.undo_note = std::move(note); return *this; }
  Draft& Sign(planner::Sign sign) { step.sign = sign; return *this; }
  Draft& In(Phase phase) { step.phase = phase; return *this; }
  Draft& Warn(HazardId id, std::string detail) {
    step.hazards.push_back({id, step.object, std::move(detail), false});
    return *this;
  }
  // The statement locks `table` besides the object's own.
  Draft& Locks(const schema::ObjectKey& table) { locks.push_back(table); return *this; }
};

class Expander {
 public:
  Expander(const schema::Database& from, const schema::Database& to, const PlanOptions& options) : from_(from), to_(to), options_(options) {}

  const schema::Database& from() const { return from_; }
  const schema::Database& to() const { return to_; }
  int server_version() const { return options_.server_version; }
  bool online() const { return options_.online == Online::kPrefer; }

  void MarkCreated(const schema::ObjectKey& key) { created_.insert(key); }
  void MarkDropped(const schema::ObjectKey& key) { dropped_.insert(key); }
  // Created (or dropped) by this plan, replaced objects included.
  bool IsCreated(const schema::ObjectKey& key) const { return created_.contains(key); }
  bool IsDropped(const schema::ObjectKey& key) const { return dropped_.contains(key); }
  // Columns whose type changes in place and enums that are built again, and tables that get new names (or whose columns do).
  void MarkRetyped(const schema::ObjectKey& column) { retyped_.insert(column); }
  bool IsRetyped(const schema::ObjectKey& column) const { return retyped_.contains(column); }
  void MarkRenamed(const schema::ObjectKey& table) { renamed_.insert(table); }
  // A routine that is dropped and another of its name that takes over its callers: while both are there a call may mean either.
  void MarkTakenOver(const schema::ObjectKey& routine, const schema::ObjectKey& successor) {
    given_up_.insert(routine);
    successors_.emplace(successor, routine);
  }
  bool IsTakenOver(const schema::ObjectKey& routine) const { return given_up_.contains(routine); }
  std::vector<schema::ObjectKey> TakenOverBy(const schema::ObjectKey& successor) const {
    std::vector<schema::ObjectKey> routines;
    for (auto [it, end] = successors_.equal_range(successor); it != end; ++it) routines.push_back(it->second);
    return routines;
  }
  // Whether statements on the table need no care for others: the plan creates it, or is for an empty database.
  bool IsQuiet(const schema::ObjectKey& table) const {
    return !online() || IsCreated(table) || IsCreated({table.path, schema::Kind::kMaterializedView});
  }

  // A new draft for a change. Effects, locks and hazards are inferred from the change and the action's row.
  Draft& Create(Action action, const Change& change, std::string summary);
  Draft& Drop(Action action, const Change& change, std::string summary);
  Draft& Alter(Action action, const Change& change, std::string summary);
  // The drafts made between Begin and End form one recipe: they stay in order. A recipe inside another is part of it.
  void BeginRecipe() {
    if (recipe_depth_++ == 0) current_recipe_ = ++last_recipe_;
  }
  void EndRecipe() {
    if (--recipe_depth_ == 0) current_recipe_ = 0;
  }

  // The objects of `from` that mention the key; for a unique key also the foreign keys that it carries. The index is made at the first call.
  const std::vector<const schema::Object*>& UsersOf(const schema::ObjectKey& key) const;

  // Children of a table (partitions, heirs) on one side; and all below it, parents first.
  const std::vector<schema::ObjectKey>& ChildrenBefore(const schema::ObjectKey& parent) const { return Children(from_, children_before_, parent); }
  const std::vector<schema::ObjectKey>& ChildrenAfter(const schema::ObjectKey& parent) const { return Children(to_, children_after_, parent); }
  std::vector<schema::ObjectKey> DescendantsBefore(const schema::ObjectKey& parent) const;

  // Holds an object between the two sides (a column while it has no default yet) for as long as the drafts that speak of it.
  const schema::Object& Keep(schema::Object object) {
    kept_.push_back(std::move(object));
    return kept_.back();
  }

  // Checks run before the first step: one that speaks of what the plan makes or renames is left out.
  void AddCheck(Check check, const Draft& for_step);
  void NotPlanned(const Change& change, std::string text);
  // What whoever applies the plan should know, and that is no difference left out.
  void Note(const Change& change, std::string text);

  std::vector<std::unique_ptr<Draft>>& drafts() { return drafts_; }
  std::vector<std::unique_ptr<Draft>> TakeDrafts() { return std::move(drafts_); }
  std::vector<Check>& checks() { return checks_; }
  std::vector<const Draft*>& check_steps() { return check_steps_; }
  std::vector<Remark>& remarks() { return remarks_; }

 private:
  using ChildrenIndex = std::optional<absl::flat_hash_map<schema::ObjectKey, std::vector<schema::ObjectKey>>>;
  static const std::vector<schema::ObjectKey>& Children(const schema::Database& side, ChildrenIndex& index, const schema::ObjectKey& parent);
  Draft& New(Action action, const Change& change, std::string summary);
  void AddRemark(Remark::Reason reason, const Change& change, std::string text);

  const schema::Database& from_;
  const schema::Database& to_;
  const PlanOptions& options_;
  absl::flat_hash_set<schema::ObjectKey> created_, dropped_, retyped_, renamed_, given_up_;
  std::multimap<schema::ObjectKey, schema::ObjectKey> successors_;
  mutable absl::flat_hash_map<schema::ObjectKey, std::vector<const schema::Object*>> users_;
  mutable bool users_known_ = false;
  mutable ChildrenIndex children_before_, children_after_;
  std::deque<schema::Object> kept_;
  std::vector<std::unique_ptr<Draft>> drafts_;
  std::vector<Check> checks_;
  std::vector<const Draft*> check_steps_;  // one for each check
  std::vector<Remark> remarks_;
  int last_recipe_ = 0;
  int current_recipe_ = 0;
  int recipe_depth_ = 0;
};

// The table that a key belongs to, or is: public.orders for column public.orders.total. For top-level kinds the key itself.
schema::ObjectKey TableOf(const schema::ObjectKey& key);

}  // namespace planner
