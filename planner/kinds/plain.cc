#include "planner/kinds/plain.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "planner/definitions.h"
#include "schema/signature_key.h"

namespace planner {

using absl::StrCat;
using schema::ObjectKey;
using schema::QuoteIdentifier;

Draft& CreatePlainly(Action action, const Change& change, Expander& out) {
  Draft& draft = out.Create(action, change, change.after->key.ToString());
  for (std::string& statement : CreateStatements(*change.after)) draft.Sql(std::move(statement));
  return draft.Undo(DropStatement(change.after->key));
}

Draft& DropPlainly(Action action, const Change& change, Expander& out) {
  return out.Drop(action, change, change.before->key.ToString()).Sql(DropStatement(change.before->key)).Undo(CreateStatements(*change.before));
}

std::string RoutineName(const ObjectKey& routine) {
  return StrCat(QuoteIdentifier(routine.schema_name()), ".", QuoteIdentifier(schema::NameBeforeTypes(routine)));
}

std::string RoutineWithTypes(const ObjectKey& routine) {
  return StrCat(RoutineName(routine), routine.name().substr(schema::NameBeforeTypes(routine).size()));
}

std::string OperatorName(const ObjectKey& op) { return StrCat(QuoteIdentifier(op.schema_name()), ".", schema::NameBeforeTypes(op)); }
std::string OperatorOperand(const ObjectKey& op) { return StrCat("OPERATOR(", OperatorName(op), ")"); }
std::string OperatorWithTypes(const ObjectKey& op) { return StrCat(QuoteIdentifier(op.schema_name()), ".", op.name()); }
std::string NameOf(const schema::QualifiedName& name) { return StrCat(QuoteIdentifier(name.schema), ".", QuoteIdentifier(name.name)); }

std::string RoutineElement(const char* name, const std::optional<ObjectKey>& routine) {
  return routine.has_value() ? StrCat(", ", name, " = ", RoutineName(*routine)) : "";
}

bool HasNoColumns(const Change& change, const Expander& context) {
  const auto& users = context.UsersOf(change.before->key);
  return std::none_of(users.begin(), users.end(), [](const schema::Object* user) { return user->key.kind == schema::Kind::kColumn; });
}

}  // namespace planner
