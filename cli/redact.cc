#include "cli/redact.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace cli {
namespace {

constexpr absl::string_view kStars = "***";

// user:PASSWORD@ after each "://". A password may hold an unescaped "@"; libpq too takes the last one before the host ends.
std::string RedactUris(absl::string_view text) {
  std::string out;
  while (true) {
    size_t start = text.find("://");
    if (start == absl::string_view::npos) return absl::StrCat(out, text);
    start += 3;
    absl::string_view authority = text.substr(start, text.find_first_of("/?# \t\n'\"", start) - start);
    size_t at = authority.rfind('@');
    size_t colon = authority.find(':');
    bool has_password = at != absl::string_view::npos && colon < at;
    absl::StrAppend(&out, text.substr(0, start), has_password ? authority.substr(0, colon + 1) : "", has_password ? kStars : "");
    text.remove_prefix(start + (has_password ? at : 0));
  }
}

// The end of a value: of the quoted string, with backslash escapes, or of the word.
size_t EndOfValue(absl::string_view text, size_t start) {
  if (start < text.size() && text[start] == '\'') {
    size_t i = start + 1;
    while (i < text.size() && text[i] != '\'') i += text[i] == '\\' ? 2 : 1;
    return std::min(text.size(), i + 1);
  }
  size_t i = start;
  while (i < text.size() && !absl::ascii_isspace(text[i]) && text[i] != '&') i += text[i] == '\\' ? 2 : 1;
  return std::min(text.size(), i);
}

// What follows "password =", as in "host=x password=secret", "?sslpassword=secret".
std::string RedactValues(absl::string_view text) {
  constexpr absl::string_view kKey = "password";
  std::string lower = absl::AsciiStrToLower(text);
  std::string out;
  size_t done = 0;
  for (size_t key = lower.find(kKey.data()); key != std::string::npos; key = lower.find(kKey.data(), key + 1)) {
    size_t i = key + kKey.size();
    while (i < text.size() && text[i] == ' ') ++i;
    if (key < done || i >= text.size() || text[i] != '=') continue;
    ++i;
    while (i < text.size() && text[i] == ' ') ++i;
    absl::StrAppend(&out, text.substr(done, i - done), kStars);
    done = EndOfValue(text, i);
  }
  return absl::StrCat(out, text.substr(done));
}

}  // namespace

std::string Redact(absl::string_view text) { return RedactValues(RedactUris(text)); }

}  // namespace cli
