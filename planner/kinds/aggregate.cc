#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/kinds/routine.h"
#include "planner/sql_writer.h"
#include "schema/routine_key.h"

namespace planner {
namespace {

using absl::StrCat;
using schema::Aggregate;
using schema::AggregateKind;
using schema::AggregateState;
using schema::Object;
using schema::ObjectKey;
using schema::QuoteIdentifier;

std::string ArgumentList(const Aggregate& aggregate) {
  std::vector<std::string> direct, aggregated;
  for (size_t i = 0; i < aggregate.arguments.size(); ++i) {
    bool is_direct = aggregate.kind != AggregateKind::kNormal && i < static_cast<size_t>(aggregate.direct_arguments);
    (is_direct ? direct : aggregated).push_back(ArgumentText(aggregate.arguments[i]));
  }
  if (aggregate.kind == AggregateKind::kNormal) return aggregated.empty() ? "(*)" : StrCat("(", absl::StrJoin(aggregated, ", "), ")");
  // A VARIADIC that stands for both lists is stored once (makeOrderedSetArgs, gram.y).
  if (aggregated.empty() && !direct.empty()) aggregated.push_back(direct.back());
  return StrCat("(", absl::StrJoin(direct, ", "), direct.empty() ? "" : " ", "ORDER BY ", absl::StrJoin(aggregated, ", "), ")");
}

std::string FunctionName(const ObjectKey& key) {
  return StrCat(QuoteIdentifier(key.schema_name()), ".", QuoteIdentifier(schema::SplitRoutineName(key.name()).name));
}

void AddFunction(absl::string_view word, const std::optional<ObjectKey>& key, std::vector<std::string>& items) {
  if (key.has_value()) items.push_back(StrCat(word, " = ", FunctionName(*key)));
}

void AddState(absl::string_view prefix, const AggregateState& state, std::vector<std::string>& items) {
  AddFunction(StrCat(prefix, "SFUNC"), state.function, items);
  items.push_back(StrCat(prefix, "STYPE = ", schema::FormatType(state.type)));
  if (state.space != 0) items.push_back(StrCat(prefix, "SSPACE = ", state.space));
  AddFunction(StrCat(prefix, "FINALFUNC"), state.final_function, items);
  if (state.final_extra) items.push_back(StrCat(prefix, "FINALFUNC_EXTRA"));
  if (state.final_modify.has_value()) items.push_back(StrCat(prefix, "FINALFUNC_MODIFY = ", schema::EnumName(*state.final_modify)));
  if (state.initial.has_value()) items.push_back(StrCat(prefix, "INITCOND = ", schema::QuoteLiteral(*state.initial)));
}

// The same result, as far as it can be seen without its functions, and the same way to call it.
bool ChangesShape(const Change& change, const Expander&) {
  const auto& before = change.before->As<Aggregate>();
  const auto& after = change.after->As<Aggregate>();
  if (before.arguments.size() != after.arguments.size()) return true;
  for (size_t i = 0; i < before.arguments.size(); ++i) {
    if (before.arguments[i].name != after.arguments[i].name || before.arguments[i].mode != after.arguments[i].mode) return true;
  }
  return !(before.state.type == after.state.type) || before.state.final_function != after.state.final_function;
}

void Replace(const Change& change, Expander& out) {
  out.Alter(Action::kReplaceRoutine, change, change.after->key.ToString())
      .Sql(CreateAggregateStatement(*change.after, OrReplace::kYes))
      .Undo(CreateAggregateStatement(*change.before, OrReplace::kYes));
}

constexpr const char* kAll = "arguments,state,combine,serialize,deserialize,moving,inverse,sort_operator,parallel";
constexpr Recipe kRecipes[] = {{"kind", &Always, nullptr},
                               {"direct_arguments", &Always, nullptr},
                               {"arguments", &ChangesShape, &Replace, kAll},
                               {"state", &ChangesShape, &Replace, kAll},
                               {"combine", nullptr, &Replace, kAll},
                               {"serialize", nullptr, &Replace, kAll},
                               {"deserialize", nullptr, &Replace, kAll},
                               {"moving", nullptr, &Replace, kAll},
                               {"inverse", nullptr, &Replace, kAll},
                               {"sort_operator", nullptr, &Replace, kAll},
                               {"parallel", nullptr, &Replace, kAll}};

}  // namespace

std::string CreateAggregateStatement(const Object& object, OrReplace or_replace) {
  const auto& aggregate = object.As<Aggregate>();
  std::vector<std::string> items;
  AddState("", aggregate.state, items);
  AddFunction("COMBINEFUNC", aggregate.combine, items);
  AddFunction("SERIALFUNC", aggregate.serialize, items);
  AddFunction("DESERIALFUNC", aggregate.deserialize, items);
  if (aggregate.moving.has_value()) {
    AddState("M", *aggregate.moving, items);
    AddFunction("MINVFUNC", aggregate.inverse, items);
  }
  if (aggregate.sort_operator.has_value()) {
    items.push_back(StrCat("SORTOP = OPERATOR(", QuoteIdentifier(aggregate.sort_operator->schema), ".", aggregate.sort_operator->name, ")"));
  }
  if (aggregate.parallel != schema::Parallel::kUnsafe) items.push_back(StrCat("PARALLEL = ", schema::EnumName(aggregate.parallel)));
  if (aggregate.kind == AggregateKind::kHypothetical) items.emplace_back("HYPOTHETICAL");
  return StrCat("CREATE ", or_replace == OrReplace::kYes ? "OR REPLACE " : "", "AGGREGATE ", QuoteIdentifier(object.key.schema_name()), ".",
                QuoteIdentifier(schema::SplitRoutineName(object.key.name()).name), ArgumentList(aggregate), " (\n    ", absl::StrJoin(items, ",\n    "), "\n)");
}

void CreateAggregate(const Change& change, Expander& out) {
  Draft& draft = out.Create(Action::kCreateRoutine, change, change.after->key.ToString());
  for (std::string& statement : CreateStatements(*change.after)) draft.Sql(std::move(statement));
  draft.Undo(DropStatement(change.after->key));
}

void DropAggregate(const Change& change, Expander& out) {
  Draft& draft = out.Drop(Action::kDropRoutine, change, change.before->key.ToString());
  draft.Sql(DropStatement(change.before->key)).Undo(CreateStatements(*change.before));
  if (change.action == ChangeAction::kDrop) draft.Warn(HazardId::kBreaksRunningApplication, StrCat(change.before->key.ToString(), " is gone"));
}

absl::Span<const Recipe> AggregateRecipes() { return kRecipes; }

}  // namespace planner
