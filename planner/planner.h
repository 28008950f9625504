// From two schemas to a plan: the passes, in order. Pure: no I/O, no clock, no randomness; the same input gives the same bytes.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "planner/change.h"
#include "planner/plan.h"
#include "schema/database.h"

namespace planner {

enum class Online : uint8_t {
  kPrefer,  // the strategies of docs/safety.md: concurrent builds, NOT VALID then VALIDATE, …
  kPlain,   // the shortest SQL, for an empty database: what `dump` prints
};

struct PlanOptions {
  Online online = Online::kPrefer;
  int server_version = 180000;         // of the database the plan is for
  int lock_timeout_ms = 2000;
  int statement_timeout_ms = 30000;    // of short catalog changes
  std::vector<std::string> allow;      // "DATA_LOSS", "DATA_LOSS:public.orders.legacy_ref", "all"
};

// Fails only for input that contradicts itself (a rename hint that cannot be followed); what cannot be planned becomes a Remark.
absl::StatusOr<Plan> MakePlan(const schema::Database& from, const schema::Database& to, const PlanOptions& options);

}  // namespace planner
