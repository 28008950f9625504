#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/kinds/plain.h"
#include "planner/sql_writer.h"
#include "schema/signature_key.h"

namespace planner {

using absl::StrAppend;
using absl::StrCat;

namespace {

using schema::ObjectKey;
using schema::Operator;

std::string EstimatorText(const std::optional<ObjectKey>& function) { return function.has_value() ? RoutineName(*function) : "NONE"; }

Draft& Set(const Change& change, Expander& out, const std::string& what, const std::string& undo) {
  std::string alter = StrCat("ALTER OPERATOR ", SqlName(change.after->key), " SET (");
  return out.Alter(Action::kAlterOperator, change, change.after->key.ToString()).Sql(StrCat(alter, what, ")")).Undo(StrCat(alter, undo, ")"));
}

void ChangeRestrict(const Change& change, Expander& out) {
  Set(change, out, StrCat("RESTRICT = ", EstimatorText(change.after->As<Operator>().restrict_function)),
      StrCat("RESTRICT = ", EstimatorText(change.before->As<Operator>().restrict_function)));
}

void ChangeJoin(const Change& change, Expander& out) {
  Set(change, out, StrCat("JOIN = ", EstimatorText(change.after->As<Operator>().join_function)),
      StrCat("JOIN = ", EstimatorText(change.before->As<Operator>().join_function)));
}

// The other operator's CREATE sets this link, and its DROP takes it away (OperatorUpd, pg_operator.c).
bool LinkFollows(const std::optional<ObjectKey>& before, const std::optional<ObjectKey>& after, const Expander& context) {
  if (before.has_value() && context.to().Find(*before) != nullptr) return false;
  return !after.has_value() || context.from().Find(*after) == nullptr;
}
bool ReplacesCommutator(const Change& change, const Expander& context) {
  return !LinkFollows(change.before->As<Operator>().commutator, change.after->As<Operator>().commutator, context);
}
bool ReplacesNegator(const Change& change, const Expander& context) {
  return !LinkFollows(change.before->As<Operator>().negator, change.after->As<Operator>().negator, context);
}
void Follows(const Change&, Expander&) {}

void ForgetLinks(const Operator& body, std::vector<ObjectKey>& keys) {
  for (const auto& link : {body.commutator, body.negator}) {
    if (link.has_value()) keys.erase(std::remove(keys.begin(), keys.end(), *link), keys.end());
  }
}

bool IsPromisedIn(const schema::Database& database, const ObjectKey& link) {
  return std::any_of(database.objects().begin(), database.objects().end(), [&](const schema::ObjectPtr& object) {
    return object->key.kind == schema::Kind::kOperator && (object->As<Operator>().commutator == link || object->As<Operator>().negator == link);
  });
}

// CREATE OPERATOR leaves a shell where it names an operator that is not there, and DROP does not take it away (get_other_operator, pg_operator.c).
// These statements do, on the way to a schema that does not speak of it.
std::vector<std::string> DropShells(const schema::Object& object, const Expander& out, const schema::Database& target) {
  std::vector<std::string> statements;
  const auto& body = object.As<Operator>();
  for (const auto& link : {body.commutator, body.negator}) {
    if (!link.has_value() || *link == object.key || link->schema_name() == "pg_catalog") continue;
    if (out.from().Find(*link) != nullptr || out.to().Find(*link) != nullptr || IsPromisedIn(target, *link)) continue;
    statements.push_back(StrCat("DROP OPERATOR IF EXISTS ", SqlName(*link)));
  }
  return statements;
}

}  // namespace

std::string OperatorStatement(const schema::Object& object) {
  const auto& body = object.As<Operator>();
  std::string text = StrCat("CREATE OPERATOR ", OperatorName(object.key), " (FUNCTION = ", RoutineName(body.function));
  if (!body.left.empty()) StrAppend(&text, ", LEFTARG = ", schema::FormatType(body.left));
  StrAppend(&text, ", RIGHTARG = ", schema::FormatType(body.right));
  if (body.commutator.has_value()) StrAppend(&text, ", COMMUTATOR = ", OperatorOperand(*body.commutator));
  if (body.negator.has_value()) StrAppend(&text, ", NEGATOR = ", OperatorOperand(*body.negator));
  StrAppend(&text, RoutineElement("RESTRICT", body.restrict_function), RoutineElement("JOIN", body.join_function));
  if (body.hashes) StrAppend(&text, ", HASHES");
  if (body.merges) StrAppend(&text, ", MERGES");
  return text + ")";
}

// Operators that name each other need not wait: the first one leaves a promise.
void CreateOperator(const Change& change, Expander& out) {
  Draft& draft = CreatePlainly(Action::kCreateOperator, change, out);
  ForgetLinks(change.after->As<Operator>(), draft.needs);
  draft.Undo(DropShells(*change.after, out, out.from()));
}

void DropOperator(const Change& change, Expander& out) {
  Draft& draft = DropPlainly(Action::kDropOperator, change, out);
  ForgetLinks(change.before->As<Operator>(), draft.frees);
  for (std::string& statement : DropShells(*change.before, out, out.to())) draft.Sql(std::move(statement));
}

absl::Span<const Recipe> OperatorRecipes() {
  static constexpr Recipe kRecipes[] = {{"function", &Always, nullptr},          {"commutator", &ReplacesCommutator, &Follows}, {"negator", &ReplacesNegator, &Follows},
                                        {"restrict_function", nullptr, &ChangeRestrict}, {"join_function", nullptr, &ChangeJoin},
                                        {"hashes", &Always, nullptr},            {"merges", &Always, nullptr}};
  return kRecipes;
}

}  // namespace planner
