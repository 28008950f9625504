// Where a schema comes from: the forms of SOURCE in docs/cli.md, and reading the files behind them.
//
//   ParseSource("schema/")             a folder of SQL            ReadSql(source)       its files, in order of their names
//   ParseSource("postgresql://…")      a live database            ParseSource("git:…")  an error that says what to do instead
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "schema/support/source.h"

namespace cli {

enum class SourceForm { kLive, kFile, kFolder, kPattern, kSnapshot, kEmpty, kStandardInput };

struct Source {
  SourceForm form = SourceForm::kEmpty;
  std::string text;  // as typed; may hold a password

  bool IsSql() const { return form != SourceForm::kLive && form != SourceForm::kSnapshot; }
  // For people, without password: "schema/", "standard input".
  std::string Description() const;
};

// Looks at the file system to tell a file from a folder. Fails for what is neither there nor of a known form.
absl::StatusOr<Source> ParseSource(absl::string_view text);

// The SQL files of a source, sorted by name; none for `empty:`. Fails for what cannot be read, is no UTF-8, or has no *.sql at all.
// REQUIRES: source.IsSql().
absl::StatusOr<schema::SourceSet> ReadSql(const Source& source);

// The names of the SQL files below a folder, or that fit a pattern ("**" stands for any number of folders), sorted.
absl::StatusOr<std::vector<std::string>> SqlFilesBelow(const std::string& folder);
absl::StatusOr<std::vector<std::string>> FilesMatching(const std::string& pattern);

}  // namespace cli
