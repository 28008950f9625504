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

std::string TextSearchTemplateStatement(const schema::Object& object) {
  const auto& body = object.As<schema::TextSearchTemplate>();
  return StrCat("CREATE TEXT SEARCH TEMPLATE ", SqlName(object.key), " (LEXIZE = ", RoutineName(body.lexize), RoutineElement("INIT", body.init), ")");
}

void CreateTextSearchTemplate(const Change& change, Expander& out) { CreatePlainly(Action::kCreateTextSearch, change, out); }
void DropTextSearchTemplate(const Change& change, Expander& out) { DropPlainly(Action::kDropTextSearch, change, out); }

absl::Span<const Recipe> TextSearchTemplateRecipes() {
  static constexpr Recipe kRecipes[] = {{"init", &Always, nullptr}, {"lexize", &Always, nullptr}};
  return kRecipes;
}

}  // namespace planner
