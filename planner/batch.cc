#include "planner/batch.h"

#include <algorithm>

namespace planner {
namespace {

// Each new relation takes entries in the server's lock table until commit; thousands in one transaction can fill it (max_locks_per_transaction).
constexpr size_t kMostSteps = 200;

// Whether a shared step may join: same phase, and no second table locked besides the one that the transaction locks already.
bool MayJoin(const Batch& batch, const std::vector<schema::ObjectKey>& locked, const Step& step, bool online) {
  if (batch.txn != Txn::kShared || step.txn != Txn::kShared || batch.phase != step.phase || batch.steps.size() >= kMostSteps) return false;
  if (!online || locked.empty() || step.locked.empty()) return true;
  return std::all_of(step.locked.begin(), step.locked.end(), [&](const schema::ObjectKey& key) { return std::find(locked.begin(), locked.end(), key) != locked.end(); });
}

void SetTimeouts(Batch& batch, const std::vector<Step>& steps, const PlanOptions& options) {
  bool only_catalog = std::all_of(batch.steps.begin(), batch.steps.end(), [&](int id) { return steps[id - 1].work == Work::kCatalog; });
  batch.statement_timeout = only_catalog && batch.txn != Txn::kOutside ? options.statement_timeout_ms : 0;
  // A lock timeout would leave an invalid index behind; and CONCURRENTLY waits without blocking anybody.
  batch.lock_timeout = batch.txn == Txn::kOutside ? 0 : options.lock_timeout_ms;
}

}  // namespace

std::vector<Batch> MakeBatches(const std::vector<Step>& steps, const PlanOptions& options) {
  std::vector<Batch> batches;
  std::vector<schema::ObjectKey> locked;  // by the open transaction
  for (const Step& step : steps) {
    if (batches.empty() || !MayJoin(batches.back(), locked, step, options.online == Online::kPrefer)) {
      batches.push_back({step.txn, Lock::kNone, step.phase, {}, 0, 0});
      locked.clear();
    }
    Batch& batch = batches.back();
    batch.steps.push_back(step.id);
    batch.strongest = std::max(batch.strongest, step.lock);
    locked.insert(locked.end(), step.locked.begin(), step.locked.end());
  }
  for (Batch& batch : batches) SetTimeouts(batch, steps, options);
  return batches;
}

}  // namespace planner
