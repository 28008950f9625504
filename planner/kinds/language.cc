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
  const auto& body = object.As<schema::Language>();
  std::string text = StrCat(create, body.trusted ? " TRUSTED" : "", " LANGUAGE ", SqlName(object.key), " HANDLER ", RoutineName(body.handler));
  if (body.inline_handler.has_value()) StrAppend(&text, " INLINE ", RoutineName(*body.inline_handler));
  if (body.validator.has_value()) StrAppend(&text, " VALIDATOR ", RoutineName(*body.validator));
  return text;
}

void Redefine(const Change& change, Expander& out) {
  out.Alter(Action::kCreateLanguage, change, change.after->key.ToString())
      .Sql(Definition("CREATE OR REPLACE", *change.after))
      .Undo(Definition("CREATE OR REPLACE", *change.before));
}

}  // namespace

std::string LanguageStatement(const schema::Object& object) { return Definition("CREATE", object); }

void CreateLanguage(const Change& change, Expander& out) { CreatePlainly(Action::kCreateLanguage, change, out); }
void DropLanguage(const Change& change, Expander& out) { DropPlainly(Action::kDropLanguage, change, out); }

absl::Span<const Recipe> LanguageRecipes() {
  static constexpr Recipe kRecipes[] = {{"trusted", nullptr, &Redefine, "handler,inline_handler,validator"}, {"handler", nullptr, &Redefine, "inline_handler,validator"},
                                        {"inline_handler", nullptr, &Redefine, "validator"}, {"validator", nullptr, &Redefine}};
  return kRecipes;
}

}  // namespace planner
