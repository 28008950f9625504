#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "render/view.h"

namespace render {
namespace {

// One character of UTF-8 text. size 0: the bytes are none.
struct Character {
  uint32_t code = 0;
  size_t size = 0;
};

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

Character Decode(absl::string_view text) {
  auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return {lead, 1};
  size_t size = lead >= 0xF0 && lead < 0xF5 ? 4 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xC2 && lead < 0xE0 ? 2 : 0;
  if (size == 0 || text.size() < size) return {};
  uint32_t code = lead & (0xFF >> (size + 1));
  for (size_t i = 1; i < size; ++i) {
    if (!IsContinuation(text[i])) return {};
    code = code << 6 | (static_cast<unsigned char>(text[i]) & 0x3F);
  }
  return {code, size};
}

// Characters that move the cursor, break the line, or turn the direction of reading (CVE-2021-42574).
bool IsUnsafe(uint32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
}

std::string Escape(uint32_t code) {
  switch (code) {
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
  }
  return code < 0x100 ? absl::StrFormat("\\x%02x", code) : absl::StrFormat("\\u%04x", code);
}

}  // namespace

std::string OneLine(absl::string_view text) {
  std::string line;
  line.reserve(text.size());
  while (!text.empty()) {
    Character character = Decode(text);
    if (character.size == 0) {
      absl::StrAppend(&line, Escape(static_cast<unsigned char>(text[0])));
    } else if (IsUnsafe(character.code)) {
      absl::StrAppend(&line, Escape(character.code));
    } else {
      line.append(text.data(), character.size);
    }
    text.remove_prefix(character.size == 0 ? 1 : character.size);
  }
  return line;
}

size_t Width(absl::string_view text) {
  size_t width = 0;
  for (char c : text) width += !IsContinuation(c);
  return width;
}

}  // namespace render
