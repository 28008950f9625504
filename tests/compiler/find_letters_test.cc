#include "compiler/find_letters.h"

#include <gtest/gtest.h>

#include <string>

namespace compiler {
namespace {

constexpr Letters kMapping = {"mapping", 2};

TEST(FindLettersTest, FindsThemInEitherCaseAtEveryPlace) {
  // Long enough for whole blocks before, around and behind the word.
  for (absl::string_view word : {"mapping", "MAPPING", "MapPing"}) {
    for (size_t at = 0; at < 150; ++at) {
      for (size_t behind : {0, 1, 63, 64, 65}) {
        std::string text = std::string(at, 'p') + std::string(word) + std::string(behind, ' ');
        EXPECT_EQ(FindLetters(text, kMapping, 0), at) << text;
        EXPECT_EQ(FindLetters(text, kMapping, at), at) << text;
        EXPECT_EQ(FindLetters(text, kMapping, at + 1), absl::string_view::npos) << text;
      }
    }
  }
}

TEST(FindLettersTest, WhatIsNotThereIsNotFound) {
  for (absl::string_view text : {"", "p", "pp", "mappin", "mapp\x09ng", "a map ping", "0apping"}) EXPECT_EQ(FindLetters(text, kMapping, 0), absl::string_view::npos) << text;
  EXPECT_EQ(FindLetters(std::string(1000, 'p'), kMapping, 0), absl::string_view::npos);
}

}  // namespace
}  // namespace compiler
