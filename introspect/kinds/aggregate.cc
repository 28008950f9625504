#include "absl/strings/str_cat.h"
#include "introspect/kinds.h"
#include "introspect/routine.h"
#include "schema/support/status.h"

namespace introspect {
namespace {

using schema::Aggregate;
using schema::AggregateKind;
using schema::AggregateState;

// The columns <what>_schema, <what>_name and <what>_types; nullopt where the aggregate has no such function.
absl::StatusOr<std::optional<schema::ObjectKey>> ReadFunctionKey(const Row& row, const Reading& reading, absl::string_view what) {
  if (row.IsNull(absl::StrCat(what, "_name"))) return std::nullopt;
  ASSIGN_OR_RETURN(std::vector<schema::TypeRef> types, ReadTypes(row, reading, absl::StrCat(what, "_types")));
  return schema::FunctionKey(row.Text(absl::StrCat(what, "_schema")), row.Text(absl::StrCat(what, "_name")), types);
}

std::optional<schema::FinalModify> ModifyOf(char letter, AggregateKind kind) {
  schema::FinalModify modify = letter == 'r' ? schema::FinalModify::kReadOnly : letter == 's' ? schema::FinalModify::kShareable : schema::FinalModify::kReadWrite;
  schema::FinalModify by_default = kind == AggregateKind::kNormal ? schema::FinalModify::kReadOnly : schema::FinalModify::kReadWrite;
  return modify == by_default ? std::nullopt : std::optional<schema::FinalModify>(modify);
}

// The plain half of an aggregate, or with `prefix` "moving_" its moving half.
absl::StatusOr<AggregateState> ReadState(const Row& row, const Reading& reading, AggregateKind kind, const std::string& prefix) {
  AggregateState state;
  ASSIGN_OR_RETURN(state.type, reading.oids.Type(row.OidOf(prefix.empty() ? "state_type" : prefix + "type"), -1));
  ASSIGN_OR_RETURN(state.function, ReadFunctionKey(row, reading, prefix + "function"));
  ASSIGN_OR_RETURN(state.final_function, ReadFunctionKey(row, reading, prefix + "final"));
  state.space = static_cast<int>(row.Integer(prefix.empty() ? "state_space" : prefix + "space"));
  state.final_extra = row.Bool(prefix + "final_extra");
  state.final_modify = ModifyOf(row.Letter(prefix + "final_modify"), kind);
  state.initial = row.OptionalString(prefix + "initial");
  return state;
}

}  // namespace

absl::Status ReadAggregate(const Row& row, Reading& reading) {
  ASSIGN_OR_RETURN(std::vector<schema::Argument> arguments, ReadArguments(row, reading));
  schema::Object object = MakeObject<Aggregate>(RoutineKey(schema::Kind::kAggregate, row, arguments), row);
  object.common.owner = row.OptionalString("owner");
  auto& aggregate = object.As<Aggregate>();
  aggregate.arguments = std::move(arguments);
  char kind = row.Letter("kind");
  aggregate.kind = kind == 'o' ? AggregateKind::kOrderedSet : kind == 'h' ? AggregateKind::kHypothetical : AggregateKind::kNormal;
  aggregate.direct_arguments = static_cast<int>(row.Integer("direct_arguments"));
  ASSIGN_OR_RETURN(aggregate.state, ReadState(row, reading, aggregate.kind, ""));
  ASSIGN_OR_RETURN(aggregate.combine, ReadFunctionKey(row, reading, "combine"));
  ASSIGN_OR_RETURN(aggregate.serialize, ReadFunctionKey(row, reading, "serialize"));
  ASSIGN_OR_RETURN(aggregate.deserialize, ReadFunctionKey(row, reading, "deserialize"));
  if (row.OidOf("moving_type") != 0) {
    ASSIGN_OR_RETURN(aggregate.moving, ReadState(row, reading, aggregate.kind, "moving_"));
  }
  ASSIGN_OR_RETURN(aggregate.inverse, ReadFunctionKey(row, reading, "inverse"));
  if (!row.IsNull("sort_operator")) aggregate.sort_operator = schema::QualifiedName{row.String("sort_operator_schema"), row.String("sort_operator")};
  aggregate.parallel = ReadParallel(row);
  reading.oids.routines.emplace(row.OidOf("oid"), object.key);
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
