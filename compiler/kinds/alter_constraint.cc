// ALTER TABLE subcommands about constraints.
#include "compiler/kinds/alter_table.h"
#include "compiler/kinds/constraint.h"
#include "compiler/kinds/drop.h"
#include "compiler/kinds/inherit.h"
#include "compiler/kinds/not_null.h"
#include "compiler/lookup.h"

namespace compiler {
namespace {

using schema::Column;
using schema::ErrorAt;
using schema::Kind;
using schema::Object;

}  // namespace

absl::Status AlterAddConstraint(Context& context, const AlterCommand& command) {
  const auto& node = As<Constraint>(*command.node.def);
  ConstraintUse use{&node, ""};
  if (node.contype != CONSTR_FOREIGN) return AddConstraint(context, command.table, use, TableState::kExisting);
  // A lone foreign key waits as this whole statement does.
  ConstraintLists lists;
  ListConstraint(use, lists);
  return AddConstraints(context, command.table, lists, TableState::kExisting);
}

absl::Status AlterAlterConstraint(Context& context, const AlterCommand& command) {
  const auto& node = As<ATAlterConstraint>(*command.node.def);
  ASSIGN_OR_RETURN(FoundConstraint found, RequireConstraint(context, command.table, node.conname, context.span()));
  if (found.not_null) {
    if (node.alterInheritability) found.object->As<Column>().not_null->no_inherit = node.noinherit;
    return absl::OkStatus();
  }
  if (found.object->key.kind != Kind::kForeignKey) {
    return ErrorAt(context.span(), "E0114", "constraint \"", node.conname, "\" of ", command.table.ToString(), " is not a foreign key constraint");
  }
  auto& key = found.object->As<schema::ForeignKey>();
  if (node.alterDeferrability) {
    key.deferral = !node.deferrable ? schema::Deferral::kNot : node.initdeferred ? schema::Deferral::kInitiallyDeferred : schema::Deferral::kInitiallyImmediate;
  }
  if (node.alterEnforceability) {
    RETURN_IF_ERROR(RequireVersion(context, 18, context.span(), "ENFORCED"));
    key.enforced = key.valid = node.is_enforced;
  }
  return absl::OkStatus();
}

absl::Status AlterValidateConstraint(Context& context, const AlterCommand& command) {
  ASSIGN_OR_RETURN(FoundConstraint found, RequireConstraint(context, command.table, command.node.name, context.span()));
  if (found.not_null) {
    found.object->As<Column>().not_null->valid = true;
    return absl::OkStatus();
  }
  if (found.object->key.kind == Kind::kForeignKey) found.object->As<schema::ForeignKey>().valid = true;
  if (found.object->key.kind == Kind::kCheck) found.object->As<schema::Check>().valid = true;
  return absl::OkStatus();
}

absl::Status AlterDropConstraint(Context& context, const AlterCommand& command) {
  Object* not_null = FindConstraint(context, command.table, command.node.name) == nullptr && context.IsAtLeast(18)
                         ? FindNotNull(context, command.table, command.node.name)
                         : nullptr;
  if (not_null != nullptr) {
    std::string column(not_null->key.name());
    RETURN_IF_ERROR(DropNotNull(context, command.table, *not_null));
    DropNotNullBelow(context, command.table, column);
    return absl::OkStatus();
  }
  return DropTableConstraint(context, command.table, command.node.name, command.missing_ok ? IfMissing::kSkip : IfMissing::kFail, command.node.behavior);
}

}  // namespace compiler
