// Privileges on an object.
#pragma once

#include <compare>
#include <string>

#include "schema/fields.h"

namespace schema {

// One privilege of one role on one object: (app_reader, SELECT). The owner's own privileges, which every owner has, are not listed.
// What PostgreSQL grants to PUBLIC by itself (USAGE on types, EXECUTE on functions) is listed, so that a REVOKE of it is a difference.
struct Grant {
  std::string grantee;  // empty: PUBLIC
  std::string privilege;
  bool grantable = false;
  static constexpr auto kFields =
      std::tuple{Field{"grantee", &Grant::grantee}, Field{"privilege", &Grant::privilege}, Field{"grantable", &Grant::grantable}};
  friend auto operator<=>(const Grant&, const Grant&) = default;
};
static_assert(kAllFieldsListed<Grant>);

}  // namespace schema
