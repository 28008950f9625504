#include <algorithm>

#include "planner/plan.h"

namespace planner {

std::vector<UndoBatch> Rollback(const Plan& plan, size_t executed) {
  std::vector<UndoBatch> batches;
  int open_batch = -1;  // the forward transaction whose steps the open undo transaction takes back
  std::vector<int> batch_of(plan.steps.size() + 1, -1);
  for (size_t i = 0; i < plan.batches.size(); ++i) {
    for (int id : plan.batches[i].steps) batch_of[id] = static_cast<int>(i);
  }
  for (size_t i = std::min(executed, plan.steps.size()); i-- > 0;) {
    const Step& step = plan.steps[i];
    if (step.undo_sql.empty()) continue;
    bool joins = step.undo_txn == Txn::kShared && !batches.empty() && batches.back().txn == Txn::kShared && open_batch == batch_of[step.id];
    if (!joins) batches.push_back({step.undo_txn, {}, {}});
    open_batch = batch_of[step.id];
    batches.back().steps.push_back(step.id);
    batches.back().sql.insert(batches.back().sql.end(), step.undo_sql.begin(), step.undo_sql.end());
  }
  return batches;
}

}  // namespace planner
