// A plan, a diff or a database as text for people and programs. Every function returns a string and touches nothing else.
//
//   PlanAsText(plan, {.color = true})   what a person reads           PlanAsSql(plan)        what psql runs
//   PlanAsJson(plan, "0.1.0")           what a program reads          PlanFromJson(text)     the same plan again
//
// Names and texts that come from a schema are shown on one line, control characters escaped, so that no name can forge a line of output
// or leave a comment of the SQL.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "planner/change.h"
#include "planner/plan.h"
#include "schema/database.h"

namespace render {

struct TextStyle {
  bool color = false;
  bool verbose = false;  // adds statements, locks, reasons and hazards to each step, and names everything that is otherwise counted
};

// What `lockstep plan` shows (docs/cli.md).
std::string PlanAsText(const planner::Plan& plan, const TextStyle& style);

// Runs under psql -v ON_ERROR_STOP=1 -f in autocommit. An empty plan has no statement.
std::string PlanAsSql(const planner::Plan& plan);
// The rollback of the first `executed` steps as SQL of the same manners.
std::string RollbackAsSql(const planner::Plan& plan, size_t executed);

// Described by docs/plan.schema.json.
std::string PlanAsJson(const planner::Plan& plan, absl::string_view tool_version = "");
// The plan that PlanAsJson wrote. Fields that are not known are ignored; an unknown major of format_version is refused, and so is whatever
// a step could not be run or judged without.
absl::StatusOr<planner::Plan> PlanFromJson(const std::string& json);

// What `lockstep diff` shows: object by object, field by field.
struct Rename {
  schema::ObjectKey before, after;
  std::string place;  // of the hint; empty when found by equal definition
};
struct Differences {
  const schema::Origin& from;  // of the two databases compared
  const schema::Origin& to;
  std::vector<Rename> renames;  // already taken account of in `changes`, which use the new names
  std::vector<planner::Change> changes;
  std::vector<planner::Remark> remarks;  // what was not compared
};
std::string DifferencesAsText(const Differences& differences, const TextStyle& style);
std::string DifferencesAsJson(const Differences& differences);

// A plan from nothing to a schema (Online::kPlain) as the schema's canonical SQL: statements only, no transactions, no timeouts.
std::string DumpAsSql(const planner::Plan& plan);
// The same in a file for each object that stands by itself: "public/orders.sql" with the table's columns, constraints and indexes.
struct DumpFile {
  std::string path;  // relative; escaped so that no name leaves the folder or meets another on a file system that ignores case
  std::string text;
};
std::vector<DumpFile> DumpAsFiles(const planner::Plan& plan);

}  // namespace render
