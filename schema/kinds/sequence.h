// CREATE SEQUENCE orders_id_seq AS bigint … OWNED BY orders.id. A serial column is this, a DEFAULT nextval(…) and OWNED BY.
// The sequence behind an identity column is no object of its own: it is part of Column::identity.
#pragma once

#include <cstdint>
#include <optional>

#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/object_key.h"
#include "schema/type_ref.h"

namespace schema {

// All values as pg_sequence holds them, defaults filled in (init_params, sequence.c).
struct SequenceOptions {
  TypeRef type = BuiltinType("int8");
  int64_t start = 1;
  int64_t increment = 1;
  int64_t min_value = 1;
  int64_t max_value = INT64_MAX;
  int64_t cache = 1;
  bool cycle = false;
  static constexpr auto kFields = std::tuple{Field{"type", &SequenceOptions::type},           Field{"start", &SequenceOptions::start},
                                             Field{"increment", &SequenceOptions::increment}, Field{"min_value", &SequenceOptions::min_value},
                                             Field{"max_value", &SequenceOptions::max_value}, Field{"cache", &SequenceOptions::cache},
                                             Field{"cycle", &SequenceOptions::cycle}};
  bool operator==(const SequenceOptions& other) const { return EqualFields(*this, other); }
};
static_assert(kAllFieldsListed<SequenceOptions>);

struct Sequence {
  static constexpr Kind kKind = Kind::kSequence;
  SequenceOptions options;
  std::optional<ObjectKey> owned_by;  // a column
  bool unlogged = false;
  static constexpr auto kFields =
      std::tuple{Field{"options", &Sequence::options}, Field{"owned_by", &Sequence::owned_by}, Field{"unlogged", &Sequence::unlogged}};
};
static_assert(kAllFieldsListed<Sequence>);

}  // namespace schema
