#include "introspect/reading.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "schema/support/status.h"

namespace introspect {

std::vector<schema::Option> ReadOptions(const std::vector<std::string>& options) {
  std::vector<schema::Option> result;
  for (const std::string& option : options) {
    if (absl::StartsWith(option, "pg_attver=")) continue;
    size_t equals = option.find('=');
    result.push_back({option.substr(0, equals), equals == std::string::npos ? "true" : option.substr(equals + 1)});
  }
  std::sort(result.begin(), result.end(), [](const schema::Option& a, const schema::Option& b) { return a.name < b.name; });
  return result;
}

absl::StatusOr<schema::Expr> ReadExpr(const Row& row, absl::string_view column) {
  if (row.IsNull(column)) return absl::AbortedError("an object was dropped while it was read");
  // A CASE is printed with a line break before it.
  return schema::MakeExpr(std::string(absl::StripAsciiWhitespace(row.Text(column))), nullptr);
}

absl::StatusOr<schema::SequenceOptions> ReadSequenceOptions(const Row& row, const Reading& reading) {
  schema::SequenceOptions options;
  ASSIGN_OR_RETURN(options.type, reading.oids.Type(row.OidOf("sequence_type"), -1));
  options.start = row.Integer("start");
  options.increment = row.Integer("increment");
  options.min_value = row.Integer("min_value");
  options.max_value = row.Integer("max_value");
  options.cache = row.Integer("cache");
  options.cycle = row.Bool("cycle");
  return options;
}

schema::Enabled ReadEnabled(const Row& row) {
  switch (row.Letter("enabled")) {
    case 'D': return schema::Enabled::kDisabled;
    case 'R': return schema::Enabled::kReplica;
    case 'A': return schema::Enabled::kAlways;
    default: return schema::Enabled::kOrigin;
  }
}

schema::Deferral ReadDeferral(const Row& row) {
  if (!row.Bool("deferrable")) return schema::Deferral::kNot;
  return row.Bool("deferred") ? schema::Deferral::kInitiallyDeferred : schema::Deferral::kInitiallyImmediate;
}

}  // namespace introspect
