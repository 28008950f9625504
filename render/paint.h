// Colour for terminals. Colour only ever repeats what a word or a sign says already.
#pragma once

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "planner/plan.h"
#include "render/render.h"

namespace render {

// Parameters of SGR (ECMA-48): what stands between "ESC [" and "m".
enum class Ink { kBold, kDim, kGreen, kYellow, kRed, kCyan };

inline std::string Paint(const TextStyle& style, Ink ink, absl::string_view text) {
  static constexpr const char* kCodes[] = {"1", "2", "32", "33", "31", "36"};
  if (!style.color || text.empty()) return std::string(text);
  return absl::StrCat("\x1b[", kCodes[static_cast<size_t>(ink)], "m", text, "\x1b[0m");
}

inline Ink InkOf(planner::Sign sign) {
  static constexpr Ink kInks[] = {Ink::kGreen, Ink::kYellow, Ink::kRed, Ink::kCyan};
  return kInks[static_cast<size_t>(sign)];
}

}  // namespace render
