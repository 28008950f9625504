#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "render/diff_facts.h"
#include "render/explain.h"
#include "render/paint.h"
#include "render/step_text.h"
#include "render/view.h"

namespace render {
namespace {

using planner::Change;
using planner::Step;

bool IsOrIsBelow(const schema::ObjectKey& key, const schema::ObjectKey& parent) {
  if (key == parent) return true;
  // All of a schema's objects are below it, and none of them is what the schema itself is about.
  if (parent.kind == schema::Kind::kSchema || key.path.size() <= parent.path.size()) return false;
  return key.path.compare(0, parent.path.size(), parent.path) == 0 && key.path[parent.path.size()] == '\0' && !schema::Info(key.kind).top_level;
}

std::string Place(const ExplainedSide& side) {
  return side.object == nullptr || side.origin.sources == nullptr ? "" : side.origin.sources->Place(side.object->span);
}

std::string Verdict(const ObjectExplanation& of) {
  std::string from = OneLine(of.from.origin.description), to = OneLine(of.to.origin.description);
  std::string name = OneLine(of.key.ToString());
  if (of.key.kind == schema::Kind::kUnmodelled) return absl::StrCat(name, " is not modelled yet, so neither compared nor touched.");
  if (of.from.object == nullptr) return absl::StrCat(name, " is only in ", to, ": the plan creates it.");
  if (of.to.object == nullptr) return absl::StrCat(name, " is only in ", from, ": the plan drops it.");
  if (of.changes.empty() && of.renames.empty()) return absl::StrCat(name, ": no difference between ", from, " and ", to, ".");
  return absl::StrCat(name, " differs between ", from, " and ", to, ".");
}

std::string FieldLine(absl::string_view indent, const FieldChange& field) {
  auto shown = [](const std::optional<std::string>& text) { return text.has_value() ? OneLine(*text) : std::string("(not set)"); };
  return absl::StrCat(indent, field.name, ": ", shown(field.before), " -> ", shown(field.after), "\n");
}

// What of the object differs: its fields, and those of what is below it. Nothing of what is on one side only, which is all of it.
std::string ChangesText(const ObjectExplanation& of, const TextStyle& style) {
  std::string text;
  for (const Rename& rename : of.renames) {
    std::string place = rename.place.empty() ? "by its equal definition" : OneLine(rename.place);
    absl::StrAppend(&text, "  name: ", OneLine(rename.before.QualifiedName()), " -> ", OneLine(rename.after.QualifiedName()), "  ", Paint(style, Ink::kDim, place), "\n");
  }
  if (of.from.object == nullptr || of.to.object == nullptr) return text;
  static constexpr planner::Sign kSigns[] = {planner::Sign::kAdd, planner::Sign::kChange, planner::Sign::kChange, planner::Sign::kRemove};
  for (const Change& change : of.changes) {
    bool is_itself = change.either().key == of.key;
    planner::Sign sign = kSigns[static_cast<size_t>(change.action)];
    if (!is_itself) absl::StrAppend(&text, "  ", Paint(style, InkOf(sign), SignText(sign)), " ", OneLine(change.either().key.ToString()), "\n");
    for (const FieldChange& field : FieldChanges(change)) text += FieldLine(is_itself ? "  " : "      ", field);
  }
  return text;
}

// The canonical form of one side; lines that the other side does not have begin with `mark`.
std::string SideText(const ExplainedSide& side, const ExplainedSide& other, planner::Sign sign, const TextStyle& style) {
  if (side.object == nullptr) return "";
  std::string place = OneLine(Place(side));
  std::string text = absl::StrCat("\nIn ", OneLine(side.origin.description), place.empty() ? "" : "  ", Paint(style, Ink::kDim, place), "\n");
  if (side.canonical.empty()) absl::StrAppend(&text, "      (no statement of its own makes it)\n");
  std::set<absl::string_view> others = absl::StrSplit(other.canonical, '\n');
  for (absl::string_view line : absl::StrSplit(side.canonical, '\n', absl::SkipEmpty())) {
    bool common = others.contains(line);
    absl::StrAppend(&text, "  ", common ? " " : Paint(style, InkOf(sign), SignText(sign)), " ", OneLine(line), "\n");
  }
  return text;
}

std::string FormsText(const ObjectExplanation& of, const TextStyle& style) {
  if (of.from.object != nullptr && of.to.object != nullptr && of.from.canonical == of.to.canonical) {
    std::string from = OneLine(Place(of.from)), to = OneLine(Place(of.to));
    std::string places = from.empty() || to.empty() ? absl::StrCat(from, to) : absl::StrCat(from, " and ", to);
    std::string text = absl::StrCat("\nOn both sides", places.empty() ? "" : "  ", Paint(style, Ink::kDim, places), "\n");
    if (of.to.canonical.empty()) absl::StrAppend(&text, "      (no statement of its own makes it)\n");
    for (absl::string_view line : absl::StrSplit(of.to.canonical, '\n', absl::SkipEmpty())) absl::StrAppend(&text, "    ", OneLine(line), "\n");
    return text;
  }
  return absl::StrCat(SideText(of.from, of.to, planner::Sign::kRemove, style), SideText(of.to, of.from, planner::Sign::kAdd, style));
}

std::string StepsText(const ObjectExplanation& of, const TextStyle& style) {
  std::vector<const Step*> steps = StepsOf(of);
  bool differs = !of.changes.empty() || !of.renames.empty();
  if (steps.empty()) return differs ? "\nThe plan has no step for it.\n" : "";
  std::vector<int> ids;
  StepWidths widths;
  for (const Step* step : steps) {
    ids.push_back(step->id);
    Widen(*step, widths);
  }
  // What the object uses, or what uses it, may ask for a step all the same.
  std::string text = absl::StrCat("\n", Paint(style, Ink::kBold, differs ? "The plan" : "The plan touches it nevertheless"), ", ", StepList(ids), " of ",
                                  of.plan.steps.size(), ":\n");
  for (const Step* step : steps) absl::StrAppend(&text, StepLine(*step, widths, style), StepDetails(*step, style));
  return text;
}

std::string RemarkLines(const ObjectExplanation& of) {
  std::string text;
  for (const planner::Remark& remark : of.plan.remarks) {
    bool said = of.key.kind == schema::Kind::kUnmodelled && remark.object == of.key;
    if (!said && IsOrIsBelow(remark.object, of.key)) absl::StrAppend(&text, text.empty() ? "\n" : "", "Note: ", OneLine(remark.text), "\n");
  }
  return text;
}

std::string Topic(const TextStyle& style, absl::string_view name, absl::string_view title, absl::string_view why, absl::string_view instead) {
  return absl::StrCat(Paint(style, Ink::kBold, name), ": ", title, "\n\n  why: ", why, "\n  instead: ", instead, "\n");
}

}  // namespace

std::vector<const Step*> StepsOf(const ObjectExplanation& of) {
  std::vector<const Step*> steps;
  auto collect = [&](const schema::ObjectKey& key) {
    for (const Step& step : of.plan.steps) {
      bool renames = std::any_of(of.renames.begin(), of.renames.end(), [&](const Rename& rename) { return step.object == rename.before; });
      if (IsOrIsBelow(step.object, key) || renames) steps.push_back(&step);
    }
  };
  collect(of.key);
  if (!steps.empty() || of.changes.empty() || schema::Info(of.key.kind).top_level) return steps;
  // What a CREATE or DROP of its table takes with it has no step of its own.
  for (const Step& step : of.plan.steps) {
    if (schema::Info(step.object.kind).top_level && step.object.path == of.key.Parent(step.object.kind).path) steps.push_back(&step);
  }
  return steps;
}

std::string ExplanationAsText(const ObjectExplanation& of, const TextStyle& style) {
  std::string changes = ChangesText(of, style);
  return absl::StrCat(Paint(style, Ink::kBold, Verdict(of)), "\n", changes.empty() ? "" : "\n", changes,
                      of.key.kind == schema::Kind::kUnmodelled ? "" : FormsText(of, style), StepsText(of, style), RemarkLines(of));
}

std::string HazardAsText(const planner::HazardInfo& hazard, const TextStyle& style) {
  std::string allow = hazard.needs_word ? absl::StrCat("  allow: a plan with it exits 3 until it is allowed: --allow ", hazard.name, ":OBJECT, or --allow ", hazard.name, " for all objects\n")
                                        : std::string("  allow: it is only told, and stops no plan\n");
  return Topic(style, hazard.name, hazard.title, hazard.why, hazard.remedy) + allow;
}

std::string CodeAsText(const schema::DiagnosticCode& code, const TextStyle& style) {
  const CodeWords* words = FindCodeWords(code.code);
  return Topic(style, code.code, code.title, words == nullptr ? "" : words->why, words == nullptr ? "" : words->instead);
}

}  // namespace render
