#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "render/view.h"

namespace render {
namespace {

// How many remarks of a group are named before the rest is only counted.
constexpr size_t kNamedRemarks = 3;

// Words whose plural is not the word and an s. Matched at the end: "operator class".
constexpr std::pair<absl::string_view, absl::string_view> kPlurals[] = {
    {"policy", "policies"}, {"index", "indexes"},           {"statistics", "statistics"}, {"privileges", "privileges"},
    {"family", "families"}, {"dictionary", "dictionaries"}, {"class", "classes"},
};

std::string Noun(absl::string_view what, size_t count) {
  if (count == 1) return std::string(what);
  for (const auto& [one, many] : kPlurals) {
    if (absl::EndsWith(what, one)) return absl::StrCat(what.substr(0, what.size() - one.size()), many);
  }
  return absl::StrCat(what, "s");
}

std::string RemarkName(const planner::Remark& remark) {
  std::string name = OneLine(remark.object.ToString());
  // "view totals in public" is counted as "view" already.
  if (!remark.what.empty() && name.size() > remark.what.size() && name.compare(0, remark.what.size(), remark.what) == 0) {
    name.erase(0, remark.what.size() + 1);
  }
  return name;
}

// "  12 functions: f(integer) in public, g() in public, h() in public and 9 more".
std::string GroupLine(const RemarkGroup& group) {
  std::vector<std::string> names;
  for (const planner::Remark* remark : group.remarks) {
    if (names.size() == kNamedRemarks) break;
    names.push_back(RemarkName(*remark));
  }
  std::string rest = group.remarks.size() > names.size() ? absl::StrCat(" and ", group.remarks.size() - names.size(), " more") : "";
  return absl::StrCat("  ", Counted(group.remarks.size(), group.what), ": ", absl::StrJoin(names, ", "), rest, "\n");
}

std::string RemarkLine(const planner::Remark& remark) {
  return absl::StrCat("  ", OneLine(remark.text), remark.place.empty() ? "" : "  ", OneLine(remark.place), "\n");
}

}  // namespace

std::string Counted(size_t count, absl::string_view noun) { return absl::StrCat(count, " ", Noun(noun, count)); }

std::vector<RemarkGroup> GroupRemarks(const std::vector<planner::Remark>& remarks) {
  std::map<std::pair<int, std::string>, RemarkGroup> groups;
  for (const planner::Remark& remark : remarks) {
    std::string what = remark.what.empty() ? schema::KindName(remark.object.kind) : remark.what;
    RemarkGroup& group = groups[{-static_cast<int>(remark.reason), what}];
    group.reason = remark.reason;
    group.what = what;
    group.remarks.push_back(&remark);
  }
  std::vector<RemarkGroup> list;
  for (auto& [key, group] : groups) list.push_back(std::move(group));
  return list;
}

std::string RemarksText(const std::vector<planner::Remark>& remarks, bool verbose) {
  std::string not_planned, not_modelled;
  for (const RemarkGroup& group : GroupRemarks(remarks)) {
    bool modelled = group.reason == planner::Remark::Reason::kNotPlanned;
    if (!modelled && !verbose) {
      not_modelled += GroupLine(group);
      continue;
    }
    for (const planner::Remark* remark : group.remarks) absl::StrAppend(modelled ? &not_planned : &not_modelled, RemarkLine(*remark));
  }
  if (!not_planned.empty()) not_planned.insert(0, absl::StrCat(kNotPlannedHeading, "\n"));
  if (not_modelled.empty()) return not_planned;
  return absl::StrCat(not_planned, "Not modelled yet, so neither compared nor touched", verbose ? "" : " (--verbose names all)", ":\n", not_modelled);
}

}  // namespace render
