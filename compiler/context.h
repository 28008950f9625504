// What a statement is executed with: the workspace, the statement itself, and how hard to try.
//
//   absl::Status AlterTable(Context& context, const ::AlterTableStmt& statement);
//
// A handler that needs what is not there (yet) returns context.Missing(…): the statement then waits for that name. Everything else that is wrong is
// an error at its place. A handler that returns Missing must not have changed anything.
#pragma once

#include <optional>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "compiler/nodes.h"
#include "compiler/workspace.h"
#include "schema/support/status.h"

namespace compiler {

// On the last try nothing more will appear: names that cannot be found are final, and messages are worth their hints.
enum class Attempt { kEarly, kLast };

class Context {
 public:
  Context(Workspace& workspace, const Task& task, Session* session, Attempt attempt)
      : workspace_(workspace), task_(task), session_(session), attempt_(attempt) {}

  Workspace& workspace() { return workspace_; }
  schema::DatabaseBuilder& builder() { return workspace_.builder(); }
  const Task& task() const { return task_; }
  const schema::SourceSpan& span() const { return task_.span; }
  const Settings& settings() const { return task_.settings->settings; }
  const CatalogView& catalog() const { return task_.settings->catalog; }
  // The settings of the file being read; null when the statement had to wait.
  Session* session() { return session_; }
  bool IsLastTry() const { return attempt_ == Attempt::kLast; }
  bool IsAtLeast(int major) const { return workspace_.IsAtLeast(major); }

  // The place of a node: `location` as it stands in the tree (-1: the statement), and the length of what stands there.
  schema::SourceSpan At(int location, size_t length = 0) const;
  schema::SourceSpan At(int location, absl::string_view name) const { return At(location, name.size()); }
  // From the node to the end of the list element that it starts: a column definition, a constraint.
  schema::SourceSpan ElementAt(int location) const;

  // An error that waits for `token` (waiting.h) to appear. `candidates` are asked for did-you-mean on the last try only.
  absl::Status Missing(std::string token, const schema::SourceSpan& at, absl::string_view code, absl::string_view message, absl::string_view name = "",
                       absl::FunctionRef<std::vector<std::string>()> candidates = [] { return std::vector<std::string>(); }) const;

  // A copy of the expression's raw tree that stands in for it until the end of the script.
  absl::StatusOr<schema::Expr> Pend(const ::Node* raw, ExpressionUse use);
  // The same for nodes made in lasting memory.
  schema::Expr PendMade(::Node* raw, ExpressionUse use);

  // Runs a part of this statement as a statement of its own: what it misses, it waits for alone. `make` builds the node, in lasting memory,
  // and is called only when it has to wait. Other errors are returned.
  absl::Status RunOrWait(absl::Status status, absl::FunctionRef<::Node*()> make);
  // Executes another statement under the settings given (the elements of CREATE SCHEMA).
  void Execute(const ::Node* node, const Settings& settings);

 private:
  Workspace& workspace_;
  const Task& task_;
  Session* session_;
  Attempt attempt_;
};

// The token of a status made by Context::Missing; nullopt for others.
std::optional<std::string> MissingToken(const absl::Status& status);

// Where the part stands that only a server can run and that may make what a statement misses on its last try: such a statement is for the server too.
std::optional<std::string> MakerOfMissing(const absl::Status& status);

// E0102 at `at`: `what` exists already, with the place of the first definition as hint.
absl::Status AlreadyExists(Context& context, const schema::SourceSpan& at, absl::string_view what, const schema::SourceSpan& first);

template <typename T>
const T& As(const ::Node& node) { return reinterpret_cast<const T&>(node); }
template <typename T>
const T* AsOrNull(const ::Node* node, NodeTag tag) { return node != nullptr && nodeTag(node) == tag ? reinterpret_cast<const T*>(node) : nullptr; }
// The element of a list.
inline const ::Node* NodeAt(const ::List* list, int index) { return static_cast<const ::Node*>(list_nth(list, index)); }

}  // namespace compiler
