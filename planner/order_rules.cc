#include "planner/order_rules.h"

namespace planner {
namespace {

constexpr OrderRule kRules[] = {
    // name                                     first              then               not for parents
    {"create before use",                       Effect::kCreates,  Effect::kNeeds,    false},
    {"drop users before used",                  Effect::kFrees,    Effect::kDrops,    false},
    {"make room for the name",                  Effect::kVacates,  Effect::kOccupies, false},
    {"change before others rely on it",         Effect::kAlters,   Effect::kNeeds,    true},
    {"not null before a key relies on it",      Effect::kProves,   Effect::kRelies,   false},
    {"let go before it changes",                Effect::kFrees,    Effect::kAlters,   true},
};

}  // namespace

absl::Span<const OrderRule> OrderRules() { return kRules; }

}  // namespace planner
