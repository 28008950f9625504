// Which object a name means that a person typed, as plans print it or shorter.
//
//   "public.orders.total"  "column public.orders.total"   as plans print it, with its kind where the name alone is not enough
//   "public.orders_idx"    "public.add"                   an index without its table, a function without its arguments
//   "orders.total"         "orders"                       the last names of the path
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "schema/object_key.h"

namespace cli {

// The objects that `word` means: those that it names most fully. Two or more: it is not clear which. None: there is no such object.
std::vector<schema::ObjectKey> ObjectsNamed(absl::string_view word, const std::vector<schema::ObjectKey>& keys);

// The name closest to `word` as plans print it, when it is close enough to be a typing mistake; else "".
std::string ClosestObject(absl::string_view word, const std::vector<schema::ObjectKey>& keys);

}  // namespace cli
