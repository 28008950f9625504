// How PostgreSQL puts a name together: makeObjectName and ChooseIndexNameAddition (indexcmds.c).
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace schema {

// NAMEDATALEN - 1: how many bytes a name can have.
inline constexpr size_t kMaxNameLength = 63;

// At most `limit` bytes of the text, without cutting a character (pg_mbcliplen).
absl::string_view ClipName(absl::string_view text, size_t limit);

// "name1_name2_label", the longer of the two names cut until it fits, on character boundaries. An empty name2 is left out.
std::string MakeObjectName(absl::string_view name1, absl::string_view name2, absl::string_view label);

// The columns' names joined as they stand in names of indexes and foreign keys.
std::string JoinColumnNames(absl::Span<const std::string> columns);

}  // namespace schema
