#include <algorithm>
#include <optional>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "render/paint.h"
#include "render/render.h"
#include "render/view.h"

namespace render {
namespace {

using planner::Plan;
using planner::Step;

// Columns wider than this push what follows to the right in their own line only.
constexpr size_t kWidestSummary = 60;
constexpr size_t kWidestBlocks = 35;

struct Widths {
  int number = 2;
  size_t summary = 0;
  size_t blocks = 0;
};

Widths Measure(const Plan& plan) {
  Widths widths;
  for (const Step& step : plan.steps) {
    widths.number = std::max<int>(widths.number, absl::StrCat(step.id).size());
    widths.summary = std::max(widths.summary, std::min(kWidestSummary, Width(OneLine(step.summary))));
    widths.blocks = std::max(widths.blocks, std::min(kWidestBlocks, Width(BlocksText(step))));
  }
  return widths;
}

std::string Pad(absl::string_view text, size_t width) {
  size_t has = Width(text);
  return absl::StrCat(text, std::string(has < width ? width - has : 0, ' '));
}

// The names of the hazards that need a word, as "DATA_LOSS" or "DATA_LOSS (allowed)".
std::string HazardNames(const Step& step, const TextStyle& style) {
  std::vector<std::string> names;
  for (const planner::Hazard& hazard : step.hazards) {
    const planner::HazardInfo& info = planner::Info(hazard.id);
    if (!info.needs_word) continue;
    std::string name = absl::StrCat(info.name, hazard.allowed ? " (allowed)" : "");
    name = Paint(style, hazard.allowed ? Ink::kYellow : Ink::kRed, name);
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return absl::StrJoin(names, ", ");
}

std::string StepLine(const Step& step, const Widths& widths, const TextStyle& style) {
  std::string line = absl::StrFormat("  %*d  %s %s  %s", widths.number, step.id, Paint(style, InkOf(step.sign), SignText(step.sign)),
                                     Pad(OneLine(step.summary), widths.summary), Pad(BlocksText(step), widths.blocks));
  std::string hazards = HazardNames(step, style);
  if (!hazards.empty()) absl::StrAppend(&line, "  ", hazards);
  if (!step.place.empty()) absl::StrAppend(&line, "  ", Paint(style, Ink::kDim, OneLine(step.place)));
  while (line.back() == ' ') line.pop_back();
  return line + "\n";
}

std::string LockText(const Step& step) {
  if (step.lock == planner::Lock::kNone) return "no lock on an existing relation";
  std::vector<std::string> names;
  for (const schema::ObjectKey& key : step.locked) names.push_back(OneLine(key.QualifiedName()));
  return absl::StrCat(schema::EnumName(step.lock), names.empty() ? "" : " on ", absl::StrJoin(names, ", "));
}

// What --verbose adds below a step.
std::string StepDetails(const Step& step, const TextStyle& style) {
  std::vector<std::string> lines;
  for (const std::string& sql : step.sql) lines.push_back(OneLine(sql) + ";");
  lines.push_back("lock: " + LockText(step));
  if (step.txn == planner::Txn::kOutside) lines.push_back("outside of a transaction");
  if (!step.because.empty()) lines.push_back("placed here by: " + absl::StrJoin(step.because, "; "));
  for (const planner::Hazard& hazard : step.hazards) {
    const planner::HazardInfo& info = planner::Info(hazard.id);
    lines.push_back(absl::StrCat(info.name, hazard.allowed ? " (allowed)" : "", ": ", OneLine(hazard.detail.empty() ? info.title : hazard.detail)));
    lines.push_back(absl::StrCat("  why: ", info.why));
    lines.push_back(absl::StrCat("  instead: ", info.remedy));
  }
  if (step.undo != planner::UndoClass::kExact) {
    lines.push_back(absl::StrCat("rollback: ", schema::EnumName(step.undo), step.undo_note.empty() ? "" : ": ", OneLine(step.undo_note)));
  }
  std::string text;
  for (const std::string& line : lines) absl::StrAppend(&text, "        ", Paint(style, Ink::kDim, line), "\n");
  return text;
}

std::string Steps(const Plan& plan, const TextStyle& style) {
  Widths widths = Measure(plan);
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
