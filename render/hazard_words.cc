#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "render/view.h"

namespace render {
namespace {

bool NeedsQuotesInShell(absl::string_view text) {
  return !std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == ':' || c == ',' || c == '-';
  });
}

std::string QuoteForShell(absl::string_view text) {
  if (!NeedsQuotesInShell(text)) return std::string(text);
  std::string quoted = "'";
  for (char c : text) c == '\'' ? absl::StrAppend(&quoted, "'\\''") : quoted.push_back(c);
  return quoted + "'";
}

}  // namespace

std::vector<HazardOfStep> HazardsNeedingWord(const planner::Plan& plan) {
  std::vector<HazardOfStep> needing;
  std::set<std::pair<planner::HazardId, schema::ObjectKey>> seen;
  for (const planner::Step& step : plan.steps) {
    for (const planner::Hazard& hazard : step.hazards) {
      if (hazard.allowed || !planner::Info(hazard.id).needs_word) continue;
      if (seen.insert({hazard.id, hazard.object}).second) needing.push_back({&step, &hazard});
    }
  }
  return needing;
}

std::string AllowArgument(const planner::Hazard& hazard) {
  return absl::StrCat(planner::Info(hazard.id).name, hazard.object.empty() ? "" : ":", OneLine(hazard.object.QualifiedName()));
}

std::string AllowOption(const std::vector<HazardOfStep>& hazards) {
  return absl::StrCat(
      "--allow ",
      QuoteForShell(absl::StrJoin(hazards, ",", [](std::string* out, const HazardOfStep& of) { absl::StrAppend(out, AllowArgument(*of.hazard)); })));
}

}  // namespace render
