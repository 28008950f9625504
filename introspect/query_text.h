// The text of a catalog query for one server version, from the files embedded at build time.
//
//   SELECT a.attname AS name,
//   --:since 15
//          i.indnullsnotdistinct AS nulls_not_distinct
//   --:until 14
//          false AS nulls_not_distinct
//   --:end
//
// Lines between a mark and the next mark are kept when the server's major version is in its range (both ends included); blocks do not nest.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace introspect {

// `text` without the marks and without what `major` does not have. REQUIRES: every block is closed by `--:end`.
std::string ForMajor(absl::string_view text, int major);

// The embedded file `name` ("column.sql") for a server of `major`. REQUIRES: the file exists.
std::string QueryText(absl::string_view name, int major);

}  // namespace introspect
