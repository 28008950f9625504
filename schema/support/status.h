// Errors as values: the macros that pass a status on, the macro for broken invariants of ours, and errors with a place.
//
//   RETURN_IF_ERROR(DefineColumn(def));
//   ASSIGN_OR_RETURN(TypeRef type, ResolveType(name));
//   return ErrorAt(span, "E0107", "column \"", name, "\" does not exist in ", table);
//
// User mistakes are statuses made by ErrorAt; they carry the span, the code of `diagnostic.h` and perhaps a hint as payloads, and become a
// Diagnostic at one place (the statement loop of the compiler). CHECK is for what no input can reach.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "schema/support/source.h"

namespace schema {

// A user mistake at `span`. `code` is a code of diagnostic.h, such as "E0107".
absl::Status MakeErrorAt(const SourceSpan& span, absl::string_view code, absl::string_view message);

template <typename... Parts>
absl::Status ErrorAt(const SourceSpan& span, absl::string_view code, const Parts&... parts) {
  return MakeErrorAt(span, code, absl::StrCat(parts...));
}

// The same status with a hint, shown below the excerpt. An empty hint changes nothing.
absl::Status WithHint(absl::Status status, absl::string_view hint);

// What ErrorAt and WithHint stored; nullopt or empty for other statuses.
std::optional<SourceSpan> SpanOf(const absl::Status& status);
std::string CodeOf(const absl::Status& status);
std::string HintOf(const absl::Status& status);

[[noreturn]] inline void CheckFailed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "lockstep: internal error: %s does not hold (%s:%d). Please report this.\n", condition, file, line);
  std::abort();
}

}  // namespace schema

#define CHECK(condition) \
  do {                   \
    if (!(condition)) ::schema::CheckFailed(#condition, __FILE__, __LINE__); \
  } while (false)

#define RETURN_IF_ERROR(expression)                         \
  do {                                                      \
    if (absl::Status status_ = (expression); !status_.ok()) \
      return status_;                                       \
  } while (false)

#define LOCKSTEP_CONCAT_INNER(a, b) a##b
#define LOCKSTEP_CONCAT(a, b) LOCKSTEP_CONCAT_INNER(a, b)
#define ASSIGN_OR_RETURN(target, expression) LOCKSTEP_ASSIGN_OR_RETURN(LOCKSTEP_CONCAT(status_or_, __LINE__), target, expression)
#define LOCKSTEP_ASSIGN_OR_RETURN(temporary, target, expression) \
  auto temporary = (expression);                                 \
  if (!temporary.ok()) return temporary.status();                \
  target = std::move(temporary).value()
