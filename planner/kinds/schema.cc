#include "absl/strings/str_cat.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"

namespace planner {

using absl::StrCat;

void CreateSchema(const Change& change, Expander& out) {
  Draft& draft = out.Create(Action::kCreateSchema, change, change.after->key.ToString());
  for (std::string& statement : CreateStatements(*change.after)) draft.Sql(std::move(statement));
  draft.Undo(DropStatement(change.after->key));
}

void DropSchema(const Change& change, Expander& out) {
  out.Drop(Action::kDropSchema, change, change.before->key.ToString()).Sql(DropStatement(change.before->key)).Undo(CreateStatements(*change.before));
}

absl::Span<const Recipe> SchemaRecipes() { return {}; }

}  // namespace planner
