// CREATE TYPE with input and output functions, or a shell type.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/kinds/table.h"
#include "schema/object_key.h"

namespace schema {

struct BaseType {
  static constexpr Kind kKind = Kind::kBaseType;
  bool shell = false;  // only a name yet
  std::optional<ObjectKey> input;
  std::optional<ObjectKey> output;
  std::optional<ObjectKey> receive;
  std::optional<ObjectKey> send;
  std::optional<ObjectKey> typmod_in;
  std::optional<ObjectKey> typmod_out;
  std::optional<ObjectKey> analyze;
  std::optional<ObjectKey> subscript;
  std::vector<Option> attributes;  // internallength, alignment, storage, category, …: what differs from the default
  static constexpr auto kFields = std::tuple{Field{"shell", &BaseType::shell}, Field{"input", &BaseType::input}, Field{"output", &BaseType::output},
                                             Field{"receive", &BaseType::receive}, Field{"send", &BaseType::send}, Field{"typmod_in", &BaseType::typmod_in},
                                             Field{"typmod_out", &BaseType::typmod_out}, Field{"analyze", &BaseType::analyze},
                                             Field{"subscript", &BaseType::subscript}, Field{"attributes", &BaseType::attributes}};
};
static_assert(kAllFieldsListed<BaseType>);

}  // namespace schema
