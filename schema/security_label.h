// Security labels of an object.
#pragma once

#include <compare>
#include <string>

#include "schema/fields.h"

namespace schema {

// SECURITY LABEL FOR provider ON … IS 'label'. An object has at most one of each provider.
struct SecurityLabel {
  std::string provider;
  std::string label;
  static constexpr auto kFields = std::tuple{Field{"provider", &SecurityLabel::provider}, Field{"label", &SecurityLabel::label}};
  friend auto operator<=>(const SecurityLabel&, const SecurityLabel&) = default;
};
static_assert(kAllFieldsListed<SecurityLabel>);

}  // namespace schema
