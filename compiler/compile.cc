#include "compiler/compile.h"

#include <algorithm>
#include <numeric>

#include "absl/strings/match.h"
#include "compiler/directives.h"
#include "compiler/finish.h"
#include "compiler/hide_secrets.h"
#include "compiler/parse.h"
#include "compiler/prune_inherited.h"
#include "compiler/psql_script.h"
#include "compiler/statements.h"
#include "compiler/workspace.h"
#include "schema/support/status.h"

namespace compiler {
namespace {

using schema::Diagnostic;
using schema::Kind;

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

// The schema public as initdb makes it. Its owner's own privileges are not listed (schema::Common).
void AddPublicSchema(Workspace& workspace) {
  schema::Object object{schema::MakeKey(Kind::kSchema, {"public"}), {}, schema::Schema{}, {}, nullptr, 0};
  object.common.grants.push_back({"", "USAGE", false});
  if (!workspace.IsAtLeast(15)) object.common.grants.push_back({"", "CREATE", false});
  workspace.Add(std::move(object));
}

void RunFile(Workspace& workspace, int32_t file) {
  const std::string& text = workspace.sources().files()[file].text();
  if (absl::Status status = CheckEncoding(file, text); !status.ok()) {
    workspace.Report(schema::FromStatus(status));
    return;
  }
  std::optional<std::string> blanked = BlankPsqlCommands(text, file, workspace.diagnostics());
  if (absl::StartsWith(text, kByteOrderMark)) {
    if (!blanked.has_value()) blanked = text;
    blanked->replace(0, kByteOrderMark.size(), kByteOrderMark.size(), ' ');
  }
  Session session;
  SettingsInUse* settings = workspace.Use(session.current());
  ParseFile(file, blanked.has_value() ? *blanked : text, workspace.options().server_version, workspace.memory(), workspace.diagnostics(), [&](const ParsedStatement& statement) {
    if (!(settings->settings == session.current())) settings = workspace.Use(session.current());
    RunTask(workspace, {statement.node, statement.base, statement.span, settings}, &session, Attempt::kEarly);
  });
}

// The order of files means nothing; by name it is at least the same order every time.
std::vector<int32_t> FilesByName(const schema::SourceSet& sources) {
  std::vector<int32_t> files(sources.files().size());
  std::iota(files.begin(), files.end(), 0);
  std::stable_sort(files.begin(), files.end(), [&](int32_t a, int32_t b) { return sources.files()[a].name() < sources.files()[b].name(); });
  return files;
}

// What had to wait: first what has become possible, then the rest for the last time, in the order of the script.
void RunWaiting(Workspace& workspace) {
  WaitingTasks& waiting = workspace.waiting();
  for (;;) {
    while (std::optional<Task> task = waiting.PopReady()) RunTask(workspace, *task, nullptr, Attempt::kEarly);
    std::optional<Task> task = waiting.PopForLastTry();
    if (!task.has_value()) return;
    RunTask(workspace, *task, nullptr, Attempt::kLast);
  }
}

void SortByPlace(std::vector<Diagnostic>& diagnostics) {
  std::stable_sort(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
    if (a.span.file != b.span.file) return a.span.file < b.span.file;
    return a.span.offset < b.span.offset;
  });
}

}  // namespace

CompileResult Compile(schema::SourceSet sources, const CompileOptions& options) {
  HideSecrets(sources);
  auto shared_sources = std::make_shared<const schema::SourceSet>(std::move(sources));
  ParseMemory memory;
  Workspace workspace(*shared_sources, options, memory);
  workspace.builder().origin().server_version = options.server_version;
  workspace.builder().origin().sources = shared_sources;
  if (options.live != nullptr) workspace.builder().origin().external_types = options.live->external_types;
  AddPublicSchema(workspace);
  for (int32_t file : FilesByName(*shared_sources)) RunFile(workspace, file);
  RunWaiting(workspace);
  FinishObjects(workspace);
  PruneInherited(workspace);
  AttachDirectives(workspace);
  workspace.ReportSkipped();
  SortByPlace(workspace.diagnostics());
  CompileResult result;
  result.diagnostics = std::move(workspace.diagnostics());
  result.database = std::move(workspace.builder()).Freeze();
  return result;
}

}  // namespace compiler
