#include "compiler/compile.h"

#include <algorithm>
#include <numeric>

#include "absl/strings/match.h"
#include "compiler/client_encoding.h"
#include "compiler/directives.h"
#include "compiler/finish.h"
#include "compiler/hide_secrets.h"
#include "compiler/nodes.h"
#include "compiler/parse.h"
#include "compiler/prune_inherited.h"
#include "compiler/psql_script.h"
#include "compiler/server_only.h"
#include "compiler/statements.h"
#include "compiler/transactions.h"
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

// What a transaction did that is not committed, psql and the server undo.
void ReportUndone(Workspace& workspace, int32_t file, const UndoneTransaction& transaction, int count) {
  if (count == 0) return;
  schema::SourceSpan span{file, static_cast<uint32_t>(transaction.begin.begin), static_cast<uint32_t>(transaction.begin.end - transaction.begin.begin)};
  std::string what = count == 1 ? "its statement counts" : absl::StrCat("its ", count, " statements count");
  if (transaction.rolled_back) return workspace.Report({schema::Severity::kNote, "W0306", span, absl::StrCat("this transaction is rolled back: ", what, " for nothing"), ""});
  workspace.Warn("W0302", span, absl::StrCat("nothing commits this transaction, so that a server would undo it: ", what, " for nothing"), "end it with COMMIT");
}

// A file on its way through the compiler.
struct Script {
  int32_t file;
  std::optional<std::string> blanked;  // the text that is parsed, where it is not the file's own
  Session session;
  size_t begin = 0;           // where to go on
  bool has_defined = false;   // anything but settings
  std::vector<UndoneTransaction> undone = {};
  std::vector<int> undone_statements = {};  // how many, for each of them
};

std::optional<Script> OpenScript(Workspace& workspace, int32_t file) {
  const std::string& text = workspace.sources().files()[file].text();
  if (absl::Status status = CheckEncoding(file, text); !status.ok()) {
    workspace.Report(schema::FromStatus(status));
    return std::nullopt;
  }
  Script script{file, BlankPsqlCommands(text, file, workspace.diagnostics()), {}};
  if (absl::StartsWith(text, kByteOrderMark)) {
    if (!script.blanked.has_value()) script.blanked = text;
    script.blanked->replace(0, kByteOrderMark.size(), kByteOrderMark.size(), ' ');
  }
  script.undone = FindUndoneTransactions(script.blanked.has_value() ? *script.blanked : text);
  script.undone_statements.resize(script.undone.size());
  return script;
}

bool OnlySets(const ::Node& node) { return IsA(&node, VariableSetStmt) || IsA(&node, TransactionStmt) || IsA(&node, SelectStmt); }

bool IsUndone(Script& script, const ParsedStatement& statement) {
  for (size_t i = 0; i < script.undone.size(); ++i) {
    const TextRange& range = script.undone[i].statements;
    if (statement.span.offset < range.begin || statement.span.offset >= range.end) continue;
    if (!IsA(statement.node, TransactionStmt)) ++script.undone_statements[i];
    return true;
  }
  return false;
}

enum class OnMissing { kStatementWaits, kFileWaits };

// Runs the statements of a file. With kFileWaits it stops where the first one that makes something would have to wait, and returns false: the
// statements behind it would mostly have to wait too, one by one, and each be kept until then.
bool RunScript(Workspace& workspace, Script& script, OnMissing on_missing) {
  const std::string& text = script.blanked.has_value() ? *script.blanked : workspace.sources().files()[script.file].text();
  SettingsInUse* settings = workspace.Use(script.session.current());
  bool done = true;
  ParseFile(script.file, text, script.begin, workspace.options().server_version, workspace.memory(), workspace.diagnostics(), [&](const ParsedStatement& statement) {
    if (IsUndone(script, statement)) return true;
    if (!(settings->settings == script.session.current())) settings = workspace.Use(script.session.current());
    Task task{statement.node, statement.base, statement.span, settings};
    if (on_missing == OnMissing::kStatementWaits || script.has_defined) {
      RunTask(workspace, task, &script.session, Attempt::kEarly);
      return true;
    }
    done = RunUnlessMissing(workspace, task, &script.session);
    if (!done) script.begin = statement.span.offset;
    else script.has_defined = !OnlySets(*statement.node);
    return done;
  });
  if (!done) return false;
  for (size_t i = 0; i < script.undone.size(); ++i) ReportUndone(workspace, script.file, script.undone[i], script.undone_statements[i]);
  return true;
}

// How often a file is put off at most: files can wait for each other in long chains, and each look at a file costs.
constexpr int kRounds = 4;

// Files that would have to wait as a whole are put off until the others have been read.
void RunFiles(Workspace& workspace, absl::Span<const int32_t> files) {
  std::vector<Script> scripts;
  for (int32_t file : files) {
    std::optional<Script> script = OpenScript(workspace, file);
    if (script.has_value() && !RunScript(workspace, *script, OnMissing::kFileWaits)) scripts.push_back(*std::move(script));
  }
  for (int round = 0; round < kRounds && !scripts.empty(); ++round) {
    scripts.erase(std::remove_if(scripts.begin(), scripts.end(), [&](Script& script) { return RunScript(workspace, script, OnMissing::kFileWaits); }), scripts.end());
  }
  for (Script& script : scripts) RunScript(workspace, script, OnMissing::kStatementWaits);
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// By name, where numbers count as numbers: 2.sql before 10.sql.
bool ComesBefore(absl::string_view a, absl::string_view b) {
  size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (!IsDigit(a[i]) || !IsDigit(b[j])) {
      if (a[i] != b[j]) return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
      ++i, ++j;
      continue;
    }
    size_t end_a = i, end_b = j;
    while (end_a < a.size() && IsDigit(a[end_a])) ++end_a;
    while (end_b < b.size() && IsDigit(b[end_b])) ++end_b;
    while (i < end_a && a[i] == '0') ++i;
    while (j < end_b && b[j] == '0') ++j;
    if (end_a - i != end_b - j) return end_a - i < end_b - j;
    if (int order = a.substr(i, end_a - i).compare(b.substr(j, end_b - j)); order != 0) return order < 0;
    i = end_a, j = end_b;
  }
  if (i < a.size() || j < b.size()) return i >= a.size();
  return a < b;  // 01.sql and 1.sql
}

// The order of files means nothing; by name it is at least the same order every time, and mostly one in which little has to wait.
std::vector<int32_t> FilesByName(const schema::SourceSet& sources) {
  std::vector<int32_t> files(sources.files().size());
  std::iota(files.begin(), files.end(), 0);
  std::stable_sort(files.begin(), files.end(), [&](int32_t a, int32_t b) { return ComesBefore(sources.files()[a].name(), sources.files()[b].name()); });
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
  DecodeSources(sources);
  HideSecrets(sources);
  auto shared_sources = std::make_shared<const schema::SourceSet>(std::move(sources));
  ParseMemory memory;
  Workspace workspace(*shared_sources, options, memory);
  workspace.builder().origin().server_version = options.server_version;
  workspace.builder().origin().sources = shared_sources;
  if (options.live != nullptr) workspace.builder().origin().external_types = options.live->external_types;
  AddPublicSchema(workspace);
  RunFiles(workspace, FilesByName(*shared_sources));
  RunWaiting(workspace);
  FinishObjects(workspace);
  PruneInherited(workspace);
  AttachDirectives(workspace);
  workspace.builder().origin().server_only = ServerOnlyCodeOf(workspace);
  workspace.ReportSkipped();
  SortByPlace(workspace.diagnostics());
  CompileResult result;
  result.diagnostics = std::move(workspace.diagnostics());
  result.database = std::move(workspace.builder()).Freeze();
  return result;
}

}  // namespace compiler
