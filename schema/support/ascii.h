// Most SQL is ASCII from end to end: the tests of a text's encoding step over that part eight bytes at a time.
#pragma once

#include <cstdint>
#include <cstring>

#include "absl/strings/string_view.h"

namespace schema {

// The first byte at or behind `from` that is NUL or no ASCII character; the size of the text when there is none.
inline size_t EndOfAscii(absl::string_view text, size_t from) {
  constexpr uint64_t kOnes = 0x0101010101010101, kHighBits = 0x8080808080808080;
  for (; from + 8 <= text.size(); from += 8) {
    uint64_t word;
    std::memcpy(&word, text.data() + from, 8);
    if (((word | (word - kOnes)) & kHighBits) != 0) break;  // a byte of 0x80 or more, or a NUL that borrows
  }
  while (from < text.size() && text[from] != '\0' && static_cast<unsigned char>(text[from]) < 0x80) ++from;
  return from;
}

}  // namespace schema
