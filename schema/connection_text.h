// Connection strings as the model keeps them: without what is secret in them.
//
//   WithoutSecrets("host=db user=app password=x")  ->  {"host=db user=app", true}
//   WithoutSecrets("postgresql://app:x@db/shop")   ->  {"postgresql://app@db/shop", true}
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace schema {

struct PublicConnection {
  std::string text;
  bool had_secrets = false;
};

// Follows libpq (conninfo_parse, conninfo_uri_parse). The pairs keep their order and come out in one spelling; a text that is neither form, in which
// a secret could hide, comes out empty.
PublicConnection WithoutSecrets(absl::string_view connection);

}  // namespace schema
