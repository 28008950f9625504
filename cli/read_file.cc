#include "cli/read_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "schema/support/ascii.h"
#include "schema/support/status.h"

namespace cli {
namespace {

// PostgreSQL's own bound for one string (MaxAllocSize); the parser counts in int.
constexpr size_t kMaxSize = 1 << 30;
constexpr absl::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr size_t kChunk = 1 << 20;

absl::Status CannotRead(absl::string_view name, absl::string_view why, absl::string_view hint = "") {
  return schema::WithHint(schema::MakeErrorAt({}, "E0002", absl::StrCat("cannot read \"", name, "\": ", why)), hint);
}

absl::StatusOr<std::string> ReadAll(int file, absl::string_view name) {
  struct stat info = {};
  if (fstat(file, &info) == 0 && S_ISDIR(info.st_mode)) return CannotRead(name, "it is a folder");
  std::string text;
  text.reserve(std::min<size_t>(info.st_size + 1, kMaxSize));
  while (text.size() <= kMaxSize) {
    size_t had = text.size();
    // What the file still has, and one byte more to see its end; of a pipe nobody knows.
    size_t space = static_cast<size_t>(info.st_size) >= had ? std::min<size_t>(info.st_size - had + 1, kChunk) : kChunk;
    if (info.st_size == 0) space = kChunk;
    text.resize(had + space);
    ssize_t got = read(file, text.data() + had, space);
    text.resize(had + std::max<ssize_t>(got, 0));
    if (got == 0) return text;
    if (got < 0 && errno != EINTR) return CannotRead(name, std::strerror(errno));
  }
  return CannotRead(name, "it is larger than 1 GB");
}

// The length of the UTF-8 character that `text` begins with; 0 when it begins with none.
size_t CharacterSize(absl::string_view text) {
  auto byte = [&](size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0; };
  unsigned char lead = byte(0);
  if (lead < 0x80) return lead == 0 ? 0 : 1;
  // The second byte's range rules out overlong forms, surrogates, and what lies above U+10FFFF.
  unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  size_t size = lead >= 0xC2 && lead <= 0xDF ? 2 : lead >= 0xE0 && lead <= 0xEF ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
  if (size == 0 || byte(1) < low || byte(1) > high) return 0;
  for (size_t i = 2; i < size; ++i) {
    if (byte(i) < 0x80 || byte(i) > 0xBF) return 0;
  }
  return size;
}

absl::StatusOr<std::string> CheckSql(std::string text, absl::string_view name) {
  if (absl::StartsWith(text, "\xFF\xFE") || absl::StartsWith(text, "\xFE\xFF")) {
    return CannotRead(name, "it is UTF-16", absl::StrCat("make it UTF-8: iconv -f UTF-16 -t UTF-8 ", name));
  }
  size_t invalid = FindInvalidUtf8(text);
  if (invalid != absl::string_view::npos) {
    auto line = 1 + std::count(text.begin(), text.begin() + static_cast<ptrdiff_t>(invalid), '\n');
    return CannotRead(name, absl::StrFormat("line %d has the byte 0x%02X, which is not UTF-8", line, static_cast<unsigned char>(text[invalid])),
                      absl::StrCat("make it UTF-8, for example: iconv -f LATIN1 -t UTF-8 ", name));
  }
  if (absl::StartsWith(text, kUtf8Mark)) text.erase(0, kUtf8Mark.size());
  return text;
}

}  // namespace

size_t FindInvalidUtf8(absl::string_view text) {
  for (size_t i = 0; i < text.size();) {
    i = schema::EndOfAscii(text, i);
    if (i == text.size()) break;
    size_t size = CharacterSize(text.substr(i));
    if (size == 0) return i;
    i += size;
  }
  return absl::string_view::npos;
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return CannotRead(path, std::strerror(errno));
  absl::StatusOr<std::string> text = ReadAll(file, path);
  close(file);
  return text;
}

absl::StatusOr<std::string> ReadSqlFile(const std::string& path) {
  ASSIGN_OR_RETURN(std::string text, ReadFile(path));
  return CheckSql(std::move(text), path);
}

absl::StatusOr<std::string> ReadStandardInput() {
  ASSIGN_OR_RETURN(std::string text, ReadAll(STDIN_FILENO, "standard input"));
  return CheckSql(std::move(text), "standard input");
}

}  // namespace cli
