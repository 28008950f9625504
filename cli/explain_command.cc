#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/ask.h"
#include "cli/canonical.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/load.h"
#include "cli/object_name.h"
#include "cli/output.h"
#include "planner/definitions.h"
#include "planner/diff.h"
#include "planner/planner.h"
#include "planner/rename.h"
#include "render/explain.h"
#include "schema/support/status.h"

namespace cli {
namespace {

using schema::Database;
using schema::Object;
using schema::ObjectKey;

absl::Status Write(const std::string& text, const Options& options) {
  return options.out.empty() ? WriteStandardOutput(text) : WriteFile(options.out, text);
}

int WriteAndExit(const std::string& text, const Options& options, const Reporter& reporter, int status) {
  absl::Status written = Write(text, options);
  if (written.ok()) return status;
  reporter.Error(written);
  return kError;
}

// A hazard or a code of a message, which need no schema. "" when the word is neither.
std::string TopicText(const Options& options) {
  std::string word = absl::AsciiStrToUpper(options.object);
  bool json = options.format == Format::kJson;
  for (size_t i = 0; i < planner::kHazardCount; ++i) {
    const planner::HazardInfo& info = planner::Info(static_cast<planner::HazardId>(i));
    if (word == info.name) return json ? render::HazardAsJson(info) : render::HazardAsText(info, StyleOfOutput(options));
  }
  for (const schema::DiagnosticCode& code : schema::DiagnosticCodes()) {
    if (word == code.code) return json ? render::CodeAsJson(code) : render::CodeAsText(code, StyleOfOutput(options));
  }
  return "";
}

absl::Status UnknownTopic(const Options& options) {
  std::vector<std::string> topics;
  for (size_t i = 0; i < planner::kHazardCount; ++i) topics.emplace_back(planner::Info(static_cast<planner::HazardId>(i)).name);
  for (const schema::DiagnosticCode& code : schema::DiagnosticCodes()) topics.emplace_back(code.code);
  std::string meant = schema::DidYouMean(absl::AsciiStrToUpper(options.object), topics);
  return schema::WithHint(schema::MakeErrorAt({}, "E0109", absl::StrCat("\"", options.object, "\" is no hazard and no code of a message")),
                          meant.empty() ? "an object is explained by two schemas: --from SOURCE --to SOURCE" : meant);
}

// Every object of both sides in the names of `to`, and under the names that renames take from them.
std::vector<ObjectKey> AllKeys(const Database& from, const Database& to) {
  std::vector<ObjectKey> keys;
  for (const auto& object : to.objects()) keys.push_back(object->key);
  for (const auto& object : from.objects()) {
    if (to.Find(object->key) == nullptr) keys.push_back(object->key);
  }
  return keys;
}

absl::StatusOr<ObjectKey> FindKey(const std::string& word, const planner::Renamed& renamed, const Database& to) {
  std::vector<ObjectKey> keys = AllKeys(renamed.from, to);
  std::vector<ObjectKey> found = ObjectsNamed(word, keys);
  if (found.empty()) {  // perhaps by its old name
    std::vector<ObjectKey> old_names;
    for (const planner::Rename& rename : renamed.renames) old_names.push_back(rename.before);
    for (const ObjectKey& old_name : ObjectsNamed(word, old_names)) {
      for (const planner::Rename& rename : renamed.renames) {
        if (rename.before == old_name) found.push_back(rename.after);
      }
    }
  }
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    std::string closest = ClosestObject(word, keys);
    return schema::WithHint(schema::MakeErrorAt({}, "E0109", absl::StrCat("neither side has an object \"", word, "\"")),
                            closest.empty() ? "name it as plans do: public.orders, public.orders.total, \"index public.orders_idx\"" : absl::StrCat("did you mean \"", closest, "\"?"));
  }
  std::vector<std::string> names;
  for (const ObjectKey& key : found) names.push_back(absl::StrCat("\"", key.ToString(), "\""));
  std::sort(names.begin(), names.end());
  return schema::WithHint(schema::MakeErrorAt({}, "E0109", absl::StrCat("\"", word, "\" can be each of ", names.size(), " objects")),
                          absl::StrCat("say which: ", absl::StrJoin(names, ", ")));
}

// What is below the object and comes with it; of a schema nothing, since all is below it.
bool IsPartOf(const ObjectKey& key, const ObjectKey& whole) {
  bool is_below = key.path.size() > whole.path.size() && key.path.compare(0, whole.path.size(), whole.path) == 0 && key.path[whole.path.size()] == '\0';
  return key == whole || (is_below && whole.kind != schema::Kind::kSchema && !schema::Info(key.kind).top_level);
}

// The object as `dump` writes it: the steps that make it and what is below it; what is made within the statement of another object by itself.
absl::StatusOr<std::string> Canonical(const Side& side, const ObjectKey& key) {
  const Object* object = side.database.Find(key);
  if (object == nullptr) return "";
  ASSIGN_OR_RETURN(planner::Plan plan, PlanFromNothing(side));
  std::vector<std::string> statements;
  for (const planner::Step& step : plan.steps) {
    if (IsPartOf(step.object, key)) statements.insert(statements.end(), step.sql.begin(), step.sql.end());
  }
  if (statements.empty()) statements = planner::CreateStatements(*object);
  std::string text;
  for (const std::string& statement : statements) absl::StrAppend(&text, statement, ";\n");
  return text;
}

struct Explained {
  std::string text;
  bool differs = false;
};

absl::StatusOr<Explained> Explain(Sides& sides, const Options& options) {
  const Database& to = sides.to.database;
  planner::PlanOptions plan_options;
  plan_options.server_version = sides.server_version;
  ASSIGN_OR_RETURN(planner::Renamed renamed, planner::ApplyRenames(sides.from.database, to));
  ASSIGN_OR_RETURN(ObjectKey key, FindKey(options.object, renamed, to));
  ASSIGN_OR_RETURN(planner::Plan plan, planner::MakePlan(sides.from.database, to, plan_options));

  Side from_side = {renamed.from, sides.from.description};
  schema::Origin from_origin = renamed.from.origin(), to_origin = to.origin();
  from_origin.description = sides.from.description;
  to_origin.description = sides.to.description;
  render::ObjectExplanation explanation = {key, {from_origin, renamed.from.Find(key), ""}, {to_origin, to.Find(key), ""}, {}, {}, plan};
  ASSIGN_OR_RETURN(explanation.from.canonical, Canonical(from_side, key));
  ASSIGN_OR_RETURN(explanation.to.canonical, Canonical(sides.to, key));
  for (const planner::Rename& rename : renamed.renames) {
    if (rename.after == key) explanation.renames.push_back({rename.before, rename.after, rename.place});
  }
  for (planner::Change& change : planner::Diff(renamed.from, to)) {
    if (IsPartOf(change.either().key, key)) explanation.changes.push_back(std::move(change));
  }
  Explained explained;
  explained.differs = !explanation.changes.empty() || !explanation.renames.empty();
  explained.text = options.format == Format::kJson ? render::ExplanationAsJson(explanation) : render::ExplanationAsText(explanation, StyleOfOutput(options));
  return explained;
}

}  // namespace

int RunExplain(const Options& options, const Reporter& reporter) {
  std::string topic = TopicText(options);
  if (!topic.empty()) return WriteAndExit(topic, options, reporter, kDone);
  if (options.from.empty()) {
    reporter.Error(UnknownTopic(options));
    return kError;
  }
  std::optional<Sides> sides = LoadBoth(options, reporter);
  if (!sides.has_value()) return kError;
  AskServer(options, reporter, *sides);
  absl::StatusOr<Explained> explained = Explain(*sides, options);
  if (!explained.ok()) {
    const schema::Origin& origin = sides->to.database.origin();
    reporter.Error(explained.status(), origin.sources == nullptr ? schema::SourceSet() : *origin.sources);
    return kError;
  }
  return WriteAndExit(explained->text, options, reporter, options.exit_code && explained->differs ? kChangesExist : kDone);
}

}  // namespace cli
