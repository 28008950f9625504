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

std::string Definition(const char* create, const schema::Object& object) {
  const auto& body = object.As<schema::Transform>();
  std::vector<std::string> parts;
  if (body.from_sql.has_value()) parts.push_back(StrCat("FROM SQL WITH FUNCTION ", RoutineWithTypes(*body.from_sql)));
  if (body.to_sql.has_value()) parts.push_back(StrCat("TO SQL WITH FUNCTION ", RoutineWithTypes(*body.to_sql)));
  return StrCat(create, " TRANSFORM ", SqlName(object.key), " (", absl::StrJoin(parts, ", "), ")");
}

void ChangeFunctions(const Change& change, Expander& out) {
  out.Alter(Action::kCreateTransform, change, change.after->key.ToString())
      .Sql(Definition("CREATE OR REPLACE", *change.after))
      .Undo(Definition("CREATE OR REPLACE", *change.before));
}

}  // namespace

std::string TransformStatement(const schema::Object& object) { return Definition("CREATE", object); }

void CreateTransform(const Change& change, Expander& out) { CreatePlainly(Action::kCreateTransform, change, out); }
void DropTransform(const Change& change, Expander& out) { DropPlainly(Action::kDropTransform, change, out); }

absl::Span<const Recipe> TransformRecipes() {
  static constexpr Recipe kRecipes[] = {{"from_sql", nullptr, &ChangeFunctions, "to_sql"}, {"to_sql", nullptr, &ChangeFunctions}};
  return kRecipes;
}

}  // namespace planner
