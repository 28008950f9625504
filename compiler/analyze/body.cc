#include "compiler/analyze/coerce.h"
#include "compiler/analyze/query.h"
#include "schema/routine_key.h"

namespace compiler::analyze {
namespace {

Value MakeParameter(const Analysis& analysis, const schema::Argument& argument, int number, int location) {
  Value value = analysis.Make(Op::kParam, analysis.catalog.Id(argument.type), absl::StrCat("$", number), {}, location);
  value.typmod = argument.type.typmod;
  return value;
}

// Calls visit(argument, number) for what $1, $2, … stand for, until it gives true.
template <typename Visit>
void ForEachInput(const Analysis& analysis, Visit visit) {
  if (analysis.context.arguments == nullptr) return;
  int number = 0;
  for (const schema::Argument& argument : *analysis.context.arguments) {
    if (schema::IsInput(argument) && visit(argument, ++number)) return;
  }
}

absl::StatusOr<Value> Statement(const Analysis& analysis, const ::Node* raw) {
  if (IsA(raw, SelectStmt)) {
    ASSIGN_OR_RETURN(Query query, AnalyzeSelect(analysis, *reinterpret_cast<const SelectStmt*>(raw), Unknowns::kAsText));
    return Value{std::move(query.node), kNoType, -1, -1};
  }
  if (!IsA(raw, ReturnStmt)) {
    ASSIGN_OR_RETURN(Query change, AnalyzeChange(analysis, raw));
    return Value{std::move(change.node), kNoType, -1, -1};
  }
  ASSIGN_OR_RETURN(Value value, Analyze(analysis, reinterpret_cast<const ReturnStmt*>(raw)->returnval));
  std::vector<Value> children;
  children.push_back(UnknownAsText(analysis, std::move(value)));
  return ListOf(analysis, "return", std::move(children));
}

}  // namespace

absl::StatusOr<Value> AnalyzeBody(const Analysis& analysis, const ::Node* raw) {
  if (!IsA(raw, List)) return Statement(analysis, raw);
  // A list of one list: the statements of BEGIN ATOMIC.
  const auto* statements = static_cast<const ::List*>(linitial(reinterpret_cast<const ::List*>(raw)));
  std::vector<Value> parts;
  for (int i = 0; i < list_length(statements); ++i) {
    ASSIGN_OR_RETURN(Value part, Statement(analysis, static_cast<const ::Node*>(list_nth(statements, i))));
    parts.push_back(std::move(part));
  }
  return ListOf(analysis, "atomic", std::move(parts));
}

std::optional<Value> FindArgument(const Analysis& analysis, absl::string_view name, int location) {
  std::optional<Value> found;
  ForEachInput(analysis, [&](const schema::Argument& argument, int number) {
    if (argument.name == name) found = MakeParameter(analysis, argument, number, location);
    return found.has_value();
  });
  return found;
}

absl::StatusOr<Value> AnalyzeParameter(const Analysis& analysis, const ParamRef& raw) {
  std::optional<Value> found;
  ForEachInput(analysis, [&](const schema::Argument& argument, int number) {
    if (number == raw.number) found = MakeParameter(analysis, argument, number, raw.location);
    return found.has_value();
  });
  if (!found.has_value()) return analysis.Error(raw.location, "E0114", "there is no parameter $", raw.number);
  return *std::move(found);
}

}  // namespace compiler::analyze
