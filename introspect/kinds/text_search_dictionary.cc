#include <algorithm>

#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {

namespace {

// `language = 'english', accept = 'false', n = 3`, as serialize_deflist (tsearchcmds.c) writes it.
std::vector<schema::Option> ParseOptions(absl::string_view text) {
  std::vector<schema::Option> options;
  size_t i = 0;
  auto word = [&](absl::string_view ends) {
    std::string result;
    bool escaped = i + 1 < text.size() && text[i] == 'E' && text[i + 1] == '\'';
    if (escaped) ++i;
    char quote = i < text.size() && (text[i] == '\'' || text[i] == '"') ? text[i] : '\0';
    if (quote == '\0') {
      while (i < text.size() && ends.find(text[i]) == absl::string_view::npos) result += text[i++];
      return result;
    }
    for (++i; i < text.size(); ++i) {
      if (text[i] == quote && (i + 1 >= text.size() || text[i + 1] != quote)) break;
      if (text[i] == quote || (escaped && text[i] == '\\')) ++i;
      if (i < text.size()) result += text[i];
    }
    ++i;
    return result;
  };
  while (i < text.size()) {
    schema::Option option;
    option.name = word(" =");
    while (i < text.size() && (text[i] == ' ' || text[i] == '=')) ++i;
    option.value = word(",");
    while (i < text.size() && (text[i] == ' ' || text[i] == ',')) ++i;
    options.push_back(std::move(option));
  }
  std::sort(options.begin(), options.end(), [](const schema::Option& a, const schema::Option& b) { return a.name < b.name; });
  return options;
}

}  // namespace

absl::Status ReadTextSearchDictionary(const Row& row, Reading& reading) {
  schema::Object object = MakeOwnedObject<schema::TextSearchDictionary>(row);
  auto& dictionary = object.As<schema::TextSearchDictionary>();
  dictionary.search_template = {row.String("template_schema"), row.String("template")};
  dictionary.options = ParseOptions(row.Text("options"));
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
