#include "planner/planner.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "planner/batch.h"
#include "planner/default_privileges.h"
#include "planner/diff.h"
#include "planner/draft.h"
#include "planner/expand.h"
#include "planner/fold.h"
#include "planner/hazards.h"
#include "planner/inheritance.h"
#include "planner/left_open.h"
#include "planner/order.h"
#include "planner/rename.h"
#include "planner/replace.h"
#include "schema/support/stable_hash.h"
#include "schema/support/status.h"

namespace planner {
namespace {

using schema::Database;
using schema::Kind;
using schema::Object;

// Locks on what the plan itself creates, or what is not there yet, hinder nobody.
void KeepLocksOnExisting(const Expander& context, Draft& draft) {
  for (schema::ObjectKey& key : draft.locks) {
    bool existing = context.online() && context.from().Find(key) != nullptr && !(context.IsCreated(key) && !context.IsDropped(key));
    if (existing && std::find(draft.step.locked.begin(), draft.step.locked.end(), key) == draft.step.locked.end()) draft.step.locked.push_back(std::move(key));
  }
  if (draft.step.locked.empty()) draft.step.lock = Lock::kNone;
  // A new table's foreign key locks the table that it references.
  else if (draft.step.lock == Lock::kNone) draft.step.lock = Info(draft.action).lock_on_other;
}

Remark NotModelled(const Object& object, const Database& side, absl::string_view where) {
  Remark remark;
  remark.object = object.key;
  remark.what = object.As<schema::Unmodelled>().what;
  remark.text = absl::StrCat(object.key.ToString(), " is not modelled yet and was not compared", where);
  if (side.origin().sources != nullptr) remark.place = side.origin().sources->Place(object.span);
  return remark;
}

// Everything that is carried without being compared, from either side, once.
void AddNotModelled(const Database& from, const Database& to, std::vector<Remark>& remarks) {
  for (const auto& object : to.objects()) {
    if (object->key.kind != Kind::kUnmodelled) continue;
    remarks.push_back(NotModelled(*object, to, from.Find(object->key) != nullptr ? "" : " (only in the desired schema)"));
  }
  if (from.objects().data() == to.objects().data()) return;
  for (const auto& object : from.objects()) {
    if (object->key.kind == Kind::kUnmodelled && to.Find(object->key) == nullptr) remarks.push_back(NotModelled(*object, from, " (only in the present schema)"));
  }
}

std::string PlanId(const Plan& plan) {
  schema::StableHash hash;
  hash.Add(plan.from_fingerprint);
  hash.Add(plan.to_fingerprint);
  for (const Step& step : plan.steps) {
    for (const std::string& statement : step.sql) hash.Add(statement);
  }
  return absl::StrFormat("%08x", static_cast<uint32_t>(hash.Finish()));
}

void Finish(std::vector<std::unique_ptr<Draft>> drafts, Expander& expander, const PlanOptions& options, Plan& plan) {
  absl::flat_hash_map<const Draft*, int> ids;
  for (auto& draft : drafts) {
    KeepLocksOnExisting(expander, *draft);
    if (expander.online()) AddHazards(*draft);
    draft->step.id = static_cast<int>(plan.steps.size()) + 1;
    ids[draft.get()] = draft->step.id;
    plan.steps.push_back(std::move(draft->step));
  }
  for (size_t i = 0; i < expander.checks().size(); ++i) {
    Check& check = expander.checks()[i];
    check.step = ids[expander.check_steps()[i]];
    plan.checks.push_back(std::move(check));
  }
  std::stable_sort(plan.checks.begin(), plan.checks.end(), [](const Check& a, const Check& b) { return a.step < b.step; });
  MarkAllowed(options.allow, plan.steps);
  plan.batches = MakeBatches(plan.steps, options);
}

}  // namespace

absl::StatusOr<Plan> MakePlan(const Database& from, const Database& to, const PlanOptions& options) {
  Plan plan;
  plan.from_description = from.origin().description;
  plan.to_description = to.origin().description;
  plan.from_fingerprint = from.Fingerprint();
  plan.to_fingerprint = from.objects().data() == to.objects().data() ? plan.from_fingerprint : to.Fingerprint();
  plan.server_version = options.server_version;

  ASSIGN_OR_RETURN(Renamed renamed, ApplyRenames(from, to));
  std::vector<Change> changes = std::move(renamed.changes);
  Expander expander(renamed.from, to, options);
  LeaveOpen(changes, expander);
  LeaveOpen(renamed.renames, changes, expander);
  plan.objects_changed = static_cast<int>(changes.size() + renamed.renames.size());
  SettleInherited(changes, expander);
  PropagateReplacements(expander, changes);
  FoldIntoParents(changes);
  MarkChanges(changes, expander);
  for (const Rename& rename : renamed.renames) expander.MarkRenamed(TableOf(rename.after));
  Expand(changes, expander);
  TieToParents(expander);
  std::vector<std::unique_ptr<Draft>> made = expander.TakeDrafts();
  MendDefaultPrivileges(expander, made);
  std::vector<std::unique_ptr<Draft>> ordered = Order(std::move(made), expander.remarks());
  std::vector<std::unique_ptr<Draft>> drafts = RenameDrafts(renamed);
  std::move(ordered.begin(), ordered.end(), std::back_inserter(drafts));
  Finish(std::move(drafts), expander, options, plan);
  plan.remarks = std::move(expander.remarks());
  AddNotModelled(renamed.from, to, plan.remarks);
  plan.id = PlanId(plan);
  return plan;
}

}  // namespace planner
