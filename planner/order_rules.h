// The ordering rules as rows: which effect of one step must come before which effect of another, on the same object.
#pragma once

#include <cstdint>

#include "absl/types/span.h"

namespace planner {

// What a step does to an object, as Draft lists it. kOccupies and kVacates concern names: an object dropped and another created under one name.
enum class Effect : uint8_t { kCreates, kDrops, kAlters, kNeeds, kFrees, kProves, kRelies, kOccupies, kVacates };
inline constexpr int kEffectCount = 9;

struct OrderRule {
  const char* name;  // printed as the reason
  Effect first;
  Effect then;
  bool not_for_parents;  // does not hold between an object and what it is below
};
absl::Span<const OrderRule> OrderRules();

}  // namespace planner
