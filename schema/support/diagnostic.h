// What the tool has to say about its input: errors, warnings and notes, each with a code, a place where there is one, and a way out.
//
//   schema/orders.sql:12:10: error[E0107]: column "custmer_id" does not exist in table public.orders
//      12 |   CHECK (custmer_id > 0)
//         |          ^^^^^^^^^^
//         = help: did you mean "customer_id"?
//
// Every code is listed, with its meaning, in diagnostic.cc (DiagnosticCodes); a test keeps the list complete.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "schema/support/source.h"

namespace schema {

enum class Severity { kNote, kWarning, kError };

struct Diagnostic {
  Severity severity = Severity::kError;
  std::string code;
  SourceSpan span;
  std::string message;
  std::string hint;
};

struct DiagnosticCode {
  const char* code;
  const char* title;
};
absl::Span<const DiagnosticCode> DiagnosticCodes();

// A status made by ErrorAt as a diagnostic. Other statuses become code E0001 with no place.
Diagnostic FromStatus(const absl::Status& status);

// The diagnostic as shown above. Ends in a line break.
std::string Format(const Diagnostic& diagnostic, const SourceSet& sources);

// The closest of `candidates` to `name` when it is close enough to be a typing mistake, else "".
std::string ClosestName(absl::string_view name, const std::vector<std::string>& candidates);
// "did you mean \"customer_id\"?", or "" when nothing is close.
std::string DidYouMean(absl::string_view name, const std::vector<std::string>& candidates);

bool HasErrors(const std::vector<Diagnostic>& diagnostics);

}  // namespace schema
