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
    Add(Tail(text, i));
  }
  uint64_t Finish() const {
    uint64_t hash = state_;
    hash ^= hash >> 29;
    hash *= 0xBF58476D1CE4E5B9ull;
    hash ^= hash >> 32;
    return hash;
  }

 private:
  // The bytes from `from` on, fewer than eight, as the low bytes of a number. Names are short, so most of a text is its tail: reads of a fixed size
  // that overlap beat a copy of a length that is known only then.
  static uint64_t Tail(absl::string_view text, size_t from) {
    size_t size = text.size() - from;
    if (size == 0) return 0;
    const char* bytes = text.data() + from;
    if (from > 0) {
      uint64_t last;
      std::memcpy(&last, text.data() + text.size() - 8, 8);
      return last >> (8 * (8 - size));
    }
    if (size >= 4) {
      uint32_t low, high;
      std::memcpy(&low, bytes, 4);
      std::memcpy(&high, bytes + size - 4, 4);
      return low | static_cast<uint64_t>(high) << (8 * (size - 4));
    }
    uint64_t tail = static_cast<unsigned char>(bytes[0]);
    tail |= static_cast<uint64_t>(static_cast<unsigned char>(bytes[size / 2])) << (8 * (size / 2));
    return tail | static_cast<uint64_t>(static_cast<unsigned char>(bytes[size - 1])) << (8 * (size - 1));
  }

  uint64_t state_ = 0x2545F4914F6CDD1Dull;
};

}  // namespace schema
