#include "absl/strings/str_cat.h"
#include "cli/ask.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/load.h"
#include "cli/output.h"
#include "planner/diff.h"
#include "planner/rename.h"
#include "render/render.h"

namespace cli {
namespace {

planner::Remark NotCompared(const schema::Object& object, const schema::Origin& origin) {
  planner::Remark remark;
  remark.object = object.key;
  remark.what = object.As<schema::Unmodelled>().what;
  remark.text = absl::StrCat(object.key.ToString(), " is not modelled yet and was not compared");
  if (origin.sources != nullptr) remark.place = origin.sources->Place(object.span);
  return remark;
}

// What neither side's comparison covers, each object once; where both have it, with its place in `to`.
std::vector<planner::Remark> NotCompared(const schema::Database& from, const schema::Database& to) {
  std::vector<planner::Remark> remarks;
  for (const schema::ObjectPtr& object : to.objects()) {
    if (object->key.kind == schema::Kind::kUnmodelled) remarks.push_back(NotCompared(*object, to.origin()));
  }
  for (const schema::ObjectPtr& object : from.objects()) {
    if (object->key.kind == schema::Kind::kUnmodelled && to.Find(object->key) == nullptr) remarks.push_back(NotCompared(*object, from.origin()));
  }
  return remarks;
}

}  // namespace

int RunDiff(const Options& options, const Reporter& reporter) {
  std::optional<Sides> sides = LoadBoth(options, reporter);
  if (!sides.has_value()) return kError;
  AskServer(options, reporter, *sides);
  const schema::Database& to = sides->to.database;
  absl::StatusOr<planner::Renamed> renamed = planner::ApplyRenames(sides->from.database, to);
  if (!renamed.ok()) {
    reporter.Error(renamed.status(), to.origin().sources == nullptr ? schema::SourceSet() : *to.origin().sources);
    return kError;
  }
  schema::Origin from_origin = renamed->from.origin(), to_origin = to.origin();
  from_origin.description = sides->from.description;
  to_origin.description = sides->to.description;
  render::Differences differences = {from_origin, to_origin, {}, std::move(renamed->changes), NotCompared(renamed->from, to)};
  for (const planner::Rename& rename : renamed->renames) differences.renames.push_back({rename.before, rename.after, rename.place});
  std::string text =
      options.format == Format::kJson ? render::DifferencesAsJson(differences) : render::DifferencesAsText(differences, StyleOfOutput(options));
  absl::Status written = options.out.empty() ? WriteStandardOutput(text) : WriteFile(options.out, text);
  if (!written.ok()) {
    reporter.Error(written);
    return kError;
  }
  bool differ = !differences.changes.empty() || !differences.renames.empty();
  return options.exit_code && differ ? kChangesExist : kDone;
}

}  // namespace cli
