#include "render/view.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace render {
namespace {

using planner::Lock;
using planner::Work;

enum class Blocked { kNothing, kWrites, kAll };

// SHARE stops ROW EXCLUSIVE (INSERT, UPDATE, DELETE); only ACCESS EXCLUSIVE stops ACCESS SHARE (SELECT). EXCLUSIVE stops SELECT FOR UPDATE too,
// which counts as a write here (chapter "Explicit Locking", table of conflicts).
Blocked BlockedBy(Lock lock) {
  if (lock == Lock::kAccessExclusive) return Blocked::kAll;
  return lock >= Lock::kShare ? Blocked::kWrites : Blocked::kNothing;
}

const char* WorkVerb(Work work) {
  switch (work) {
    case Work::kCatalog:
      return "";
    case Work::kScan:
      return "scans";
    case Work::kBuild:
      return "builds";
    case Work::kRewrite:
      return "rewrites";
  }
  return "";
}

std::string LockedNames(const planner::Step& step) {
  std::vector<std::string> names;
  for (const schema::ObjectKey& key : step.locked) names.push_back(OneLine(key.QualifiedName()));
  return absl::StrJoin(names, ", ");
}

// What became of one object in the course of a plan. Validations do not count.
struct Fate {
  planner::Sign first = planner::Sign::kChange;
  bool added = false, removed = false, changed = false;
};

std::map<schema::ObjectKey, Fate> Fates(const planner::Plan& plan) {
  std::map<schema::ObjectKey, Fate> fates;
  for (const planner::Step& step : plan.steps) {
    if (step.sign == planner::Sign::kValidate) continue;
    auto [it, is_new] = fates.try_emplace(step.object);
    Fate& fate = it->second;
    if (is_new) fate.first = step.sign;
    fate.added |= step.sign == planner::Sign::kAdd;
    fate.removed |= step.sign == planner::Sign::kRemove;
    fate.changed |= step.sign == planner::Sign::kChange;
  }
  return fates;
}

}  // namespace

std::string ServerVersionText(int server_version) {
  int minor = server_version % 10000;
  return minor == 0 ? absl::StrCat(server_version / 10000) : absl::StrCat(server_version / 10000, ".", minor);
}

Totals CountTotals(const planner::Plan& plan) {
  Totals totals;
  for (const auto& [key, fate] : Fates(plan)) {
    bool helper = fate.first == planner::Sign::kAdd && fate.removed && !fate.changed;
    if (helper) continue;
    if (fate.added && !fate.removed)
      ++totals.add;
    else if (fate.removed && !fate.added && !fate.changed)
      ++totals.destroy;
    else
      ++totals.change;  // also what is made anew beside the old: an index
  }
  for (const planner::Batch& batch : plan.batches) totals.transactions += batch.txn == planner::Txn::kOutside ? batch.steps.size() : 1;
  return totals;
}

std::string TotalsText(const planner::Plan& plan) {
  Totals totals = CountTotals(plan);
  return absl::StrCat(totals.add, " to add, ", totals.change, " to change, ", totals.destroy, " to destroy, in ",
                      Counted(totals.transactions, "transaction"), ".");
}

const char* SignText(planner::Sign sign) {
  static constexpr const char* kSigns[] = {"+", "~", "-", "✓"};
  return kSigns[static_cast<size_t>(sign)];
}

const char* PhaseTitle(planner::Phase phase) {
  static constexpr const char* kTitles[] = {"expand · before the new application version", "migrate · while both versions may run",
                                            "contract · when the old application version is gone"};
  return kTitles[static_cast<size_t>(phase)];
}

std::string BlocksText(const planner::Step& step) {
  std::string work = WorkVerb(step.work);
  bool names_relation = step.work == Work::kScan || step.work == Work::kRewrite;  // what is built is the step's own index
  if (names_relation && !step.locked.empty()) absl::StrAppend(&work, " ", LockedNames(step));
  switch (BlockedBy(step.lock)) {
    case Blocked::kNothing:
      return work.empty() ? "blocks nothing" : absl::StrCat("blocks nothing, ", work);
    case Blocked::kWrites:
      return work.empty() ? "blocks writes, a moment" : absl::StrCat("blocks writes while it ", work);
    case Blocked::kAll:
      return work.empty() ? "blocks all, a moment" : absl::StrCat("blocks all while it ", work);
  }
  return "";
}

std::string StepList(const std::vector<int>& ids) {
  if (ids.empty()) return "no step";
  std::string list = ids.size() == 1 ? "step " : "steps ";
  for (size_t i = 0; i < ids.size(); ++i) absl::StrAppend(&list, i == 0 ? "" : i + 1 == ids.size() ? " and " : ", ", ids[i]);
  return list;
}

}  // namespace render
