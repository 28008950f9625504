#include "cli/report.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <map>

#include "absl/strings/str_cat.h"
#include "cli/redact.h"

namespace cli {
namespace {

constexpr size_t kShownOfEachCode = 10;
constexpr const char* kRepeatedCodes[] = {"W0301", "W0302", "W0303", "W0306"};

bool WantsColor(Color color, int file) {
  if (color != Color::kAuto) return color == Color::kAlways;
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  bool dumb = term == nullptr || absl::string_view(term) == "dumb";
  return isatty(file) == 1 && !dumb && (no_color == nullptr || *no_color == '\0');
}

bool IsRepeated(absl::string_view code) {
  for (const char* repeated : kRepeatedCodes) {
    if (code == repeated) return true;
  }
  return false;
}

// Paints the severity and what stands before it in its first line: "schema/orders.sql:12:10: error[E0107]".
std::string Painted(std::string text, schema::Severity severity) {
  size_t end = text.find(']');
  if (end == std::string::npos || text.find('\n') < end) return text;
  const char* ink = severity == schema::Severity::kError ? "\x1b[1;31m" : severity == schema::Severity::kWarning ? "\x1b[1;33m" : "\x1b[1;36m";
  return absl::StrCat(ink, text.substr(0, end + 1), "\x1b[0m", text.substr(end + 1));
}

}  // namespace

render::TextStyle StyleOfOutput(const Options& options) {
  bool to_terminal_only = options.out.empty() || options.color == Color::kAlways;
  return {.color = to_terminal_only && WantsColor(options.color, STDOUT_FILENO), .verbose = options.verbose};
}

Reporter::Reporter(const Options& options)
    : quiet_(options.quiet), verbose_(options.verbose), terminal_(isatty(STDERR_FILENO) == 1), color_(WantsColor(options.color, STDERR_FILENO)) {}

void Reporter::Print(const schema::Diagnostic& diagnostic, const schema::SourceSet& sources) const {
  std::string text = Redact(schema::Format(diagnostic, sources));
  if (color_) text = Painted(std::move(text), diagnostic.severity);
  std::fputs(text.c_str(), stderr);
}

void Reporter::Diagnostics(const std::vector<schema::Diagnostic>& diagnostics, const schema::SourceSet& sources) const {
  std::map<std::string, size_t> seen;
  for (const schema::Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity != schema::Severity::kError && quiet_) continue;
    bool capped = terminal_ && !verbose_ && IsRepeated(diagnostic.code);
    if (capped && ++seen[diagnostic.code] > kShownOfEachCode) continue;
    Print(diagnostic, sources);
  }
  for (const auto& [code, count] : seen) {
    if (count <= kShownOfEachCode) continue;
    Note(absl::StrCat("and ", count - kShownOfEachCode, " more warnings ", code, " like these; --verbose lists them"));
  }
}

void Reporter::Error(const absl::Status& status, const schema::SourceSet& sources) const { Print(schema::FromStatus(status), sources); }

void Reporter::Blocked(absl::string_view message) const {
  std::fputs(absl::StrCat(color_ ? "\x1b[1;31mblocked\x1b[0m: " : "blocked: ", Redact(message), "\n").c_str(), stderr);
}

void Reporter::Warning(absl::string_view message) const {
  if (!quiet_) std::fputs(absl::StrCat(color_ ? "\x1b[1;33mwarning\x1b[0m: " : "warning: ", Redact(message), "\n").c_str(), stderr);
}

void Reporter::Note(absl::string_view message) const {
  if (!quiet_) std::fputs(absl::StrCat("note: ", Redact(message), "\n").c_str(), stderr);
}

}  // namespace cli
