#include "planner/kind_planner.h"
#include "planner/kinds/routine.h"

namespace planner {
namespace {

constexpr const char* kAll = "arguments,returns,returns_set,language,window,volatility,strict,leakproof,security_definer,parallel,cost,rows,support,config,transforms,"
                             "body,object_file,sql_body";
constexpr Recipe kRecipes[] = {{"arguments", &MustBeMadeAnew, &ReplaceRoutine, kAll},
                               {"returns", &Always, nullptr},
                               {"returns_set", &Always, nullptr},
                               {"window", &Always, nullptr},
                               {"language", nullptr, &ReplaceRoutine, kAll},
                               {"volatility", nullptr, &ReplaceRoutine, kAll},
                               {"strict", nullptr, &ReplaceRoutine, kAll},
                               {"leakproof", nullptr, &ReplaceRoutine, kAll},
                               {"security_definer", nullptr, &ReplaceRoutine, kAll},
                               {"parallel", nullptr, &ReplaceRoutine, kAll},
                               {"cost", nullptr, &ReplaceRoutine, kAll},
                               {"rows", nullptr, &ReplaceRoutine, kAll},
                               {"support", nullptr, &ReplaceRoutine, kAll},
                               {"config", nullptr, &ReplaceRoutine, kAll},
                               {"transforms", nullptr, &ReplaceRoutine, kAll},
                               {"body", nullptr, &ReplaceRoutine, kAll},
                               {"object_file", nullptr, &ReplaceRoutine, kAll},
                               {"sql_body", nullptr, &ReplaceRoutine, kAll}};

}  // namespace

void CreateFunction(const Change& change, Expander& out) { CreateRoutine(change, out); }
void DropFunction(const Change& change, Expander& out) { DropRoutine(change, out); }
absl::Span<const Recipe> FunctionRecipes() { return kRecipes; }

}  // namespace planner
