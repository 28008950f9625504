// The order of the steps: a topological sort of the named rules in order_rules.cc that rearranges the natural order (phase, kind, name) as little as
// possible. A heap instead of a queue: of all steps that may come next, the one that stands first in the natural order does.
#pragma once

#include <memory>
#include <vector>

#include "planner/draft.h"

namespace planner {

// The drafts in order, their Step::because filled. Circles that the rules cannot break are broken at the step that comes first by nature, and said in
// `remarks`.
std::vector<std::unique_ptr<Draft>> Order(std::vector<std::unique_ptr<Draft>> drafts, std::vector<Remark>& remarks);

}  // namespace planner
