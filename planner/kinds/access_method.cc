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

std::string AccessMethodStatement(const schema::Object& object) {
  const auto& body = object.As<schema::AccessMethod>();
  return StrCat("CREATE ACCESS METHOD ", SqlName(object.key), " TYPE ", body.for_tables ? "TABLE" : "INDEX", " HANDLER ", RoutineName(body.handler));
}

void CreateAccessMethod(const Change& change, Expander& out) { CreatePlainly(Action::kCreateAccessMethod, change, out); }
void DropAccessMethod(const Change& change, Expander& out) { DropPlainly(Action::kDropAccessMethod, change, out); }

absl::Span<const Recipe> AccessMethodRecipes() {
  static constexpr Recipe kRecipes[] = {{"for_tables", &Always, nullptr}, {"handler", &Always, nullptr}};
  return kRecipes;
}

}  // namespace planner
