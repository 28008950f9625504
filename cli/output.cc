#include "cli/output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/sources.h"
#include "schema/support/status.h"

namespace cli {
namespace {

namespace fs = std::filesystem;

absl::Status CannotWrite(absl::string_view name, absl::string_view why, absl::string_view hint = "") {
  return schema::WithHint(schema::MakeErrorAt({}, "E0002", absl::StrCat("cannot write ", name, ": ", why)), hint);
}

// 0, or the system's error number.
int WriteAll(int file, absl::string_view text) {
  while (!text.empty()) {
    ssize_t wrote = write(file, text.data(), text.size());
    if (wrote < 0 && errno != EINTR) return errno;
    text.remove_prefix(std::max<ssize_t>(wrote, 0));
  }
  return 0;
}

absl::Status WriteInPlace(const std::string& path, absl::string_view text) {
  int file = open(path.c_str(), O_WRONLY | O_CLOEXEC);
  int error = file < 0 ? errno : WriteAll(file, text);
  if (file >= 0 && close(file) != 0 && error == 0) error = errno;
  return error == 0 || error == EPIPE ? absl::OkStatus() : CannotWrite(path, std::strerror(error));
}

mode_t ModeOfNewFiles() {
  mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

absl::Status WriteBeside(const std::string& path, mode_t mode, absl::string_view text) {
  std::string temporary = absl::StrCat(path, ".XXXXXX");
  int file = mkostemp(temporary.data(), O_CLOEXEC);
  if (file < 0) return CannotWrite(path, std::strerror(errno));
  int error = WriteAll(file, text);
  if (error == 0 && (fchmod(file, mode) != 0 || fsync(file) != 0)) error = errno;
  if (close(file) != 0 && error == 0) error = errno;
  if (error == 0 && rename(temporary.c_str(), path.c_str()) != 0) error = errno;
  if (error == 0) return absl::OkStatus();
  unlink(temporary.c_str());
  return CannotWrite(path, std::strerror(error));
}

}  // namespace

absl::Status WriteStandardOutput(absl::string_view text) {
  int error = WriteAll(STDOUT_FILENO, text);
  return error == 0 || error == EPIPE ? absl::OkStatus() : CannotWrite("standard output", std::strerror(error));
}

absl::Status WriteFile(const std::string& path, absl::string_view text) {
  struct stat info = {};
  if (stat(path.c_str(), &info) != 0) return WriteBeside(path, ModeOfNewFiles(), text);
  if (S_ISDIR(info.st_mode)) return CannotWrite(path, "it is a folder", "name a file in it");
  if (!S_ISREG(info.st_mode)) return WriteInPlace(path, text);
  std::error_code ignored;
  fs::path real = fs::canonical(path, ignored);
  return WriteBeside(real.empty() ? path : real.string(), info.st_mode & 07777, text);
}

bool IsFolderName(const std::string& path) {
  std::error_code ignored;
  return absl::EndsWith(path, "/") || fs::is_directory(path, ignored);
}

absl::StatusOr<std::vector<std::string>> WriteFolder(const std::string& folder, const std::vector<render::DumpFile>& files) {
  std::set<std::string> written;
  for (const render::DumpFile& file : files) {
    fs::path path = fs::path(folder) / file.path;
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (error) return CannotWrite(path.parent_path().string(), error.message());
    RETURN_IF_ERROR(WriteFile(path.string(), file.text));
    written.insert(path.lexically_normal().string());
  }
  std::vector<std::string> leftovers;
  absl::StatusOr<std::vector<std::string>> there = SqlFilesBelow(folder);
  if (!there.ok()) return leftovers;  // an empty schema wrote none
  for (const std::string& path : *there) {
    if (written.count(fs::path(path).lexically_normal().string()) == 0) leftovers.push_back(path);
  }
  return leftovers;
}

}  // namespace cli
