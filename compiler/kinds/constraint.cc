#include "compiler/kinds/constraint.h"

#include "compiler/kinds/check.h"
#include "compiler/kinds/exclusion.h"
#include "compiler/kinds/foreign_key.h"
#include "compiler/kinds/key_constraint.h"
#include "compiler/kinds/not_null.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::ObjectKey;

bool TakesDeferrable(const Constraint* constraint) {
  if (constraint == nullptr) return false;
  ConstrType type = constraint->contype;
  return type == CONSTR_PRIMARY || type == CONSTR_UNIQUE || type == CONSTR_EXCLUSION || type == CONSTR_FOREIGN;
}

bool TakesEnforced(const Constraint* constraint) {
  return constraint != nullptr && (constraint->contype == CONSTR_CHECK || constraint->contype == CONSTR_FOREIGN);
}

absl::Status Misplaced(Context& context, const Constraint& attribute, absl::string_view words) {
  return ErrorAt(context.At(attribute.location), "E0115", "misplaced ", words, " clause");
}

}  // namespace

absl::Status MergeConstraintAttributes(Context& context, const List* constraints) {
  Constraint* last = nullptr;
  for (int i = 0; i < list_length(constraints); ++i) {
    auto* constraint = static_cast<Constraint*>(list_nth(constraints, i));
    if (!IsA(constraint, Constraint)) continue;
    switch (constraint->contype) {
      case CONSTR_ATTR_DEFERRABLE:
        if (!TakesDeferrable(last)) return Misplaced(context, *constraint, "DEFERRABLE");
        last->deferrable = true;
        break;
      case CONSTR_ATTR_NOT_DEFERRABLE:
        if (!TakesDeferrable(last)) return Misplaced(context, *constraint, "NOT DEFERRABLE");
        last->deferrable = false;
        break;
      case CONSTR_ATTR_DEFERRED:
        if (!TakesDeferrable(last)) return Misplaced(context, *constraint, "INITIALLY DEFERRED");
        last->initdeferred = last->deferrable = true;
        break;
      case CONSTR_ATTR_IMMEDIATE:
        if (!TakesDeferrable(last)) return Misplaced(context, *constraint, "INITIALLY IMMEDIATE");
        last->initdeferred = false;
        break;
      case CONSTR_ATTR_ENFORCED:
      case CONSTR_ATTR_NOT_ENFORCED: {
        bool enforced = constraint->contype == CONSTR_ATTR_ENFORCED;
        if (!TakesEnforced(last)) return Misplaced(context, *constraint, enforced ? "ENFORCED" : "NOT ENFORCED");
        last->is_enforced = enforced;
        break;
      }
      default: last = constraint;
    }
  }
  return absl::OkStatus();
}

void ListConstraint(const ConstraintUse& use, ConstraintLists& lists) {
  switch (use.node->contype) {
    case CONSTR_CHECK: lists.checks.push_back(use); break;
    case CONSTR_NOTNULL: lists.not_nulls.push_back(use); break;
    case CONSTR_PRIMARY:
    case CONSTR_UNIQUE:
    case CONSTR_EXCLUSION: lists.keys.push_back(use); break;
    case CONSTR_FOREIGN: lists.foreign_keys.push_back(use); break;
    default: break;
  }
}

absl::Status AddConstraints(Context& context, const ObjectKey& table, const ConstraintLists& lists, TableState state) {
  for (const ConstraintUse& use : lists.checks) RETURN_IF_ERROR(AddCheck(context, table, use, state));
  for (const ConstraintUse& use : lists.not_nulls) RETURN_IF_ERROR(AddNotNull(context, table, use));
  RETURN_IF_ERROR(AddKeys(context, table, lists.keys, state));
  for (const ConstraintUse& use : lists.foreign_keys) {
    RETURN_IF_ERROR(context.RunOrWait(AddForeignKey(context, table, use, state), [&] { return MakeAddConstraint(context, table, use, state); }));
  }
  return absl::OkStatus();
}

absl::Status AddConstraint(Context& context, const ObjectKey& table, const ConstraintUse& use, TableState state) {
  ConstraintLists lists;
  ListConstraint(use, lists);
  return AddConstraints(context, table, lists, state);
}

schema::Deferral DeferralOf(const Constraint& constraint) {
  if (!constraint.deferrable) return schema::Deferral::kNot;
  return constraint.initdeferred ? schema::Deferral::kInitiallyDeferred : schema::Deferral::kInitiallyImmediate;
}

absl::Status CheckConstraintName(Context& context, const ObjectKey& table, absl::string_view name, const schema::SourceSpan& at) {
  // Most names are taken by nobody: the hash of all names of the schema says so without a search.
  if (!context.workspace().IsConstraintName(table.schema_name(), name)) return absl::OkStatus();
  const schema::Object* existing = FindConstraint(context, table, name);
  if (existing == nullptr && table.kind == schema::Kind::kTable) existing = FindNotNull(context, table, name);
  if (existing == nullptr) return absl::OkStatus();
  return AlreadyExists(context, at, absl::StrCat("constraint \"", name, "\" of ", table.ToString()), existing->span);
}

schema::SourceSpan SpanOf(Context& context, const Constraint& constraint) { return context.ElementAt(constraint.location); }

::Node* MakeAlterTable(Context&, const ObjectKey& table, const AlterTableCmd& command) {
  auto* statement = makeNode(AlterTableStmt);
  statement->relation = makeNode(RangeVar);
  statement->relation->schemaname = strVal(MakeString(table.schema_name()));
  statement->relation->relname = strVal(MakeString(table.name()));
  statement->relation->relpersistence = 'p';
  statement->relation->inh = true;
  statement->relation->location = -1;
  statement->objtype = OBJECT_TABLE;
  statement->cmds = list_make1(copyObjectImpl(&command));
  return reinterpret_cast<::Node*>(statement);
}

::Node* MakeAddConstraint(Context& context, const ObjectKey& table, const ConstraintUse& use, TableState state) {
  auto* constraint = static_cast<Constraint*>(copyObjectImpl(use.node));
  if (!use.column.empty() && constraint->contype == CONSTR_FOREIGN) constraint->fk_attrs = MakeNames({use.column});
  // Nobody can tell any more that the table was new; a constraint of a new table is valid from the start.
  if (state == TableState::kNew) {
    constraint->skip_validation = false;
    constraint->initially_valid = constraint->is_enforced;
  }
  AlterTableCmd command{};
  command.type = T_AlterTableCmd;
  command.subtype = AT_AddConstraint;
  command.def = reinterpret_cast<::Node*>(constraint);
  return MakeAlterTable(context, table, command);
}

absl::Status RequireVersion(Context& context, int major, const schema::SourceSpan& at, absl::string_view feature) {
  if (context.IsAtLeast(major)) return absl::OkStatus();
  return ErrorAt(at, "E0114", feature, " needs PostgreSQL ", major, ", and the schema is for ", context.workspace().options().server_version / 10000);
}

}  // namespace compiler
