// Where results go: standard output, files that are there whole or not at all, folders.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "render/render.h"

namespace cli {

// Writes all of `text`. A reader that has gone away (lockstep … | head) is no error.
absl::Status WriteStandardOutput(absl::string_view text);

// Writes a new file beside `path` and moves it there, so that nobody ever sees half of it. What is no regular file (/dev/null, a pipe) is
// written to directly; a symbolic link stays one.
absl::Status WriteFile(const std::string& path, absl::string_view text);

// Whether --out names a folder: one that exists, or one to be made ("schema/").
bool IsFolderName(const std::string& path);
// Writes each file below `folder`, making folders as needed. Returns the *.sql files below it that are not among them: leftovers of an earlier dump.
absl::StatusOr<std::vector<std::string>> WriteFolder(const std::string& folder, const std::vector<render::DumpFile>& files);

}  // namespace cli
