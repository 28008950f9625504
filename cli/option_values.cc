#include "cli/option_values.h"

#include <algorithm>
#include <limits>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "planner/plan.h"
#include "schema/support/diagnostic.h"
#include "schema/support/status.h"

namespace cli {
namespace {

constexpr int kOldestMajor = 14;
constexpr int kNewestMajor = 18;

std::vector<std::string> HazardNames() {
  std::vector<std::string> names;
  for (size_t i = 0; i < planner::kHazardCount; ++i) names.emplace_back(planner::Info(static_cast<planner::HazardId>(i)).name);
  return names;
}

absl::Status CheckHazard(absl::string_view allowed) {
  std::string name(allowed.substr(0, allowed.find(':')));
  std::vector<std::string> names = HazardNames();
  if (allowed == "all" || std::find(names.begin(), names.end(), name) != names.end()) return absl::OkStatus();
  std::string meant = schema::DidYouMean(absl::AsciiStrToUpper(name), names);
  return absl::InvalidArgumentError(
      absl::StrCat("there is no hazard \"", name, "\"; ", meant.empty() ? absl::StrCat("hazards are: ", absl::StrJoin(names, ", ")) : meant));
}

}  // namespace

absl::StatusOr<int> ServerVersionOf(absl::string_view text) {
  size_t dot = text.find('.');
  int major = 0, minor = 0;
  bool number = absl::SimpleAtoi(text.substr(0, dot), &major) && (dot == absl::string_view::npos || absl::SimpleAtoi(text.substr(dot + 1), &minor));
  if (number && dot == absl::string_view::npos && major >= 10000) {
    minor = major % 10000;
    major /= 10000;
  }
  if (number && major >= kOldestMajor && major <= kNewestMajor && minor >= 0 && minor < 10000) return major * 10000 + minor;
  return absl::InvalidArgumentError(absl::StrCat("\"", text, "\" is no server version that lockstep knows: ", kOldestMajor, " to ", kNewestMajor));
}

absl::StatusOr<int> MillisecondsOf(absl::string_view text) {
  static constexpr std::pair<absl::string_view, double> kUnits[] = {{"", 1}, {"ms", 1}, {"s", 1000}, {"min", 60000}, {"h", 3600000}};
  size_t digits = std::min(text.size(), text.find_first_not_of("0123456789."));
  double number = 0;
  bool read = absl::SimpleAtod(text.substr(0, digits), &number);
  absl::string_view unit = absl::StripAsciiWhitespace(text.substr(digits));
  for (const auto& [name, factor] : kUnits) {
    double milliseconds = number * factor;
    if (read && unit == name && milliseconds <= std::numeric_limits<int>::max()) return static_cast<int>(milliseconds);
  }
  return absl::InvalidArgumentError(absl::StrCat("\"", text, "\" is no duration: 2s, 500ms, 1min, or milliseconds without a unit"));
}

absl::StatusOr<std::vector<std::string>> AllowedHazardsOf(absl::string_view text) {
  std::vector<std::string> list = SplitList(text);
  for (const std::string& allowed : list) RETURN_IF_ERROR(CheckHazard(allowed));
  return list;
}

std::vector<std::string> SplitList(absl::string_view text) {
  std::vector<std::string> parts(1);
  bool quoted = false;
  for (char c : text) {
    if (c == '"') quoted = !quoted;
    if (c == ',' && !quoted)
      parts.emplace_back();
    else
      parts.back().push_back(c);
  }
  for (std::string& part : parts) absl::StripAsciiWhitespace(&part);
  parts.erase(std::remove(parts.begin(), parts.end(), ""), parts.end());
  return parts;
}

}  // namespace cli
