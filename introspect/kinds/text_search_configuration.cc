#include <algorithm>

#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {

absl::Status ReadTextSearchConfiguration(const Row& row, Reading& reading) {
  schema::Object object = MakeOwnedObject<schema::TextSearchConfiguration>(row);
  auto& configuration = object.As<schema::TextSearchConfiguration>();
  configuration.parser = {row.String("parser_schema"), row.String("parser")};
  std::vector<std::string> tokens = row.Strings("tokens"), schemas = row.Strings("dictionary_schemas"), names = row.Strings("dictionaries");
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (configuration.mappings.empty() || configuration.mappings.back().token != tokens[i]) configuration.mappings.push_back({tokens[i], {}});
    configuration.mappings.back().dictionaries.push_back({schemas[i], names[i]});
  }
  // The server's order of names is its collation's.
  std::sort(configuration.mappings.begin(), configuration.mappings.end(), [](const auto& a, const auto& b) { return a.token < b.token; });
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
