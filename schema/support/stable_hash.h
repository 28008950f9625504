// A 64-bit hash that is the same in every process, on every machine: for fingerprints that are printed, stored or compared between runs.
// absl::Hash is seeded per process and must never leave it. Not cryptographic.
#pragma once

#include <cstdint>
#include <cstring>

#include "absl/strings/string_view.h"

namespace schema {

class StableHash {
 public:
  void Add(uint64_t value) {
    state_ ^= value;
    state_ *= 0x9E3779B97F4A7C15ull;
    state_ ^= state_ >> 32;
  }
  // The length is hashed too, so that ("ab", "c") and ("a", "bc") differ.
  void Add(absl::string_view text) {
    Add(static_cast<uint64_t>(text.size()));
    size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) {
      uint64_t word;
      std::memcpy(&word, text.data() + i, 8);
      Add(word);
    }
    uint64_t tail = 0;
    if (i < text.size()) std::memcpy(&tail, text.data() + i, text.size() - i);
    Add(tail);
  }
  uint64_t Finish() const {
    uint64_t hash = state_;
    hash ^= hash >> 29;
    hash *= 0xBF58476D1CE4E5B9ull;
    hash ^= hash >> 32;
    return hash;
  }

 private:
  uint64_t state_ = 0x2545F4914F6CDD1Dull;
};

}  // namespace schema
