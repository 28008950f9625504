#include "render/step_text.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "render/paint.h"
#include "render/view.h"

namespace render {
namespace {

using planner::Step;

// Columns wider than this push what follows to the right in their own line only.
constexpr size_t kWidestSummary = 60;
constexpr size_t kWidestBlocks = 35;

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

std::string LockText(const Step& step) {
  if (step.lock == planner::Lock::kNone) return "no lock on an existing relation";
  std::vector<std::string> names;
  for (const schema::ObjectKey& key : step.locked) names.push_back(OneLine(key.QualifiedName()));
  return absl::StrCat(schema::EnumName(step.lock), names.empty() ? "" : " on ", absl::StrJoin(names, ", "));
}

}  // namespace

void Widen(const Step& step, StepWidths& widths) {
  widths.number = std::max<int>(widths.number, absl::StrCat(step.id).size());
  widths.summary = std::max(widths.summary, std::min(kWidestSummary, Width(OneLine(step.summary))));
  widths.blocks = std::max(widths.blocks, std::min(kWidestBlocks, Width(BlocksText(step))));
}

std::string StepLine(const Step& step, const StepWidths& widths, const TextStyle& style) {
  std::string line = absl::StrFormat("  %*d  %s %s  %s", widths.number, step.id, Paint(style, InkOf(step.sign), SignText(step.sign)),
                                     Pad(OneLine(step.summary), widths.summary), Pad(BlocksText(step), widths.blocks));
  std::string hazards = HazardNames(step, style);
  if (!hazards.empty()) absl::StrAppend(&line, "  ", hazards);
  if (!step.place.empty()) absl::StrAppend(&line, "  ", Paint(style, Ink::kDim, OneLine(step.place)));
  while (line.back() == ' ') line.pop_back();
  return line + "\n";
}

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

}  // namespace render
