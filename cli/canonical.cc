#include "cli/canonical.h"

#include "compiler/compile.h"
#include "planner/planner.h"
#include "schema/support/status.h"

namespace cli {

absl::StatusOr<planner::Plan> PlanFromNothing(const Side& side) {
  int server_version = side.database.origin().server_version;
  compiler::CompileResult empty = compiler::Compile({}, {.server_version = server_version});
  ASSIGN_OR_RETURN(planner::Plan plan, planner::MakePlan(empty.database, side.database,
                                                         {.online = planner::Online::kPlain, .server_version = server_version, .allow = {"all"}}));
  plan.to_description = side.description;
  return plan;
}

}  // namespace cli
