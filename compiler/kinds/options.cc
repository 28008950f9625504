#include "compiler/kinds/options.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "compiler/nodes.h"
#include "compiler/raw_names.h"

namespace compiler {

using schema::Option;

std::string OptionName(const DefElem& option) {
  return option.defnamespace == nullptr ? std::string(option.defname) : absl::StrCat(option.defnamespace, ".", option.defname);
}

std::string OptionValue(const DefElem& option) {
  if (option.arg == nullptr) return "true";
  switch (nodeTag(option.arg)) {
    case T_Integer: return absl::StrCat(intVal(option.arg));
    case T_Float: return reinterpret_cast<const Float*>(option.arg)->fval;
    case T_Boolean: return boolVal(option.arg) ? "true" : "false";
    case T_String: return strVal(option.arg);
    case T_TypeName: return WrittenName(reinterpret_cast<const ::TypeName*>(option.arg)->names);
    case T_List: return WrittenName(reinterpret_cast<const List*>(option.arg));
    default: return "";
  }
}

bool OptionBoolean(const std::string& value) {
  std::string word = absl::AsciiStrToLower(value);
  return word == "true" || word == "on" || word == "1" || word == "yes" || word == "t" || word == "y";
}

void SetOptions(const List* list, std::vector<Option>& options) {
  for (int i = 0; i < list_length(list); ++i) {
    const auto* element = static_cast<const DefElem*>(list_nth(list, i));
    Option option{OptionName(*element), OptionValue(*element)};
    // Accepted and without effect since PostgreSQL 12.
    if (option.name == "oids") continue;
    auto at = std::lower_bound(options.begin(), options.end(), option, [](const Option& a, const Option& b) { return a.name < b.name; });
    if (at != options.end() && at->name == option.name) at->value = std::move(option.value);
    else options.insert(at, std::move(option));
  }
}

void ResetOptions(const List* list, std::vector<Option>& options) {
  for (int i = 0; i < list_length(list); ++i) {
    std::string name = OptionName(*static_cast<const DefElem*>(list_nth(list, i)));
    options.erase(std::remove_if(options.begin(), options.end(), [&](const Option& option) { return option.name == name; }), options.end());
  }
}

void ChangeGenericOptions(const List* list, std::vector<Option>& options) {
  for (int i = 0; i < list_length(list); ++i) {
    const auto* element = static_cast<const DefElem*>(list_nth(list, i));
    Option option{element->defname, element->defaction == DEFELEM_DROP ? "" : OptionValue(*element)};
    auto at = std::find_if(options.begin(), options.end(), [&](const Option& known) { return known.name == option.name; });
    bool there = at != options.end();
    if (element->defaction == DEFELEM_DROP) {
      if (there) options.erase(at);
    } else if (there) {
      at->value = std::move(option.value);
    } else {
      options.push_back(std::move(option));
    }
  }
}

}  // namespace compiler
