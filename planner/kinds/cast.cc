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

std::string CastStatement(const schema::Object& object) {
  const auto& cast = object.As<schema::Cast>();
  std::string text = StrCat("CREATE CAST ", SqlName(object.key));
  if (cast.method == schema::CastMethod::kFunction) StrAppend(&text, " WITH FUNCTION ", RoutineWithTypes(*cast.function));
  else StrAppend(&text, cast.method == schema::CastMethod::kInOut ? " WITH INOUT" : " WITHOUT FUNCTION");
  if (cast.context == schema::CastContext::kAssignment) StrAppend(&text, " AS ASSIGNMENT");
  if (cast.context == schema::CastContext::kImplicit) StrAppend(&text, " AS IMPLICIT");
  return text;
}

void CreateCast(const Change& change, Expander& out) { CreatePlainly(Action::kCreateCast, change, out); }
void DropCast(const Change& change, Expander& out) { DropPlainly(Action::kDropCast, change, out); }

absl::Span<const Recipe> CastRecipes() {
  static constexpr Recipe kRecipes[] = {{"context", &Always, nullptr}, {"method", &Always, nullptr}, {"function", &Always, nullptr}};
  return kRecipes;
}

}  // namespace planner
