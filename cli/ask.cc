#include "cli/ask.h"

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "cli/sources.h"
#include "introspect/ask.h"
#include "planner/diff.h"
#include "render/view.h"

namespace cli {
namespace {

schema::Database With(const schema::Database& database, absl::flat_hash_map<schema::ObjectKey, schema::Object> replaced) {
  schema::DatabaseBuilder builder;
  builder.origin() = database.origin();
  for (const schema::ObjectPtr& object : database.objects()) {
    auto other = replaced.find(object->key);
    builder.Add(other == replaced.end() ? *object : std::move(other->second));
  }
  return std::move(builder).Freeze();
}

}  // namespace

void AskServer(const Options& options, const Reporter& reporter, Sides& sides) {
  if (!options.ask_server) return;
  absl::StatusOr<Source> source = ParseSource(options.from);
  if (!source.ok() || source->form != SourceForm::kLive) return reporter.Warning("--ask-server needs a live database as --from");
  std::vector<introspect::Question> questions;
  for (const planner::Change& change : planner::Diff(sides.from.database, sides.to.database)) {
    if (change.action != planner::ChangeAction::kAlter) continue;
    introspect::Question question{change.before, change.after};
    if (introspect::CanAsk(question)) questions.push_back(question);
  }
  if (questions.empty()) return;
  absl::StatusOr<introspect::Answers> answers = introspect::Ask(source->text, questions);
  if (!answers.ok()) return reporter.Warning(absl::StrCat("the server was not asked, so all that looks different is shown: ", answers.status().message()));
  reporter.Note(absl::StrCat("asked the server about ", render::Counted(answers->asked, "expression"), " that differ", answers->asked == 1 ? "s" : "", ": ", answers->same,
                             answers->same == 1 ? " is" : " are", " the same there"));
  absl::flat_hash_map<schema::ObjectKey, schema::Object> replaced;
  for (std::optional<schema::Object>& object : answers->objects) {
    if (object.has_value()) replaced.emplace(object->key, *std::move(object));
  }
  if (!replaced.empty()) sides.to.database = With(sides.to.database, std::move(replaced));
}

}  // namespace cli
