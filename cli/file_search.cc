// Finding SQL files: below a folder, or by a pattern.
#include <algorithm>
#include <filesystem>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/glob.h"
#include "cli/sources.h"
#include "schema/support/status.h"

namespace cli {
namespace {

namespace fs = std::filesystem;

absl::Status CannotRead(absl::string_view message, absl::string_view hint = "") {
  return schema::WithHint(schema::MakeErrorAt({}, "E0002", message), hint);
}

// Joins with exactly one slash, and keeps a folder as it was typed: "schema/" + "a.sql" is "schema/a.sql".
std::string Join(const std::string& folder, const std::string& name) {
  if (folder.empty()) return name;
  return folder.back() == '/' ? folder + name : absl::StrCat(folder, "/", name);
}

// The names in a folder, sorted. "" is the folder that we are in.
absl::StatusOr<std::vector<std::string>> NamesIn(const std::string& folder) {
  std::error_code error;
  std::vector<std::string> names;
  fs::directory_iterator it(folder.empty() ? "." : folder, error);
  for (; !error && it != fs::directory_iterator(); it.increment(error)) names.push_back(it->path().filename().string());
  if (error) return CannotRead(absl::StrCat("cannot read folder \"", folder, "\": ", error.message()));
  std::sort(names.begin(), names.end());
  return names;
}

bool IsFolder(const std::string& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

// The folders on the way from the start, by their real path: a symbolic link that leads back up must not be followed for ever.
using Trail = std::set<std::string>;

std::string RealPath(const std::string& folder) {
  std::error_code ignored;
  return fs::canonical(folder.empty() ? "." : folder, ignored).string();
}

absl::Status CollectSql(const std::string& folder, Trail& trail, std::vector<std::string>& files) {
  std::string real = RealPath(folder);
  if (!trail.insert(real).second) return absl::OkStatus();
  ASSIGN_OR_RETURN(std::vector<std::string> names, NamesIn(folder));
  for (const std::string& name : names) {
    std::string path = Join(folder, name);
    if (IsFolder(path)) {
      if (name[0] != '.') RETURN_IF_ERROR(CollectSql(path, trail, files));  // .git and its like hold no schema
    } else if (absl::EndsWithIgnoreCase(name, ".sql")) {
      files.push_back(path);
    }
  }
  trail.erase(real);
  return absl::OkStatus();
}

using Parts = std::vector<std::string>;

// Files below `folder` whose way from there fits parts[index...].
absl::Status CollectMatching(const std::string& folder, const Parts& parts, size_t index, Trail& trail, std::set<std::string>& files) {
  const std::string& part = parts[index];
  bool last = index + 1 == parts.size();
  bool any_folders = part == "**";
  if (any_folders && !last) RETURN_IF_ERROR(CollectMatching(folder, parts, index + 1, trail, files));
  std::string real = absl::StrCat(RealPath(folder), "\n", index);
  if (!trail.insert(real).second) return absl::OkStatus();
  ASSIGN_OR_RETURN(std::vector<std::string> names, NamesIn(folder));
  for (const std::string& name : names) {
    if (name[0] == '.' && part[0] != '.') continue;
    if (!any_folders && !GlobMatches(part, name)) continue;
    std::string path = Join(folder, name);
    if (!IsFolder(path)) {
      if (last) files.insert(path);
    } else if (any_folders) {
      RETURN_IF_ERROR(CollectMatching(path, parts, index, trail, files));
    } else if (!last) {
      RETURN_IF_ERROR(CollectMatching(path, parts, index + 1, trail, files));
    }
  }
  trail.erase(real);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<std::string>> SqlFilesBelow(const std::string& folder) {
  Trail trail;
  std::vector<std::string> files;
  RETURN_IF_ERROR(CollectSql(folder, trail, files));
  if (files.empty()) return CannotRead(absl::StrCat("there is no *.sql in \"", folder, "\" or below"), "an empty schema is written empty:");
  std::sort(files.begin(), files.end());
  return files;
}

absl::StatusOr<std::vector<std::string>> FilesMatching(const std::string& pattern) {
  Parts parts = absl::StrSplit(pattern, '/', absl::SkipEmpty());
  std::string start = absl::StartsWith(pattern, "/") ? "/" : "";
  size_t index = 0;
  for (; index + 1 < parts.size() && !HasGlobCharacters(parts[index]); ++index) start = Join(start, parts[index]);
  Trail trail;
  std::set<std::string> files;
  if (!parts.empty() && IsFolder(start.empty() ? "." : start)) RETURN_IF_ERROR(CollectMatching(start, parts, index, trail, files));
  if (files.empty()) return CannotRead(absl::StrCat("no file fits \"", pattern, "\""), "** stands for any number of folders: 'schema/**/*.sql'");
  return std::vector<std::string>(files.begin(), files.end());
}

}  // namespace cli
