#include "compiler/kinds/foreign_key.h"

#include "compiler/default_names.h"
#include "compiler/kinds/key_constraint.h"
#include "compiler/kinds/unmodelled.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::ForeignKey;
using schema::ForeignKeyAction;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;

ForeignKeyAction ActionOf(char letter) {
  switch (letter) {
    case FKCONSTR_ACTION_RESTRICT: return ForeignKeyAction::kRestrict;
    case FKCONSTR_ACTION_CASCADE: return ForeignKeyAction::kCascade;
    case FKCONSTR_ACTION_SETNULL: return ForeignKeyAction::kSetNull;
    case FKCONSTR_ACTION_SETDEFAULT: return ForeignKeyAction::kSetDefault;
    default: return ForeignKeyAction::kNoAction;
  }
}

// The columns that the key points to: those stated, or the primary key (transformFkeyGetPrimaryKey, tablecmds.c).
absl::StatusOr<std::vector<std::string>> ReferencedColumns(Context& context, const ObjectKey& referenced, const Constraint& node, const schema::SourceSpan& span) {
  if (list_length(node.pk_attrs) > 0) {
    std::vector<std::string> columns = Strings(node.pk_attrs);
    if (referenced.kind != Kind::kTable) return columns;
    for (const std::string& column : columns) RETURN_IF_ERROR(FindColumn(context, referenced, column, span).status());
    return columns;
  }
  if (referenced.kind != Kind::kTable) {
    const std::vector<std::string>* columns = context.workspace().PrimaryKeyOfUnmodelled(referenced);
    if (columns != nullptr) return *columns;
  } else if (const Object* key = FindPrimaryKey(context, referenced); key != nullptr) {
    return key->As<schema::KeyConstraint>().columns;
  }
  return context.Missing(KeyToken(referenced.path), span, "E0108", absl::StrCat("there is no primary key for referenced table \"", referenced.name(), "\""));
}

absl::Status CheckVersion(Context& context, const Constraint& node, const schema::SourceSpan& span) {
  if (!node.is_enforced) RETURN_IF_ERROR(RequireVersion(context, 18, span, "NOT ENFORCED"));
  if (node.fk_with_period || node.pk_with_period) RETURN_IF_ERROR(RequireVersion(context, 18, span, "PERIOD"));
  if (list_length(node.fk_del_set_cols) > 0) RETURN_IF_ERROR(RequireVersion(context, 15, span, "ON DELETE SET NULL with columns"));
  if (node.fk_matchtype == FKCONSTR_MATCH_PARTIAL) return ErrorAt(span, "E0114", "MATCH PARTIAL is not implemented by PostgreSQL");
  return absl::OkStatus();
}

}  // namespace

absl::Status AddForeignKey(Context& context, const ObjectKey& table, const ConstraintUse& use, TableState state) {
  const Constraint& node = *use.node;
  schema::SourceSpan span = SpanOf(context, node);
  RETURN_IF_ERROR(CheckVersion(context, node, span));
  ForeignKey key;
  key.columns = list_length(node.fk_attrs) > 0 ? Strings(node.fk_attrs) : std::vector<std::string>{use.column};
  for (const std::string& column : key.columns) RETURN_IF_ERROR(FindColumn(context, table, column, span).status());
  ASSIGN_OR_RETURN(key.referenced_table, FindRelation(context, *node.pktable));
  if (key.referenced_table.kind != Kind::kTable && key.referenced_table.kind != Kind::kUnmodelled) {
    return ErrorAt(context.At(node.pktable->location, WrittenName(*node.pktable)), "E0105", "referenced relation \"", node.pktable->relname, "\" is not a table");
  }
  ASSIGN_OR_RETURN(key.referenced_columns, ReferencedColumns(context, key.referenced_table, node, span));
  if (key.columns.size() != key.referenced_columns.size() && key.referenced_table.kind == Kind::kTable) {
    return ErrorAt(span, "E0115", "number of referencing and referenced columns for foreign key disagree: ", key.columns.size(), " and ", key.referenced_columns.size());
  }
  key.match_full = node.fk_matchtype == FKCONSTR_MATCH_FULL;
  key.on_update = ActionOf(node.fk_upd_action);
  key.on_delete = ActionOf(node.fk_del_action);
  key.on_delete_columns = Strings(node.fk_del_set_cols);
  key.deferral = DeferralOf(node);
  key.enforced = node.is_enforced;
  key.valid = key.enforced && (state == TableState::kNew || !node.skip_validation);
  key.period = node.fk_with_period;
  std::string name = node.conname != nullptr
                         ? node.conname
                         : ChooseConstraintName(context.workspace(), table.schema_name(), table.name(), JoinColumnNames(key.columns), "fkey");
  RETURN_IF_ERROR(CheckConstraintName(context, table, name, span));
  context.workspace().Add(table.Child(Kind::kForeignKey, name), std::move(key), span);
  return absl::OkStatus();
}

}  // namespace compiler
