// Whether, and where, a text holds some letters, whatever their case: to leave files without a certain word alone.
//
//   FindLetters(text, {.letters = "mapping", .rare = 2}, 0)   ->   where "mapping", "MAPPING" or "Mapping" stands; npos: nowhere
//
// Every file is searched so before it is parsed, which has to cost next to nothing: blocks of the text are tested for two adjacent letters, in a loop
// without branches that compilers make vector instructions of.
#pragma once

#include <algorithm>
#include <cstddef>

#include "absl/strings/string_view.h"

namespace compiler {

struct Letters {
  absl::string_view letters;  // lower-case ASCII letters, two or more
  size_t rare = 0;            // of the pair that is looked for: one that other words seldom have
};

namespace find_letters_internal {

constexpr char kCaseBit = 0x20;  // a byte with this bit set is a lower-case letter exactly when it is one in either case without it
constexpr size_t kBlock = 64;

inline bool BlockHolds(const char* bytes, char first, char second) {
  unsigned char holds = 0;
  for (size_t i = 0; i < kBlock; ++i) {
    holds |= static_cast<unsigned char>((bytes[i] | kCaseBit) == first) & static_cast<unsigned char>((bytes[i + 1] | kCaseBit) == second);
  }
  return holds != 0;
}

inline bool StandAt(absl::string_view text, size_t at, absl::string_view letters) {
  if (text.size() - at < letters.size()) return false;
  return std::equal(letters.begin(), letters.end(), text.begin() + at, [](char letter, char c) { return (c | kCaseBit) == letter; });
}

}  // namespace find_letters_internal

// The first place at or behind `from` where the letters stand, inside a longer word or not.
inline size_t FindLetters(absl::string_view text, const Letters& wanted, size_t from) {
  using namespace find_letters_internal;
  const char first = wanted.letters[wanted.rare], second = wanted.letters[wanted.rare + 1];
  for (size_t i = from + wanted.rare; i + 1 < text.size();) {
    while (i + kBlock < text.size() && !BlockHolds(text.data() + i, first, second)) i += kBlock;
    for (size_t end = std::min(i + kBlock, text.size() - 1); i < end; ++i) {
      bool pair = (text[i] | kCaseBit) == first && (text[i + 1] | kCaseBit) == second;
      if (pair && StandAt(text, i - wanted.rare, wanted.letters)) return i - wanted.rare;
    }
  }
  return absl::string_view::npos;
}

}  // namespace compiler
