#include "planner/definitions.h"
#include "planner/kind_planner.h"

namespace planner {

void CreateCompositeType(const Change& change, Expander& out) {
  Draft& draft = out.Create(Action::kCreateType, change, change.after->key.ToString());
  for (const schema::Object* attribute : change.folded) {
    for (schema::ObjectKey& key : References(*attribute)) draft.needs.push_back(std::move(key));
    draft.creates.push_back(attribute->key);
  }
  for (std::string& statement : CreateStatements(*change.after, change.folded)) draft.Sql(std::move(statement));
  draft.Undo(DropStatement(change.after->key));
}

void DropCompositeType(const Change& change, Expander& out) {
  Draft& draft = out.Drop(Action::kDropType, change, change.before->key.ToString());
  for (const schema::Object* attribute : change.folded) {
    for (schema::ObjectKey& key : References(*attribute)) draft.frees.push_back(std::move(key));
    draft.drops.push_back(attribute->key);
  }
  draft.Sql(DropStatement(change.before->key)).Undo(CreateStatements(*change.before, change.folded));
}

absl::Span<const Recipe> CompositeTypeRecipes() { return {}; }

}  // namespace planner
