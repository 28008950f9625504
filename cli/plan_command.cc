#include <algorithm>

#include "absl/strings/str_cat.h"
#include "cli/ask.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/load.h"
#include "cli/output.h"
#include "planner/planner.h"
#include "render/render.h"
#include "render/view.h"
#include "schema/support/status.h"

namespace cli {
namespace {

using planner::Plan;

std::string Rendered(const Plan& plan, const Options& options) {
  switch (options.format) {
    case Format::kText:
      return render::PlanAsText(plan, StyleOfOutput(options));
    case Format::kSql:
      return render::PlanAsSql(plan);
    case Format::kJson:
      return render::PlanAsJson(plan, LOCKSTEP_VERSION);
  }
  return "";
}

// Files first: a reader of standard output that goes away must not cost the files.
absl::Status Write(const Plan& plan, const Options& options) {
  if (!options.rollback.empty()) RETURN_IF_ERROR(WriteFile(options.rollback, render::RollbackAsSql(plan, plan.steps.size())));
  if (!options.save.empty()) RETURN_IF_ERROR(WriteFile(options.save, render::PlanAsJson(plan, LOCKSTEP_VERSION)));
  std::string text = Rendered(plan, options);
  return options.out.empty() ? WriteStandardOutput(text) : WriteFile(options.out, text);
}

// What a person sees who does not see the text: where it went to a file, or to a program.
void Summarise(const Plan& plan, const Options& options, const Reporter& reporter) {
  if (options.out.empty() && options.format == Format::kText) return;
  if (!options.out.empty()) reporter.Note(absl::StrCat(options.out, ": ", plan.steps.empty() ? "no changes" : render::TotalsText(plan)));
  for (const planner::Remark& remark : plan.remarks) {
    if (remark.reason == planner::Remark::Reason::kNotModelled) continue;
    reporter.Warning(absl::StrCat(remark.place.empty() ? "" : remark.place + ": ", render::OneLine(remark.text)));
  }
}

void SayBlocked(const std::vector<render::HazardOfStep>& needing, const Options& options, const Reporter& reporter) {
  if (options.out.empty() && options.format == Format::kText) return;
  reporter.Blocked(absl::StrCat(render::Counted(needing.size(), "hazard"), needing.size() == 1 ? " needs" : " need",
                                " your word: ", render::AllowOption(needing)));
}

// What differs and cannot be planned must not pass for done: CI would build on it.
size_t CountNotPlanned(const Plan& plan) {
  return std::count_if(plan.remarks.begin(), plan.remarks.end(), [](const planner::Remark& remark) { return remark.reason == planner::Remark::Reason::kNotPlanned; });
}

}  // namespace

int RunPlan(const Options& options, const Reporter& reporter) {
  // Static, so that it lives until the program ends: giving back large schemas piece by piece would only take time (main.cc).
  static std::optional<Sides> sides;
  sides = LoadBoth(options, reporter);
  if (!sides.has_value()) return kError;
  AskServer(options, reporter, *sides);
  planner::PlanOptions plan_options;
  plan_options.server_version = sides->server_version;
  plan_options.lock_timeout_ms = options.lock_timeout_ms;
  plan_options.allow = options.allow;
  absl::StatusOr<Plan> plan = planner::MakePlan(sides->from.database, sides->to.database, plan_options);
  if (!plan.ok()) {
    const schema::Origin& origin = sides->to.database.origin();
    reporter.Error(plan.status(), origin.sources == nullptr ? schema::SourceSet() : *origin.sources);
    return kError;
  }
  plan->from_description = sides->from.description;
  plan->to_description = sides->to.description;
  if (absl::Status written = Write(*plan, options); !written.ok()) {
    reporter.Error(written);
    return kError;
  }
  Summarise(*plan, options, reporter);
  std::vector<render::HazardOfStep> needing = render::HazardsNeedingWord(*plan);
  if (!needing.empty()) {
    SayBlocked(needing, options, reporter);
    return kBlocked;
  }
  if (size_t count = CountNotPlanned(*plan); count > 0) {
    reporter.Blocked(absl::StrCat(render::Counted(count, "difference"), count == 1 ? " is" : " are", " not in the plan"));
    return kBlocked;
  }
  return options.exit_code && !plan->steps.empty() ? kChangesExist : kDone;
}

}  // namespace cli
