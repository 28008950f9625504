// Files as text. SQL is UTF-8; what an editor of another system adds is taken off (a byte order mark), what would be misread is refused.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace cli {

// The bytes of a file, or of a pipe: /dev/fd/63 is fine. Fails, with E0002 and the system's reason, for what cannot be read or is above 1 GB.
absl::StatusOr<std::string> ReadFile(const std::string& path);

// The same, checked to be SQL that can be parsed: UTF-8 without NUL. Line ends stay as they are; they are part of string literals.
absl::StatusOr<std::string> ReadSqlFile(const std::string& path);
absl::StatusOr<std::string> ReadStandardInput();

// The offset of the first byte that begins no UTF-8 character (RFC 3629), or is NUL; npos when there is none.
size_t FindInvalidUtf8(absl::string_view text);

}  // namespace cli
