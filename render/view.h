// Facts about a plan prepared for showing, shared by all renderers, so that text, SQL and JSON never disagree on a count or a word.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "planner/plan.h"

namespace render {

// `text` on one line: line breaks, other control characters, direction overrides and bytes that are no UTF-8 become \n, \x1b, \u202e, \xff.
std::string OneLine(absl::string_view text);

// "18.4" for 180004, "18" for 180000.
std::string ServerVersionText(int server_version);

// Number of characters that a terminal shows, for aligning.
size_t Width(absl::string_view text);

// "1 hazard", "2 hazards".
std::string Counted(size_t count, absl::string_view noun);

// Objects, not steps: what a plan adds and removes again (a helper constraint) is not counted; what it removes and adds again is a change.
struct Totals {
  size_t add = 0;
  size_t change = 0;
  size_t destroy = 0;
  size_t transactions = 0;  // statements outside of transactions count as one each
};
Totals CountTotals(const planner::Plan& plan);
// "2 to add, 0 to change, 1 to destroy, in 4 transactions."
std::string TotalsText(const planner::Plan& plan);

// "+", "~", "-", "✓".
const char* SignText(planner::Sign sign);
// "expand · before the new application version".
const char* PhaseTitle(planner::Phase phase);
// What other sessions notice of a step: "blocks nothing", "blocks writes, a moment", "blocks all while it rewrites public.orders".
std::string BlocksText(const planner::Step& step);

struct HazardOfStep {
  const planner::Step* step;
  const planner::Hazard* hazard;
};
// The hazards that block the plan until allowed, each hazard and object once, in order of steps.
std::vector<HazardOfStep> HazardsNeedingWord(const planner::Plan& plan);
// What to type after --allow: "DATA_LOSS:public.orders.legacy_ref".
std::string AllowArgument(const planner::Hazard& hazard);
// The same for all of `hazards`, joined by commas and quoted for a shell.
std::string AllowOption(const std::vector<HazardOfStep>& hazards);

// Remarks of one sort, counted: 12 functions.
struct RemarkGroup {
  planner::Remark::Reason reason;
  std::string what;  // "view"; "" for what is not planned
  std::vector<const planner::Remark*> remarks;
};
std::vector<RemarkGroup> GroupRemarks(const std::vector<planner::Remark>& remarks);
// Lines of prose about the groups; the first few of each are named, or with `verbose` all, a line each.
inline constexpr absl::string_view kNotPlannedHeading = "Differs, but is not in this plan:";
std::string RemarksText(const std::vector<planner::Remark>& remarks, bool verbose);

// "steps 2, 5 and 9".
std::string StepList(const std::vector<int>& ids);

}  // namespace render
