#include "absl/strings/str_cat.h"
#include "planner/common.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/sql_writer.h"

namespace planner {
namespace {

using absl::StrCat;

constexpr Recipe kRecipes[] = {{"method", &Always, nullptr},    {"parts", &Always, nullptr},    {"operators", &Always, nullptr}, {"include", &Always, nullptr},
                               {"predicate", &Always, nullptr}, {"deferral", &Always, nullptr}, {"options", &Always, nullptr},   {"tablespace", &Always, nullptr},
                               {"index_comment", nullptr, &ChangeIndexComment}};

}  // namespace

// There is no concurrent way: PostgreSQL builds the index of an exclusion constraint under ACCESS EXCLUSIVE.
void CreateExclusion(const Change& change, Expander& out) {
  Draft& draft = out.Create(Action::kAddExclusion, change, change.after->key.ToString());
  draft.Sql(AddConstraint(*change.after));
  for (std::string& statement : Trimmings(*change.after)) draft.Sql(std::move(statement));
  draft.Undo(DropConstraint(change.after->key));
  if (out.IsQuiet(TableOf(change.after->key))) {
    draft.step.txn = Txn::kShared;
    draft.step.work = Work::kCatalog;
    return;
  }
  draft.Warn(HazardId::kBlocksReads, StrCat("the index of ", change.after->key.ToString(), " is built under ACCESS EXCLUSIVE"));
  draft.Warn(HazardId::kMayFailOnData, "fails when two rows exclude each other");
}

void DropExclusion(const Change& change, Expander& out) {
  Draft& draft = out.Drop(Action::kDropExclusion, change, change.before->key.ToString());
  draft.Sql(DropConstraint(change.before->key)).Undo(CreateStatements(*change.before)).UndoTxn(Txn::kAlone);
  if (out.online()) draft.step.undo_note = "the undo builds the index under ACCESS EXCLUSIVE";
}

absl::Span<const Recipe> ExclusionRecipes() { return kRecipes; }

}  // namespace planner
