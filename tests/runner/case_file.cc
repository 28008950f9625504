#include "tests/runner/case_file.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace tests {
namespace {

// In the order in which they are written.
constexpr const char* kGoldenSections[] = {"error", "warnings", "plan", "checks", "remarks", "undo", "tree"};
constexpr const char* kLaws[] = {"L1", "L2", "L3", "L4", "L5", "L6", "L7"};

template <size_t N>
bool Contains(const char* const (&words)[N], absl::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// "plan" of `-- plan --`, "from orders.sql" of `-- from orders.sql --`, else "".
absl::string_view SectionHead(absl::string_view line) {
  if (!absl::ConsumePrefix(&line, "-- ") || !absl::ConsumeSuffix(&line, " --")) return "";
  absl::string_view word = line.substr(0, line.find(' '));
  bool input = word == "from" || word == "to";
  if (!input && word != line) return "";
  return input || Contains(kGoldenSections, word) ? line : "";
}

absl::Status ParseOption(absl::string_view option, CaseFile& test_case) {
  std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(option, absl::MaxSplits('=', 1));
  if (parts.first == "server_version" || parts.first == "since") {
    int major = 0;
    if (!absl::SimpleAtoi(parts.second, &major)) return absl::InvalidArgumentError(absl::StrCat("not a number: ", option));
    if (parts.first == "since") test_case.since = major;
    else test_case.server_version = major * 10000;
    return absl::OkStatus();
  }
  if (parts.first == "allow") {
    test_case.allow = absl::StrSplit(parts.second, ',', absl::SkipEmpty());
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat("unknown option: ", option));
}

absl::Status ParseSkip(absl::string_view text, CaseFile& test_case) {
  std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(text, absl::MaxSplits(' ', 1));
  if (!Contains(kLaws, parts.first)) return absl::InvalidArgumentError(absl::StrCat("unknown law: ", parts.first));
  if (parts.second.empty()) return absl::InvalidArgumentError(absl::StrCat("no reason to skip ", parts.first));
  test_case.skipped_laws[std::string(parts.first)] = std::string(parts.second);
  return absl::OkStatus();
}

// A line above the first section.
absl::Status ParseHeadLine(absl::string_view line, CaseFile& test_case) {
  if (absl::ConsumePrefix(&line, "-- skip: ")) return ParseSkip(line, test_case);
  if (!absl::ConsumePrefix(&line, "-- options: ")) {
    absl::StrAppend(&test_case.prose, line, "\n");
    return absl::OkStatus();
  }
  for (absl::string_view option : absl::StrSplit(line, ' ', absl::SkipEmpty())) {
    absl::Status status = ParseOption(option, test_case);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

// Where the lines of a section go.
std::string* OpenSection(absl::string_view head, CaseFile& test_case) {
  std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(head, absl::MaxSplits(' ', 1));
  if (parts.first != "from" && parts.first != "to") return &test_case.golden[std::string(head)];
  std::vector<NamedText>& side = parts.first == "from" ? test_case.from : test_case.to;
  side.push_back({parts.second.empty() ? absl::StrCat(parts.first, ".sql") : std::string(parts.second), ""});
  return &side.back().text;
}

void WriteInput(absl::string_view side, const std::vector<NamedText>& files, std::string& out) {
  for (const NamedText& file : files) {
    bool named = file.name != absl::StrCat(side, ".sql");
    absl::StrAppend(&out, "-- ", side, named ? " " : "", named ? file.name : "", " --\n", file.text);
  }
}

}  // namespace

absl::StatusOr<CaseFile> ParseCase(absl::string_view text) {
  CaseFile test_case;
  std::string* section = nullptr;
  int line_number = 0;
  absl::ConsumeSuffix(&text, "\n");
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    ++line_number;
    if (absl::string_view head = SectionHead(line); !head.empty()) {
      section = OpenSection(head, test_case);
      continue;
    }
    if (section != nullptr) {
      absl::StrAppend(section, line, "\n");
      continue;
    }
    absl::Status status = ParseHeadLine(line, test_case);
    if (!status.ok()) return absl::InvalidArgumentError(absl::StrCat("line ", line_number, ": ", status.message()));
  }
  if (test_case.prose.empty()) return absl::InvalidArgumentError("line 1: a case begins with a sentence that says what must hold and why");
  if (test_case.from.empty() && test_case.to.empty()) return absl::InvalidArgumentError("neither a section -- from -- nor -- to --");
  return test_case;
}

std::string WriteCase(const CaseFile& test_case) {
  std::string out = test_case.prose;
  const CaseFile defaults;
  std::string options;
  if (test_case.server_version != defaults.server_version) absl::StrAppend(&options, " server_version=", test_case.server_version / 10000);
  if (test_case.since != defaults.since) absl::StrAppend(&options, " since=", test_case.since);
  if (test_case.allow != defaults.allow) absl::StrAppend(&options, " allow=", absl::StrJoin(test_case.allow, ","));
  if (!options.empty()) absl::StrAppend(&out, "-- options:", options, "\n");
  for (const auto& [law, reason] : test_case.skipped_laws) absl::StrAppend(&out, "-- skip: ", law, " ", reason, "\n");
  WriteInput("from", test_case.from, out);
  WriteInput("to", test_case.to, out);
  for (const char* section : kGoldenSections) {
    auto it = test_case.golden.find(section);
    if (it != test_case.golden.end()) absl::StrAppend(&out, "-- ", section, " --\n", it->second);
  }
  return out;
}

}  // namespace tests
