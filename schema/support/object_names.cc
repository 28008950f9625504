#include "schema/support/object_names.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace schema {

absl::string_view ClipName(absl::string_view text, size_t limit) {
  if (text.size() <= limit) return text;
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80) --limit;
  return text.substr(0, limit);
}

std::string MakeObjectName(absl::string_view name1, absl::string_view name2, absl::string_view label) {
  size_t overhead = (name2.empty() ? 0 : 1) + (label.empty() ? 0 : label.size() + 1);
  size_t available = kMaxNameLength - std::min(kMaxNameLength, overhead);
  size_t size1 = name1.size();
  size_t size2 = name2.size();
  while (size1 + size2 > available) {
    if (size1 > size2) --size1;
    else --size2;
  }
  return absl::StrCat(ClipName(name1, size1), name2.empty() ? "" : "_", ClipName(name2, size2), label.empty() ? "" : "_", label);
}

// ChooseIndexNameAddition (and its twin for foreign keys) stops once the buffer is longer than any name could use.
std::string JoinColumnNames(absl::Span<const std::string> columns) {
  std::string joined;
  for (const std::string& column : columns) {
    if (!joined.empty()) joined += '_';
    absl::StrAppend(&joined, ClipName(column, kMaxNameLength));
    if (joined.size() > kMaxNameLength) break;
  }
  return joined;
}

}  // namespace schema
