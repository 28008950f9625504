#include "planner/kind_planner.h"
#include "planner/kinds/routine.h"

namespace planner {
namespace {

constexpr const char* kAll = "arguments,language,security_definer,config,transforms,body,object_file,sql_body";
constexpr Recipe kRecipes[] = {{"arguments", &MustBeMadeAnew, &ReplaceRoutine, kAll},       {"language", nullptr, &ReplaceRoutine, kAll},
                               {"security_definer", nullptr, &ReplaceRoutine, kAll}, {"config", nullptr, &ReplaceRoutine, kAll},
                               {"transforms", nullptr, &ReplaceRoutine, kAll},       {"body", nullptr, &ReplaceRoutine, kAll},
                               {"object_file", nullptr, &ReplaceRoutine, kAll},      {"sql_body", nullptr, &ReplaceRoutine, kAll}};

}  // namespace

void CreateProcedure(const Change& change, Expander& out) { CreateRoutine(change, out); }
void DropProcedure(const Change& change, Expander& out) { DropRoutine(change, out); }
absl::Span<const Recipe> ProcedureRecipes() { return kRecipes; }

}  // namespace planner
