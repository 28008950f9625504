#include <map>

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

using schema::TextSearchConfiguration;
using schema::TextSearchMapping;

std::string Dictionaries(const TextSearchMapping& mapping) {
  return absl::StrJoin(mapping.dictionaries, ", ", [](std::string* out, const schema::QualifiedName& name) { out->append(NameOf(name)); });
}

const TextSearchMapping* Find(const std::vector<TextSearchMapping>& mappings, const std::string& token) {
  for (const TextSearchMapping& mapping : mappings) {
    if (mapping.token == token) return &mapping;
  }
  return nullptr;
}

// Tokens that get the same dictionaries share a statement.
std::vector<std::string> Changes(const schema::ObjectKey& key, const std::vector<TextSearchMapping>& before, const std::vector<TextSearchMapping>& after) {
  std::string alter = StrCat("ALTER TEXT SEARCH CONFIGURATION ", SqlName(key));
  std::map<std::string, std::vector<std::string>> added, altered;
  std::vector<std::string> dropped, statements;
  for (const TextSearchMapping& mapping : before) {
    if (Find(after, mapping.token) == nullptr) dropped.push_back(schema::QuoteIdentifier(mapping.token));
  }
  for (const TextSearchMapping& mapping : after) {
    const TextSearchMapping* was = Find(before, mapping.token);
    if (was == nullptr) added[Dictionaries(mapping)].push_back(schema::QuoteIdentifier(mapping.token));
    else if (!(*was == mapping)) altered[Dictionaries(mapping)].push_back(schema::QuoteIdentifier(mapping.token));
  }
  if (!dropped.empty()) statements.push_back(StrCat(alter, " DROP MAPPING FOR ", absl::StrJoin(dropped, ", ")));
  for (const auto& [dictionaries, tokens] : altered) statements.push_back(StrCat(alter, " ALTER MAPPING FOR ", absl::StrJoin(tokens, ", "), " WITH ", dictionaries));
  for (const auto& [dictionaries, tokens] : added) statements.push_back(StrCat(alter, " ADD MAPPING FOR ", absl::StrJoin(tokens, ", "), " WITH ", dictionaries));
  return statements;
}

void ChangeMappings(const Change& change, Expander& out) {
  const auto& before = change.before->As<TextSearchConfiguration>().mappings;
  const auto& after = change.after->As<TextSearchConfiguration>().mappings;
  Draft& draft = out.Alter(Action::kAlterTextSearch, change, change.after->key.ToString());
  for (std::string& statement : Changes(change.after->key, before, after)) draft.Sql(std::move(statement));
  draft.Undo(Changes(change.after->key, after, before));
}

}  // namespace

std::vector<std::string> TextSearchConfigurationStatements(const schema::Object& object) {
  const auto& body = object.As<TextSearchConfiguration>();
  std::vector<std::string> statements = {StrCat("CREATE TEXT SEARCH CONFIGURATION ", SqlName(object.key), " (PARSER = ", NameOf(body.parser), ")")};
  for (std::string& statement : Changes(object.key, {}, body.mappings)) statements.push_back(std::move(statement));
  return statements;
}

void CreateTextSearchConfiguration(const Change& change, Expander& out) { CreatePlainly(Action::kCreateTextSearch, change, out); }
void DropTextSearchConfiguration(const Change& change, Expander& out) { DropPlainly(Action::kDropTextSearch, change, out); }

absl::Span<const Recipe> TextSearchConfigurationRecipes() {
  static constexpr Recipe kRecipes[] = {{"parser", &Always, nullptr}, {"mappings", nullptr, &ChangeMappings}};
  return kRecipes;
}

}  // namespace planner
