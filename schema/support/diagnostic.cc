#include "schema/support/diagnostic.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "schema/support/status.h"

namespace schema {
namespace {

constexpr DiagnosticCode kCodes[] = {
    {"E0001", "something went wrong that has no better code"},
    {"E0002", "a file cannot be read"},
    {"E0101", "syntax error"},
    {"E0102", "the object exists already"},
    {"E0103", "the schema does not exist"},
    {"E0104", "the relation does not exist"},
    {"E0105", "the object is of another kind"},
    {"E0106", "the type does not exist"},
    {"E0107", "the column does not exist"},
    {"E0108", "the constraint does not exist"},
    {"E0109", "the object does not exist"},
    {"E0110", "the function does not exist, or no candidate takes these arguments"},
    {"E0111", "the operator does not exist for these types"},
    {"E0112", "a value is not valid for its type"},
    {"E0113", "types do not match"},
    {"E0114", "this is not allowed here"},
    {"E0115", "the definition contradicts itself"},
    {"E0116", "the object is still used by others"},
    {"E0117", "two files say different things about the same object"},
    {"E0118", "the collation does not exist"},
    {"E0201", "a lockstep directive cannot be understood"},
    {"W0301", "this kind of object is not modelled yet"},
    {"W0302", "only a server can run this statement"},
    {"W0303", "an expression could not be resolved and is compared as text"},
    {"W0304", "a lockstep directive does nothing"},
    {"W0306", "the statement does not change the schema and was skipped"},
};

const char* SeverityName(Severity severity) {
  switch (severity) {
    case Severity::kNote: return "note";
    case Severity::kWarning: return "warning";
    case Severity::kError: return "error";
  }
  return "error";
}

// Levenshtein distance with adjacent transpositions counted as one edit.
size_t EditDistance(absl::string_view a, absl::string_view b) {
  std::vector<size_t> before(b.size() + 1), previous(b.size() + 1), current(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) previous[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      size_t substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, substitution});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) current[j] = std::min(current[j], before[j - 2] + 1);
    }
    before.swap(previous);
    previous.swap(current);
  }
  return previous[b.size()];
}

}  // namespace

absl::Span<const DiagnosticCode> DiagnosticCodes() { return kCodes; }

Diagnostic FromStatus(const absl::Status& status) {
  Diagnostic diagnostic;
  diagnostic.code = CodeOf(status);
  if (diagnostic.code.empty()) diagnostic.code = "E0001";
  diagnostic.span = SpanOf(status).value_or(SourceSpan{});
  diagnostic.message = std::string(status.message());
  diagnostic.hint = HintOf(status);
  return diagnostic;
}

std::string Format(const Diagnostic& diagnostic, const SourceSet& sources) {
  std::string place = sources.Place(diagnostic.span);
  std::string text = absl::StrCat(place, place.empty() ? "" : ": ", SeverityName(diagnostic.severity), "[", diagnostic.code, "]: ", diagnostic.message,
                                  "\n", Excerpt(sources, diagnostic.span));
  if (!diagnostic.hint.empty()) absl::StrAppend(&text, "      = help: ", diagnostic.hint, "\n");
  return text;
}

std::string ClosestName(absl::string_view name, const std::vector<std::string>& candidates) {
  size_t best_distance = std::max<size_t>(1, name.size() / 3) + 1;
  std::string best;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > name.size() + best_distance || name.size() > candidate.size() + best_distance) continue;
    size_t distance = EditDistance(name, candidate);
    if (distance < best_distance || (distance == best_distance && !best.empty() && candidate < best)) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

std::string DidYouMean(absl::string_view name, const std::vector<std::string>& candidates) {
  std::string closest = ClosestName(name, candidates);
  return closest.empty() ? "" : absl::StrCat("did you mean \"", closest, "\"?");
}

bool HasErrors(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& d) { return d.severity == Severity::kError; });
}

}  // namespace schema
