// Values of options: from the words that people type to what the program works with. Every error says what would be right.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace cli {

// "16" -> 160000, "16.4" and "160004" -> 160004. Majors 14 to 18.
absl::StatusOr<int> ServerVersionOf(absl::string_view text);

// "2s", "500ms", "1min", or milliseconds without a unit, as PostgreSQL takes its timeouts. In milliseconds; 0: no limit.
absl::StatusOr<int> MillisecondsOf(absl::string_view text);

// "DATA_LOSS,BLOCKS_READS:public.orders" -> its two parts. Each is a known hazard with or without an object, or "all".
absl::StatusOr<std::vector<std::string>> AllowedHazardsOf(absl::string_view text);

// Parts between commas that stand outside of double quotes, without the spaces around them. Empty parts fall away.
std::vector<std::string> SplitList(absl::string_view text);

}  // namespace cli
