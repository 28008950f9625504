// Options of wrappers, servers, foreign tables and their columns.
#pragma once

#include <string>
#include <vector>

#include "schema/option.h"

namespace introspect {

// "name=value" each, in the catalog's order, which is that of the statements.
std::vector<schema::Option> ReadGenericOptions(const std::vector<std::string>& options);

}  // namespace introspect
