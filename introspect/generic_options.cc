#include "introspect/generic_options.h"

namespace introspect {

std::vector<schema::Option> ReadGenericOptions(const std::vector<std::string>& options) {
  std::vector<schema::Option> result;
  for (const std::string& option : options) {
    size_t equals = option.find('=');
    result.push_back({option.substr(0, equals), equals == std::string::npos ? "" : option.substr(equals + 1)});
  }
  return result;
}

}  // namespace introspect
