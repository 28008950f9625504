// CREATE LANGUAGE that comes with no extension.
#pragma once

#include <optional>

#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/object_key.h"

namespace schema {

struct Language {
  static constexpr Kind kKind = Kind::kLanguage;
  bool trusted = false;
  ObjectKey handler;
  std::optional<ObjectKey> inline_handler;
  std::optional<ObjectKey> validator;
  static constexpr auto kFields = std::tuple{Field{"trusted", &Language::trusted}, Field{"handler", &Language::handler},
                                             Field{"inline_handler", &Language::inline_handler}, Field{"validator", &Language::validator}};
};
static_assert(kAllFieldsListed<Language>);

}  // namespace schema
