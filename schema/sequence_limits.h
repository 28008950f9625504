// The limits of sequences by their type (init_params, sequence.c).
#pragma once

#include <cstdint>

#include "schema/kinds/sequence.h"

namespace schema {

struct SequenceLimits {
  int64_t min;
  int64_t max;
};

inline SequenceLimits LimitsOf(const TypeRef& type) {
  if (type.name == "int2") return {INT16_MIN, INT16_MAX};
  if (type.name == "int4") return {INT32_MIN, INT32_MAX};
  return {INT64_MIN, INT64_MAX};
}

// What ALTER SEQUENCE … AS makes of the options: limits that are the old type's become the new type's.
inline SequenceOptions WithType(SequenceOptions options, const TypeRef& type) {
  SequenceLimits before = LimitsOf(options.type), after = LimitsOf(type);
  if (options.max_value == before.max) options.max_value = after.max;
  if (options.min_value == before.min) options.min_value = after.min;
  options.type = type;
  return options;
}

}  // namespace schema
