#include <algorithm>

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

using schema::Option;
using schema::TextSearchDictionary;

std::string Element(const Option& option) { return StrCat(schema::QuoteIdentifier(option.name), " = ", schema::QuoteLiteral(option.value)); }

// "(a = '1', b)": what is new or another, and by its bare name what goes.
std::string Changes(const schema::Object& from, const schema::Object& to) {
  std::vector<std::string> parts;
  const auto& before = from.As<TextSearchDictionary>().options;
  const auto& after = to.As<TextSearchDictionary>().options;
  auto named = [](const std::vector<Option>& options, const std::string& name) {
    return std::any_of(options.begin(), options.end(), [&](const Option& option) { return option.name == name; });
  };
  for (const Option& option : after) {
    if (std::find(before.begin(), before.end(), option) == before.end()) parts.push_back(Element(option));
  }
  for (const Option& option : before) {
    if (!named(after, option.name)) parts.push_back(schema::QuoteIdentifier(option.name));
  }
  return StrCat("ALTER TEXT SEARCH DICTIONARY ", SqlName(to.key), " (", absl::StrJoin(parts, ", "), ")");
}

void ChangeOptions(const Change& change, Expander& out) {
  out.Alter(Action::kAlterTextSearch, change, change.after->key.ToString()).Sql(Changes(*change.before, *change.after)).Undo(Changes(*change.after, *change.before));
}

}  // namespace

std::string TextSearchDictionaryStatement(const schema::Object& object) {
  const auto& body = object.As<TextSearchDictionary>();
  std::string text = StrCat("CREATE TEXT SEARCH DICTIONARY ", SqlName(object.key), " (TEMPLATE = ", NameOf(body.search_template));
  for (const Option& option : body.options) StrAppend(&text, ", ", Element(option));
  return text + ")";
}

void CreateTextSearchDictionary(const Change& change, Expander& out) { CreatePlainly(Action::kCreateTextSearch, change, out); }
void DropTextSearchDictionary(const Change& change, Expander& out) { DropPlainly(Action::kDropTextSearch, change, out); }

absl::Span<const Recipe> TextSearchDictionaryRecipes() {
  static constexpr Recipe kRecipes[] = {{"search_template", &Always, nullptr}, {"options", nullptr, &ChangeOptions}};
  return kRecipes;
}

}  // namespace planner
