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

std::string TextSearchParserStatement(const schema::Object& object) {
  const auto& body = object.As<schema::TextSearchParser>();
  return StrCat("CREATE TEXT SEARCH PARSER ", SqlName(object.key), " (START = ", RoutineName(body.start), ", GETTOKEN = ", RoutineName(body.token), ", END = ",
                RoutineName(body.end), ", LEXTYPES = ", RoutineName(body.lextypes), RoutineElement("HEADLINE", body.headline), ")");
}

void CreateTextSearchParser(const Change& change, Expander& out) { CreatePlainly(Action::kCreateTextSearch, change, out); }
void DropTextSearchParser(const Change& change, Expander& out) { DropPlainly(Action::kDropTextSearch, change, out); }

absl::Span<const Recipe> TextSearchParserRecipes() {
  static constexpr Recipe kRecipes[] = {{"start", &Always, nullptr}, {"token", &Always, nullptr}, {"end", &Always, nullptr}, {"lextypes", &Always, nullptr}, {"headline", &Always, nullptr}};
  return kRecipes;
}

}  // namespace planner
