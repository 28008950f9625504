// Hazards of finished steps: what the lock table says by itself, and which of them the user has allowed.
#pragma once

#include <string>
#include <vector>

#include "planner/draft.h"
#include "planner/plan.h"

namespace planner {

// Adds what recipes need not say: long work under a lock that blocks, expressions that could not be resolved.
void AddHazards(Draft& draft);
// Marks the hazards that `allow` accepts: "DATA_LOSS", "DATA_LOSS:public.orders.legacy_ref", "all".
void MarkAllowed(const std::vector<std::string>& allow, std::vector<Step>& steps);

}  // namespace planner
