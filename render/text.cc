#include <algorithm>
#include <optional>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "render/paint.h"
#include "render/render.h"
#include "render/step_text.h"
#include "render/view.h"

namespace render {
namespace {

using planner::Plan;
using planner::Step;

std::string Steps(const Plan& plan, const TextStyle& style) {
  StepWidths widths;
  for (const Step& step : plan.steps) Widen(step, widths);
  std::string text;
  std::optional<planner::Phase> phase;
  std::set<planner::Phase> shown;
  for (const Step& step : plan.steps) {
    if (phase != step.phase) {
      // What a step needs may belong to a later phase than the step: then a phase comes twice.
      std::string title = shown.insert(step.phase).second ? PhaseTitle(step.phase) : absl::StrCat(schema::EnumName(step.phase), ", continued");
      absl::StrAppend(&text, "\n  ", Paint(style, Ink::kBold, title), "\n");
    }
    phase = step.phase;
    absl::StrAppend(&text, StepLine(step, widths, style));
    if (style.verbose) absl::StrAppend(&text, StepDetails(step, style));
  }
  return text + "\n";
}

std::string NeededWords(const Plan& plan, const TextStyle& style) {
  std::vector<HazardOfStep> needing = HazardsNeedingWord(plan);
  if (needing.empty()) return "";
  std::string count = absl::StrCat(Counted(needing.size(), "hazard"), needing.size() == 1 ? " needs" : " need", " your word:");
  if (needing.size() == 1) {
    const planner::Hazard& hazard = *needing[0].hazard;
    return absl::StrCat(Paint(style, Ink::kRed, count), " ", planner::Info(hazard.id).name, " ", OneLine(hazard.object.QualifiedName()), "  (",
                        AllowOption(needing), ")\n");
  }
  std::string text = Paint(style, Ink::kRed, count) + "\n";
  for (const HazardOfStep& of : needing) {
    const planner::HazardInfo& info = planner::Info(of.hazard->id);
    absl::StrAppend(&text, "  step ", of.step->id, "  ", info.name, " ", OneLine(of.hazard->object.QualifiedName()), ": ",
                    OneLine(of.hazard->detail.empty() ? info.title : of.hazard->detail), "\n");
  }
  return absl::StrCat(text, "  (", AllowOption(needing), ")\n");
}

// Hazards that are only told: one line each, with the steps they belong to.
std::string ToldHazards(const Plan& plan) {
  std::string text;
  for (size_t i = 0; i < planner::kHazardCount; ++i) {
    const planner::HazardInfo& info = planner::Info(static_cast<planner::HazardId>(i));
    std::vector<int> ids;
    for (const Step& step : plan.steps) {
      bool has = std::any_of(step.hazards.begin(), step.hazards.end(), [&](const planner::Hazard& hazard) { return hazard.id == info.id; });
      if (has && !info.needs_word) ids.push_back(step.id);
    }
    if (!ids.empty()) absl::StrAppend(&text, "  ", info.name, ", ", StepList(ids), ": ", info.title, "\n");
  }
  return text.empty() ? "" : "Good to know:\n" + text;
}

std::string RollbackText(const Plan& plan) {
  std::vector<int> schema_only, none;
  for (const Step& step : plan.steps) {
    if (step.undo == planner::UndoClass::kSchemaOnly) schema_only.push_back(step.id);
    if (step.undo == planner::UndoClass::kNone) none.push_back(step.id);
  }
  if (schema_only.empty() && none.empty()) return "Rollback: exact.\n";
  std::string text = "Rollback:";
  if (!schema_only.empty()) absl::StrAppend(&text, " of ", StepList(schema_only), " gives back the schema, not the data.");
  if (!none.empty()) absl::StrAppend(&text, " None for ", StepList(none), ".");
  return text + "\n";
}

}  // namespace

std::string PlanAsText(const Plan& plan, const TextStyle& style) {
  std::string remarks = RemarksText(plan.remarks, style.verbose);
  if (plan.steps.empty()) {
    if (absl::StartsWith(remarks, kNotPlannedHeading)) {
      return absl::StrCat("Nothing that could be done: ", OneLine(plan.from_description), " and ", OneLine(plan.to_description), " differ.\n", remarks);
    }
    return absl::StrCat("No changes: ", OneLine(plan.from_description), " and ", OneLine(plan.to_description), " are the same",
                        remarks.empty() ? "" : ", in all that is compared", ".\n", remarks);
  }
  std::string head = absl::StrCat("Lockstep plan ", plan.id, " · PostgreSQL ", ServerVersionText(plan.server_version), " · ",
                                  Counted(plan.objects_changed, "object"), plan.objects_changed == 1 ? " differs" : " differ");
  return absl::StrCat(Paint(style, Ink::kBold, head), "\n", Steps(plan, style), Paint(style, Ink::kBold, "Plan: "), TotalsText(plan), "\n",
                      NeededWords(plan, style), RollbackText(plan), ToldHazards(plan), remarks);
}

}  // namespace render
