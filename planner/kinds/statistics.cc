#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "planner/common.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/kinds/plain.h"
#include "planner/sql_writer.h"
#include "schema/signature_key.h"

namespace planner {

using absl::StrAppend;
using absl::StrCat;

namespace {

using schema::Statistics;

std::string SetTarget(const schema::Object& object) {
  return StrCat("ALTER STATISTICS ", SqlName(object.key), " SET STATISTICS ", object.As<Statistics>().target.value_or(-1));
}

void ChangeTarget(const Change& change, Expander& out) {
  out.Alter(Action::kAlterStatistics, change, change.after->key.ToString()).Sql(SetTarget(*change.after)).Undo(SetTarget(*change.before));
}

}  // namespace

std::vector<std::string> StatisticsStatements(const schema::Object& object) {
  const auto& body = object.As<Statistics>();
  std::vector<std::string> kinds, parts;
  if (body.ndistinct) kinds.push_back("ndistinct");
  if (body.dependencies) kinds.push_back("dependencies");
  if (body.mcv) kinds.push_back("mcv");
  for (const std::string& column : body.columns) parts.push_back(schema::QuoteIdentifier(column));
  for (const schema::Expr& expression : body.expressions) parts.push_back(StrCat("(", expression.sql, ")"));
  std::string list = kinds.empty() || kinds.size() == 3 ? "" : StrCat(" (", absl::StrJoin(kinds, ", "), ")");
  std::vector<std::string> statements = {StrCat("CREATE STATISTICS ", SqlName(object.key), list, " ON ", absl::StrJoin(parts, ", "), " FROM ", SqlName(body.table))};
  if (body.target.has_value()) statements.push_back(SetTarget(object));
  return statements;
}

void CreateStatistics(const Change& change, Expander& out) { CreatePlainly(Action::kCreateStatistics, change, out).Locks(change.after->As<Statistics>().table); }
void DropStatistics(const Change& change, Expander& out) { DropPlainly(Action::kDropStatistics, change, out).Locks(change.before->As<Statistics>().table); }

absl::Span<const Recipe> StatisticsRecipes() {
  static constexpr Recipe kRecipes[] = {{"table", &Always, nullptr},   {"ndistinct", &Always, nullptr},   {"dependencies", &Always, nullptr}, {"mcv", &Always, nullptr},
                                        {"columns", &Always, nullptr}, {"expressions", &Always, nullptr}, {"target", nullptr, &ChangeTarget}};
  return kRecipes;
}

}  // namespace planner
