// CREATE EXTENSION citext SCHEMA public VERSION '1.6'. The objects that it brings are not objects of the schema.
// In source, a version or a schema that is not stated is absent, and then makes no difference.
#pragma once

#include <optional>
#include <string>

#include "schema/fields.h"
#include "schema/kind.h"

namespace schema {

struct Extension {
  static constexpr Kind kKind = Kind::kExtension;
  std::optional<std::string> in_schema;
  std::optional<std::string> version;
  static constexpr auto kFields = std::tuple{Field{"in_schema", &Extension::in_schema}, Field{"version", &Extension::version}};
};
static_assert(kAllFieldsListed<Extension>);

}  // namespace schema
