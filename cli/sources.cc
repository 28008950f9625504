#include "cli/sources.h"

#include <filesystem>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/glob.h"
#include "cli/read_file.h"
#include "cli/redact.h"
#include "schema/support/diagnostic.h"
#include "schema/support/status.h"

namespace cli {
namespace {

namespace fs = std::filesystem;

absl::Status CannotRead(absl::string_view message, absl::string_view hint = "") {
  return schema::WithHint(schema::MakeErrorAt({}, "E0002", message), hint);
}

struct LaterForm {
  const char* prefix;
  const char* instead;
};
constexpr LaterForm kLaterForms[] = {
    {"git:", "check the revision out beside your work, git worktree add ../old REV, and name that folder"},
    {"migrations:", "run the migrations on a throw-away database and name that database"},
};

// Keywords of libpq that a connection string can begin with (chapter "Parameter Key Words").
constexpr const char* kConnectionKeywords[] = {"host",
                                               "hostaddr",
                                               "port",
                                               "dbname",
                                               "user",
                                               "password",
                                               "passfile",
                                               "service",
                                               "sslmode",
                                               "connect_timeout",
                                               "options",
                                               "sslcert",
                                               "application_name",
                                               "client_encoding",
                                               "target_session_attrs"};

bool IsConnectionString(absl::string_view text) {
  if (absl::StartsWith(text, "postgres://") || absl::StartsWith(text, "postgresql://")) return true;
  size_t equals = text.find('=');
  if (equals == absl::string_view::npos) return false;
  absl::string_view keyword = absl::StripAsciiWhitespace(text.substr(0, equals));
  for (const char* known : kConnectionKeywords) {
    if (keyword == known) return true;
  }
  return false;
}

absl::Status NotFound(absl::string_view text) {
  std::string shown = Redact(text);
  if (absl::StrContains(text, "://"))
    return CannotRead(absl::StrCat("\"", shown, "\" is no source that lockstep knows"), "a live database is postgres://… or postgresql://…");
  std::vector<std::string> neighbours;
  std::error_code ignored;
  fs::path folder = fs::path(std::string(text)).parent_path();
  for (const auto& entry : fs::directory_iterator(folder.empty() ? fs::path(".") : folder, ignored)) {
    neighbours.push_back(folder.empty() ? entry.path().filename().string() : entry.path().string());
  }
  std::string meant = schema::DidYouMean(text, neighbours);
  return CannotRead(absl::StrCat("\"", shown, "\" does not exist"),
                    meant.empty()
                        ? "a source is a live database (postgres://…), a file or folder of SQL, a snapshot.json, empty:, or - for standard input"
                        : meant);
}

absl::StatusOr<std::vector<std::string>> FilesOf(const Source& source) {
  switch (source.form) {
    case SourceForm::kFile:
      return std::vector<std::string>{source.text};
    case SourceForm::kFolder:
      return SqlFilesBelow(source.text);
    case SourceForm::kPattern:
      return FilesMatching(source.text);
    default:
      return std::vector<std::string>();
  }
}

}  // namespace

std::string Source::Description() const { return form == SourceForm::kStandardInput ? "standard input" : Redact(text); }

absl::StatusOr<Source> ParseSource(absl::string_view text) {
  if (text == "-") return Source{SourceForm::kStandardInput, std::string(text)};
  if (text == "empty:") return Source{SourceForm::kEmpty, std::string(text)};
  for (const LaterForm& later : kLaterForms) {
    if (absl::StartsWith(text, later.prefix))
      return CannotRead(absl::StrCat("sources of the form ", later.prefix, " are not supported yet"), later.instead);
  }
  std::string path(text);
  std::error_code error;
  fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::directory) return Source{SourceForm::kFolder, path};
  if (fs::exists(status)) return Source{absl::EndsWith(text, ".json") ? SourceForm::kSnapshot : SourceForm::kFile, path};
  if (IsConnectionString(text)) return Source{SourceForm::kLive, path};
  if (status.type() == fs::file_type::none && error != std::errc::no_such_file_or_directory) {
    return CannotRead(absl::StrCat("cannot read \"", Redact(text), "\": ", error.message()));
  }
  if (HasGlobCharacters(text)) return Source{SourceForm::kPattern, path};
  return NotFound(text);
}

absl::StatusOr<schema::SourceSet> ReadSql(const Source& source) {
  schema::SourceSet sources;
  if (source.form == SourceForm::kStandardInput) {
    ASSIGN_OR_RETURN(std::string text, ReadStandardInput());
    sources.Add("standard input", std::move(text));
    return sources;
  }
  ASSIGN_OR_RETURN(std::vector<std::string> files, FilesOf(source));
  for (std::string& file : files) {
    ASSIGN_OR_RETURN(std::string text, ReadSqlFile(file));
    sources.Add(std::move(file), std::move(text));
  }
  return sources;
}

}  // namespace cli
