#include "planner/hazards.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "planner/sql_writer.h"

namespace planner {
namespace {

constexpr HazardInfo kHazards[] = {
    {HazardId::kDataLoss, "DATA_LOSS", "data is lost", "The step removes rows or values that no later statement brings back; the rollback restores the definition only.",
     "Take a backup of what is removed, or keep the object for a while under another name.", true},
    {HazardId::kBlocksReads, "BLOCKS_READS", "reads wait", "An ACCESS EXCLUSIVE lock is held for longer than a catalog change takes.",
     "Run it in a maintenance window, or change the schema in smaller steps.", true},
    {HazardId::kBlocksWrites, "BLOCKS_WRITES", "writes wait", "A lock that conflicts with INSERT, UPDATE and DELETE is held for longer than a catalog change takes.",
     "Run it in a maintenance window, or change the schema in smaller steps.", true},
    {HazardId::kTableRewrite, "TABLE_REWRITE", "the table is rewritten", "Every row is written again under ACCESS EXCLUSIVE, with every index; this takes as long as the table is large, and twice its disk space.",
     "On a large table add a new column, fill it in batches, and swap the names.", true},
    {HazardId::kFullScanUnderLock, "FULL_SCAN_UNDER_LOCK", "the table is read in full under a strong lock", "The server checks every row while others wait.",
     "Add a CHECK constraint NOT VALID that proves the same, and validate it first.", true},
    {HazardId::kBreaksRunningApplication, "BREAKS_RUNNING_APPLICATION", "a running application may fail",
     "A name that the application uses today is gone or changed after this step.", "Deploy an application version that does not need the old shape first.", false},
    {HazardId::kNotReversible, "NOT_REVERSIBLE", "there is no way back", "The server has no statement that undoes this one.", "Be sure; or plan the change as a new object.", false},
    {HazardId::kPrivilegeWidened, "PRIVILEGE_WIDENED", "more roles may do more", "The step grants a privilege to PUBLIC or with grant option.", "Grant to the roles that need it.", false},
    {HazardId::kExtensionChange, "EXTENSION_CHANGE", "an extension changes", "Extension scripts run with their own statements and locks, which the plan cannot see.",
     "Read the extension's release notes, and try the update on a copy.", true},
    {HazardId::kUnresolvedExpression, "UNRESOLVED_EXPRESSION", "an expression was compared as text", "The expression uses something whose definition is not known, so a difference may be one of spelling only.",
     "Look at both texts; plan against a live database, which knows its extensions.", false},
    {HazardId::kOutsideTransaction, "OUTSIDE_TRANSACTION", "runs outside a transaction", "When it fails half-way, something is left behind that must be cleaned up.",
     "Plan again after a failure: leftovers are seen and repaired.", false},
    {HazardId::kMayFailOnData, "MAY_FAIL_ON_DATA", "the rows that exist may not fit", "The statement fails when a row does not fit; nothing is changed then.",
     "Run the plan's checks first. For a new NOT NULL column give a DEFAULT, or say how to fill it: -- lockstep: backfill (expression).", true},
};
static_assert(std::size(kHazards) == kHazardCount);
static_assert([] {
  for (size_t i = 0; i < kHazardCount; ++i) {
    if (kHazards[i].id != static_cast<HazardId>(i)) return false;
  }
  return true;
}(), "the rows stand in the order of HazardId");

bool Has(const Step& step, std::initializer_list<HazardId> ids) {
  return std::any_of(step.hazards.begin(), step.hazards.end(), [&](const Hazard& hazard) { return std::find(ids.begin(), ids.end(), hazard.id) != ids.end(); });
}

bool IsOpaque(const schema::Object* object) {
  bool opaque = false;
  if (object == nullptr) return false;
  schema::ForEachExpr(*object, [&](const schema::Expr& expr) {
    if (expr.tree == nullptr) return;
    schema::Walk(*expr.tree, [&](const schema::Node& node) { opaque = opaque || node.op == schema::Op::kOpaque; });
  });
  return opaque;
}

}  // namespace

void AddHazards(Draft& draft) {
  Step& step = draft.step;
  bool takes_long = step.work != Work::kCatalog && !step.locked.empty();
  bool told = Has(step, {HazardId::kBlocksReads, HazardId::kBlocksWrites, HazardId::kTableRewrite, HazardId::kFullScanUnderLock});
  if (takes_long && !told && step.lock >= Lock::kShare) {
    HazardId id = step.lock == Lock::kAccessExclusive ? HazardId::kBlocksReads : HazardId::kBlocksWrites;
    draft.Warn(id, absl::StrCat(TableName(step.locked.front()), " is locked ", schema::EnumName(step.lock), " while the server works"));
  }
  if (step.undo == UndoClass::kNone) draft.Warn(HazardId::kNotReversible, step.undo_note);
  if (draft.action == Action::kCreateIndexConcurrently) draft.Warn(HazardId::kOutsideTransaction, absl::StrCat(step.object.ToString(), " is left invalid when its build fails"));
  bool differs_by_expression = draft.before != nullptr && draft.after != nullptr && (IsOpaque(draft.before) || IsOpaque(draft.after));
  if (differs_by_expression) draft.Warn(HazardId::kUnresolvedExpression, absl::StrCat("an expression of ", step.object.ToString(), " was compared as text"));
}

void MarkAllowed(const std::vector<std::string>& allow, std::vector<Step>& steps) {
  for (Step& step : steps) {
    for (Hazard& hazard : step.hazards) {
      std::string name = Info(hazard.id).name;
      std::string with_object = absl::StrCat(name, ":", hazard.object.QualifiedName());
      hazard.allowed = std::any_of(allow.begin(), allow.end(), [&](const std::string& word) { return word == "all" || word == name || word == with_object; });
    }
  }
}

const HazardInfo& Info(HazardId id) { return kHazards[static_cast<size_t>(id)]; }

}  // namespace planner
