#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/canonical.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/load.h"
#include "cli/output.h"
#include "render/render.h"
#include "render/view.h"
#include "schema/snapshot.h"
#include "schema/support/status.h"

namespace cli {
namespace {

absl::Status WriteFiles(const planner::Plan& plan, const Options& options, const Reporter& reporter) {
  std::vector<render::DumpFile> files = render::DumpAsFiles(plan);
  ASSIGN_OR_RETURN(std::vector<std::string> leftovers, WriteFolder(options.out, files));
  reporter.Note(absl::StrCat(options.out, ": ", render::Counted(files.size(), "file")));
  if (!leftovers.empty()) {
    reporter.Warning(absl::StrCat("not of this dump, so perhaps of an earlier one: ", absl::StrJoin(leftovers, ", ")));
  }
  return absl::OkStatus();
}

absl::Status DumpSql(const Side& side, const Options& options, const Reporter& reporter) {
  ASSIGN_OR_RETURN(planner::Plan plan, PlanFromNothing(side));
  std::string missing = render::RemarksText(plan.remarks, options.verbose);
  if (!missing.empty()) {
    while (missing.back() == '\n') missing.pop_back();
    reporter.Warning(absl::StrCat("this dump is not the whole schema.\n", missing));
  }
  if (IsFolderName(options.out)) return WriteFiles(plan, options, reporter);
  std::string sql = render::DumpAsSql(plan);
  return options.out.empty() ? WriteStandardOutput(sql) : WriteFile(options.out, sql);
}

absl::Status DumpSnapshot(const Side& side, const Options& options) {
  std::string json = schema::ToJson(side.database);
  return options.out.empty() ? WriteStandardOutput(json) : WriteFile(options.out, json);
}

}  // namespace

int RunDump(const Options& options, const Reporter& reporter) {
  std::optional<Side> side = LoadOne(options, reporter);
  if (!side.has_value()) return kError;
  absl::Status dumped = options.format == Format::kJson ? DumpSnapshot(*side, options) : DumpSql(*side, options, reporter);
  if (dumped.ok()) return kDone;
  const schema::Origin& origin = side->database.origin();
  reporter.Error(dumped, origin.sources == nullptr ? schema::SourceSet() : *origin.sources);
  return kError;
}

}  // namespace cli
