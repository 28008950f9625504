#include "cli/load.h"

#include <algorithm>
#include <future>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/read_file.h"
#include "cli/scope.h"
#include "cli/sources.h"
#include "compiler/compile.h"
#include "introspect/introspect.h"
#include "render/view.h"
#include "schema/snapshot.h"
#include "schema/support/status.h"

namespace cli {
namespace {

constexpr int kDefaultServerVersion = 180000;
// Names of what --schemas and --exclude leave out are listed up to here, unless --verbose.
constexpr size_t kNamedLeftOut = 5;

// A source that is read and not yet understood: SQL text, or objects whose expressions are not resolved.
struct Raw {
  Source source;
  schema::SourceSet sql;
  schema::DatabaseBuilder objects;
};

absl::StatusOr<Raw> ReadRaw(const std::string& text) {
  Raw raw;
  ASSIGN_OR_RETURN(raw.source, ParseSource(text));
  if (raw.source.IsSql()) {
    ASSIGN_OR_RETURN(raw.sql, ReadSql(raw.source));
    return raw;
  }
  if (raw.source.form == SourceForm::kLive) {
    ASSIGN_OR_RETURN(raw.objects, introspect::Introspect(raw.source.text));
    return raw;
  }
  ASSIGN_OR_RETURN(std::string json, ReadFile(raw.source.text));
  absl::StatusOr<schema::DatabaseBuilder> objects = schema::FromJson(json);
  if (!objects.ok()) return schema::MakeErrorAt({}, "E0002", absl::StrCat("\"", raw.source.text, "\": ", objects.status().message()));
  raw.objects = *std::move(objects);
  return raw;
}

// The sides, read at the same time. Fewer than asked for when one failed; then the reasons are reported.
std::vector<Raw> ReadAll(const std::vector<std::string>& texts, const Reporter& reporter) {
  std::vector<std::future<absl::StatusOr<Raw>>> reading;
  for (const std::string& text : texts) reading.push_back(std::async(std::launch::async, [&text] { return ReadRaw(text); }));
  std::vector<Raw> raws;
  for (std::future<absl::StatusOr<Raw>>& side : reading) {
    absl::StatusOr<Raw> raw = side.get();
    if (raw.ok())
      raws.push_back(*std::move(raw));
    else
      reporter.Error(raw.status());
  }
  return raws;
}

// A server that a side comes from decides, the first one first; then the option; then the newest.
int ServerVersion(std::vector<Raw>& raws, const Options& options, const Reporter& reporter) {
  for (Raw& raw : raws) {
    int stored = raw.objects.origin().server_version;
    if (raw.source.IsSql() || stored == 0) continue;
    bool says_otherwise = options.server_version.has_value() && *options.server_version / 10000 != stored / 10000;
    if (says_otherwise) {
      reporter.Warning(
          absl::StrCat("--server-version is not used: ", raw.source.Description(), " is of PostgreSQL ", render::ServerVersionText(stored)));
    }
    return stored;
  }
  return options.server_version.value_or(kDefaultServerVersion);
}

struct Understood {
  schema::Database database;
  std::vector<schema::Diagnostic> diagnostics;
};

Understood Understand(Raw& raw, int server_version, const schema::Origin* live) {
  if (raw.source.IsSql()) {
    compiler::CompileResult compiled = compiler::Compile(std::move(raw.sql), {.server_version = server_version, .live = live});
    return {std::move(compiled.database), std::move(compiled.diagnostics)};
  }
  Understood understood;
  compiler::Resolve(raw.objects, understood.diagnostics);
  understood.database = std::move(raw.objects).Freeze();
  return understood;
}

// Whether two sources of SQL are the same text, file by file: then they mean the same, and there is nothing to understand twice.
bool IsSameText(const Raw& a, const Raw& b) {
  const std::vector<schema::SourceFile>&one = a.sql.files(), &other = b.sql.files();
  return a.source.IsSql() && b.source.IsSql() &&
         std::equal(one.begin(), one.end(), other.begin(), other.end(), [](const schema::SourceFile& x, const schema::SourceFile& y) { return x.text() == y.text(); });
}

// The sides, understood at the same time; once for both where they are the same text.
std::vector<Understood> UnderstandAll(std::vector<Raw>& raws, bool same_text, int server_version, const schema::Origin* live) {
  std::vector<std::future<Understood>> running;
  for (size_t i = same_text ? 1 : 0; i < raws.size(); ++i) {
    running.push_back(std::async(std::launch::async, [&raw = raws[i], live, server_version] { return Understand(raw, server_version, live); }));
  }
  std::vector<Understood> understood;
  for (std::future<Understood>& side : running) understood.push_back(side.get());
  if (same_text) understood.push_back(understood[0]);
  return understood;
}

void SayLeftOut(const std::vector<schema::ObjectKey>& left_out, absl::string_view description, const Options& options, const Reporter& reporter) {
  if (left_out.empty()) return;
  std::vector<std::string> names;
  for (const schema::ObjectKey& key : left_out) {
    if (names.size() == kNamedLeftOut && !options.verbose) break;
    names.push_back(render::OneLine(key.ToString()));
  }
  std::string more = left_out.size() > names.size() ? absl::StrCat(" and ", left_out.size() - names.size(), " more") : "";
  reporter.Note(absl::StrCat("left out of ", description, ": ", absl::StrJoin(names, ", "), more));
}

std::vector<Side> Load(const std::vector<std::string>& texts, const Options& options, const Reporter& reporter, int& server_version) {
  std::vector<Raw> raws = ReadAll(texts, reporter);
  if (raws.size() < texts.size()) return {};
  server_version = ServerVersion(raws, options, reporter);
  std::optional<schema::Origin> live;
  for (Raw& raw : raws) {
    if (!raw.source.IsSql() && !live.has_value()) live = raw.objects.origin();
  }
  bool same_text = raws.size() == 2 && IsSameText(raws[0], raws[1]);
  std::vector<Understood> understood = UnderstandAll(raws, same_text, server_version, live.has_value() ? &*live : nullptr);
  std::vector<Side> sides;
  bool failed = false;
  static const schema::SourceSet kNoSources;
  for (size_t i = 0; i < raws.size(); ++i) {
    const schema::Origin& origin = understood[i].database.origin();
    const schema::SourceSet* sources = same_text && i == 0 ? &raws[0].sql : origin.sources == nullptr ? &kNoSources : origin.sources.get();
    reporter.Diagnostics(understood[i].diagnostics, *sources);
    failed |= schema::HasErrors(understood[i].diagnostics);
    Side side;
    side.description = raws[i].source.form == SourceForm::kLive ? origin.description : raws[i].source.Description();
    Scoped scoped = Apply(understood[i].database, {options.schemas, options.exclude});
    SayLeftOut(scoped.left_out, side.description, options, reporter);
    side.database = std::move(scoped.database);
    sides.push_back(std::move(side));
  }
  if (failed) return {};
  return sides;
}

}  // namespace

std::optional<Sides> LoadBoth(const Options& options, const Reporter& reporter) {
  Sides sides;
  std::vector<Side> loaded = Load({options.from, options.to}, options, reporter, sides.server_version);
  if (loaded.size() < 2) return std::nullopt;
  sides.from = std::move(loaded[0]);
  sides.to = std::move(loaded[1]);
  return sides;
}

std::optional<Side> LoadOne(const Options& options, const Reporter& reporter) {
  int server_version = 0;
  std::vector<Side> loaded = Load({options.from}, options, reporter, server_version);
  if (loaded.empty()) return std::nullopt;
  return std::move(loaded[0]);
}

}  // namespace cli
