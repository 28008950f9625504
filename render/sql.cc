#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "render/render.h"
#include "render/sql_script.h"
#include "render/view.h"

namespace render {
namespace {

using planner::Batch;
using planner::Plan;
using planner::Step;

void AddProse(absl::string_view prose, SqlScript& script) {
  for (absl::string_view line : absl::StrSplit(prose, '\n', absl::SkipEmpty())) script.Comment(line);
}

void AddChecks(const Plan& plan, SqlScript& script) {
  if (plan.checks.empty()) return;
  script.Comment("");
  script.Comment("Questions worth asking before; a step fails where the answer is another:");
  for (const planner::Check& check : plan.checks) {
    script.Comment(absl::StrCat("step ", check.step, ": ", check.question, "  Expected: ", check.expected));
    script.Comment(absl::StrCat("  ", check.sql, ";"));
  }
}

void AddHead(const Plan& plan, SqlScript& script) {
  script.Comment(absl::StrCat("Lockstep plan ", plan.id, " for PostgreSQL ", ServerVersionText(plan.server_version), ": ", TotalsText(plan)));
  script.Comment(absl::StrCat("From: ", plan.from_description));
  script.Comment(absl::StrCat("To:   ", plan.to_description));
  script.Comment("Run with: psql -X -v ON_ERROR_STOP=1 -f FILE");
  std::vector<HazardOfStep> needing = HazardsNeedingWord(plan);
  if (!needing.empty()) {
    script.Comment(absl::StrCat("BLOCKED: ", Counted(needing.size(), "hazard"), needing.size() == 1 ? " is" : " are", " not allowed (",
                                AllowOption(needing), ")"));
  }
  AddProse(RemarksText(plan.remarks, /*verbose=*/false), script);
  AddChecks(plan, script);
}

// "4. + column public.orders.note". ASCII, so that a plan needs no encoding for its comments' sake.
std::string Title(const Step& step) {
  return absl::StrCat(step.id, ". ", step.sign == planner::Sign::kValidate ? "" : SignText(step.sign),
                      step.sign == planner::Sign::kValidate ? "" : " ", step.summary);
}

std::vector<std::string> StepComments(const Step& step) {
  std::vector<std::string> comments = {Title(step)};
  if (step.lock != planner::Lock::kNone) comments.push_back(absl::StrCat("   ", schema::EnumName(step.lock), ": ", BlocksText(step)));
  if (!step.place.empty()) comments.push_back(absl::StrCat("   ", step.place));
  for (const planner::Hazard& hazard : step.hazards) {
    comments.push_back(absl::StrCat("   ", planner::Info(hazard.id).name, hazard.allowed ? " (allowed)" : "", ": ",
                                    hazard.detail.empty() ? planner::Info(hazard.id).title : hazard.detail));
  }
  return comments;
}

// Whole plan's limits, for undo batches, which have none of their own.
int LockTimeout(const Plan& plan) {
  int timeout = 0;
  for (const Batch& batch : plan.batches) timeout = std::max(timeout, batch.lock_timeout);
  return timeout;
}

// Of each step, by id: the statement timeout of the batch that it runs in, on the way there.
std::vector<int> StatementTimeouts(const Plan& plan) {
  std::vector<int> timeouts(plan.steps.size() + 1, 0);
  for (const Batch& batch : plan.batches) {
    for (int step : batch.steps) timeouts[step] = batch.statement_timeout;
  }
  return timeouts;
}

// What is alone on the way back may scan or rewrite: no limit. What shares a transaction is as short as it was on the way there.
int UndoTimeout(const std::vector<int>& timeouts, const planner::UndoBatch& undo) {
  if (undo.txn != planner::Txn::kShared) return 0;
  int longest = 0;
  for (int step : undo.steps) {
    if (timeouts[step] == 0) return 0;
    longest = std::max(longest, timeouts[step]);
  }
  return longest;
}

std::vector<std::string> UndoComments(const Plan& plan, const planner::UndoBatch& undo) {
  std::vector<std::string> comments;
  for (int id : undo.steps) {
    const Step& step = plan.steps[id - 1];
    comments.push_back(absl::StrCat("undo ", Title(step)));
    if (step.undo == planner::UndoClass::kExact) continue;
    comments.push_back(absl::StrCat("   ", step.undo == planner::UndoClass::kNone ? "cannot be taken back" : "schema only, the data is gone",
                                    step.undo_note.empty() ? "" : ": ", step.undo_note));
  }
  return comments;
}

}  // namespace

std::string PlanAsSql(const Plan& plan) {
  SqlScript script;
  AddHead(plan, script);
  if (plan.steps.empty()) script.Comment("Nothing to do.");
  for (const Batch& batch : plan.batches) {
    ScriptBatch out = {batch.txn, batch.lock_timeout, batch.statement_timeout, {}};
    for (int id : batch.steps) out.parts.push_back({StepComments(plan.steps[id - 1]), plan.steps[id - 1].sql});
    script.Batch(out);
  }
  return std::move(script).Finish();
}

std::string RollbackAsSql(const Plan& plan, size_t executed) {
  SqlScript script;
  executed = std::min(executed, plan.steps.size());
  script.Comment(absl::StrCat("Lockstep: rollback of plan ", plan.id,
                              executed == plan.steps.size() ? "" : absl::StrCat(", of its first ", executed, " steps"),
                              ". The last step is taken back first."));
  script.Comment("Run with: psql -X -v ON_ERROR_STOP=1 -f FILE");
  for (size_t i = 0; i < executed; ++i) {
    const Step& step = plan.steps[i];
    if (step.undo != planner::UndoClass::kNone) continue;
    script.Comment(absl::StrCat("Not taken back: step ", step.id, " ", step.summary, step.undo_note.empty() ? "" : ": ", step.undo_note));
  }
  if (executed == 0) script.Comment("Nothing to do.");
  int lock_timeout = LockTimeout(plan);
  std::vector<int> timeouts = StatementTimeouts(plan);
  for (const planner::UndoBatch& undo : planner::Rollback(plan, executed)) {
    bool outside = undo.txn == planner::Txn::kOutside;
    script.Batch({undo.txn, outside ? 0 : lock_timeout, UndoTimeout(timeouts, undo), {{UndoComments(plan, undo), undo.sql}}});
  }
  return std::move(script).Finish();
}

}  // namespace render
