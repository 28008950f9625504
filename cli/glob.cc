#include "cli/glob.h"

namespace cli {
namespace {

// Takes one element off the pattern and says whether it fits `c`. REQUIRES: the pattern is not empty and does not begin with "*".
bool TakeOne(absl::string_view& pattern, char c) {
  char first = pattern[0];
  pattern.remove_prefix(1);
  if (first == '?') return true;
  if (first == '\\' && !pattern.empty()) {
    first = pattern[0];
    pattern.remove_prefix(1);
    return first == c;
  }
  size_t end = first == '[' ? pattern.find(']', 1) : absl::string_view::npos;
  if (end == absl::string_view::npos) return first == c;
  absl::string_view set = pattern.substr(0, end);
  pattern.remove_prefix(end + 1);
  bool negated = set[0] == '!' || set[0] == '^';
  if (negated) set.remove_prefix(1);
  bool found = false;
  for (size_t i = 0; i < set.size(); ++i) {
    bool range = i + 2 < set.size() && set[i + 1] == '-';
    if (range ? set[i] <= c && c <= set[i + 2] : set[i] == c) found = true;
    if (range) i += 2;
  }
  return found != negated;
}

}  // namespace

bool GlobMatches(absl::string_view pattern, absl::string_view text) {
  // When what follows the last "*" does not fit, that "*" takes one character more. Earlier ones never need to: linear space, no recursion.
  absl::string_view star_pattern, star_text;
  bool has_star = false;
  while (true) {
    if (!pattern.empty() && pattern[0] == '*') {
      pattern.remove_prefix(1);
      star_pattern = pattern;
      star_text = text;
      has_star = true;
      continue;
    }
    if (text.empty() && pattern.empty()) return true;
    if (!text.empty() && !pattern.empty() && TakeOne(pattern, text[0])) {
      text.remove_prefix(1);
      continue;
    }
    if (!has_star || star_text.empty()) return false;
    star_text.remove_prefix(1);
    pattern = star_pattern;
    text = star_text;
  }
}

bool HasGlobCharacters(absl::string_view text) { return text.find_first_of("*?[") != absl::string_view::npos; }

}  // namespace cli
