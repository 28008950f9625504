#include "compiler/kinds/alter_table.h"

#include <algorithm>

#include "compiler/kinds/catalog_letters.h"
#include "compiler/kinds/constraint.h"
#include "compiler/kinds/drop.h"
#include "compiler/kinds/inherit.h"
#include "compiler/kinds/key_constraint.h"
#include "compiler/kinds/options.h"
#include "compiler/kinds/owner.h"
#include "compiler/kinds/partition.h"
#include "compiler/kinds/rule.h"
#include "compiler/kinds/trigger.h"
#include "compiler/kinds/unmodelled.h"
#include "compiler/kinds/view.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;
using schema::Table;

using CommandHandler = absl::Status (*)(Context&, const AlterCommand&);

Table& TableOf(Context& context, const AlterCommand& command) { return context.builder().Find(command.table)->As<Table>(); }

template <typename Edit>
absl::Status EditTable(Context& context, const AlterCommand& command, Edit edit) {
  if (command.table.kind != Kind::kTable) return ErrorAt(context.span(), "E0105", command.table.ToString(), " is no table");
  edit(TableOf(context, command));
  return absl::OkStatus();
}

// An index of the table, its own or that of a constraint.
absl::StatusOr<std::string> IndexOf(Context& context, const AlterCommand& command, const char* name) {
  const ObjectKey* key = context.workspace().FindRelation(command.table.schema_name(), name);
  bool found = key != nullptr && key->kind != Kind::kUnmodelled && key->path.rfind(command.table.path, 0) == 0 && key->path != command.table.path;
  if (found) return std::string(name);
  return context.Missing(NameToken(name), context.span(), "E0109", absl::StrCat("index \"", name, "\" of ", command.table.ToString(), " does not exist"));
}

absl::Status SetLogged(Context& context, const AlterCommand& c) {
  bool unlogged = c.node.subtype == AT_SetUnLogged;
  for (const ObjectKey& key : context.workspace().SequencesOwnedBy(c.table)) {  // from 15 on they go along (ATPrepChangePersistence)
    if (context.IsAtLeast(15)) context.builder().Find(key)->As<schema::Sequence>().unlogged = unlogged;
  }
  return EditTable(context, c, [&](Table& table) { table.unlogged = unlogged; });
}

absl::Status SetRelOptions(Context& context, const AlterCommand& c) {
  const auto* list = reinterpret_cast<const List*>(c.node.def);
  return EditTable(context, c, [&](Table& table) { SetOptions(list, table.options); });
}

absl::Status ResetRelOptions(Context& context, const AlterCommand& c) {
  const auto* list = reinterpret_cast<const List*>(c.node.def);
  return EditTable(context, c, [&](Table& table) { ResetOptions(list, table.options); });
}

absl::Status SetAccessMethod(Context& context, const AlterCommand& c) {
  return EditTable(context, c, [&](Table& table) { table.access_method = c.node.name == nullptr ? context.settings().default_access_method : c.node.name; });
}

absl::Status SetTableSpace(Context& context, const AlterCommand& c) {
  absl::string_view name = c.node.name;
  return EditTable(context, c, [&](Table& table) { table.tablespace = name == "pg_default" ? std::nullopt : std::optional<std::string>(name); });
}

absl::Status Triggers(Context& context, const AlterCommand& c) { return EnableTrigger(context, c.table, c.node); }
absl::Status Rules(Context& context, const AlterCommand& c) { return EnableRule(context, c.table, c.node); }

absl::Status RowSecurity(Context& context, const AlterCommand& c) {
  return EditTable(context, c, [&](Table& table) {
    if (c.node.subtype == AT_EnableRowSecurity || c.node.subtype == AT_DisableRowSecurity) table.row_security = c.node.subtype == AT_EnableRowSecurity;
    else table.force_row_security = c.node.subtype == AT_ForceRowSecurity;
  });
}

absl::Status SetReplicaIdentity(Context& context, const AlterCommand& c) {
  const auto& identity = As<ReplicaIdentityStmt>(*c.node.def);
  if (identity.identity_type != kReplicaIndex) {
    return EditTable(context, c, [&](Table& table) {
      table.replica_identity = identity.identity_type == kReplicaFull      ? schema::ReplicaIdentity::kFull
                               : identity.identity_type == kReplicaNothing ? schema::ReplicaIdentity::kNothing
                                                                                    : schema::ReplicaIdentity::kDefault;
      table.replica_identity_index.reset();
    });
  }
  ASSIGN_OR_RETURN(std::string index, IndexOf(context, c, identity.name));
  return EditTable(context, c, [&](Table& table) {
    table.replica_identity = schema::ReplicaIdentity::kIndex;
    table.replica_identity_index = index;
  });
}

absl::Status ClusterOn(Context& context, const AlterCommand& c) {
  ASSIGN_OR_RETURN(std::string index, IndexOf(context, c, c.node.name));
  return EditTable(context, c, [&](Table& table) { table.cluster_index = index; });
}

absl::Status DropCluster(Context& context, const AlterCommand& c) {
  return EditTable(context, c, [](Table& table) { table.cluster_index.reset(); });
}

absl::Status ChangeOwner(Context& context, const AlterCommand& c) {
  SetOwner(*context.builder().Find(c.table), *c.node.newowner);
  return absl::OkStatus();
}

absl::Status SetForeignOptions(Context& context, const AlterCommand& c) {
  const auto* list = reinterpret_cast<const List*>(c.node.def);
  return EditTable(context, c, [&](Table& table) {
    if (table.foreign_table.has_value()) ChangeGenericOptions(list, table.foreign_table->options);
  });
}

absl::Status SetForeignColumnOptions(Context& context, const AlterCommand& c) {
  ASSIGN_OR_RETURN(Object * column, FindColumn(context, c.table, c.node.name, context.span()));
  ChangeGenericOptions(reinterpret_cast<const List*>(c.node.def), column->As<schema::Column>().foreign_options);
  return absl::OkStatus();
}

// Triggers and rules are not modelled: whether they are enabled is part of them.
absl::Status Part(Context&, const AlterCommand&) { return absl::OkStatus(); }

struct Row {
  AlterTableType subtype;
  int pass;  // the order in which PostgreSQL carries out the subcommands of one statement (AlterTablePass, tablecmds.c)
  CommandHandler handler;
};

constexpr int kDrop = 0, kType = 1, kAddColumn = 2, kExpression = 3, kConstraint = 5, kColumnAttributes = 4, kMisc = 6;

constexpr Row kRows[] = {
    {AT_AddColumn, kAddColumn, AlterAddColumn},
    {AT_DropColumn, kDrop, AlterDropColumn},
    {AT_AlterColumnType, kType, AlterColumnType},
    {AT_ColumnDefault, kColumnAttributes, AlterColumnDefault},
    {AT_SetNotNull, kColumnAttributes, AlterSetNotNull},
    {AT_DropNotNull, kDrop, AlterDropNotNull},
    {AT_SetExpression, kExpression, AlterSetExpression},
    {AT_DropExpression, kDrop, AlterDropExpression},
    {AT_SetStatistics, kMisc, AlterSetStatistics},
    {AT_SetOptions, kMisc, AlterSetColumnOptions},
    {AT_ResetOptions, kMisc, AlterResetColumnOptions},
    {AT_SetStorage, kMisc, AlterSetStorage},
    {AT_SetCompression, kMisc, AlterSetCompression},
    {AT_AddIdentity, kColumnAttributes, AlterAddIdentity},
    {AT_SetIdentity, kMisc, AlterSetIdentity},
    {AT_DropIdentity, kDrop, AlterDropIdentity},
    {AT_AddConstraint, kConstraint, AlterAddConstraint},
    {AT_AlterConstraint, kMisc, AlterAlterConstraint},
    {AT_ValidateConstraint, kMisc, AlterValidateConstraint},
    {AT_DropConstraint, kDrop, AlterDropConstraint},
    {AT_ChangeOwner, kMisc, ChangeOwner},
    {AT_ClusterOn, kMisc, ClusterOn},
    {AT_DropCluster, kMisc, DropCluster},
    {AT_SetLogged, kMisc, SetLogged},
    {AT_SetUnLogged, kMisc, SetLogged},
    {AT_DropOids, kMisc, Part},
    {AT_SetAccessMethod, kMisc, SetAccessMethod},
    {AT_SetTableSpace, kMisc, SetTableSpace},
    {AT_SetRelOptions, kMisc, SetRelOptions},
    {AT_ResetRelOptions, kMisc, ResetRelOptions},
    {AT_ReplicaIdentity, kMisc, SetReplicaIdentity},
    {AT_EnableRowSecurity, kMisc, RowSecurity},
    {AT_DisableRowSecurity, kMisc, RowSecurity},
    {AT_ForceRowSecurity, kMisc, RowSecurity},
    {AT_NoForceRowSecurity, kMisc, RowSecurity},
    {AT_AddInherit, kMisc, AddInherit},
    {AT_DropInherit, kMisc, DropInherit},
    {AT_AddOf, kMisc, AddOf},
    {AT_DropOf, kMisc, DropOf},
    {AT_AttachPartition, kMisc, AttachPartition},
    {AT_DetachPartition, kMisc, DetachPartition},
    {AT_DetachPartitionFinalize, kMisc, DetachPartition},
    {AT_GenericOptions, kMisc, SetForeignOptions},
    {AT_AlterColumnGenericOptions, kMisc, SetForeignColumnOptions},
    {AT_EnableTrig, kMisc, Triggers},
    {AT_EnableAlwaysTrig, kMisc, Triggers},
    {AT_EnableReplicaTrig, kMisc, Triggers},
    {AT_DisableTrig, kMisc, Triggers},
    {AT_EnableTrigAll, kMisc, Triggers},
    {AT_DisableTrigAll, kMisc, Triggers},
    {AT_EnableTrigUser, kMisc, Triggers},
    {AT_DisableTrigUser, kMisc, Triggers},
    {AT_EnableRule, kMisc, Rules},
    {AT_EnableAlwaysRule, kMisc, Rules},
    {AT_EnableReplicaRule, kMisc, Rules},
    {AT_DisableRule, kMisc, Rules},
};

const Row* FindRow(AlterTableType subtype) {
  for (const Row& row : kRows) {
    if (row.subtype == subtype) return &row;
  }
  return nullptr;
}

absl::Status RunCommand(Context& context, const AlterCommand& command) {
  const Row* row = FindRow(command.node.subtype);
  if (row == nullptr) return ErrorAt(context.span(), "W0301", "this form of ALTER TABLE is not supported yet");
  return row->handler(context, command);
}

// ALTER INDEX … ALTER COLUMN n SET STATISTICS (ATExecSetStatistics, tablecmds.c).
absl::Status SetKeyStatistics(Context& context, schema::Index& index, const AlterTableCmd& node) {
  int position = node.num;
  if (node.name != nullptr) return ErrorAt(context.span(), "E0105", "the key of an index is named by its number here");
  if (position < 1 || position > static_cast<int>(index.parts.size())) return ErrorAt(context.span(), "E0107", "the index has no key number ", position);
  if (!index.parts[position - 1].expression.has_value()) {
    return ErrorAt(context.span(), "E0105", "cannot alter statistics on a key that is a plain column of the index", "alter the statistics of the table's column");
  }
  int target = node.def == nullptr ? -1 : intVal(node.def);
  std::erase_if(index.statistics, [&](const schema::KeyStatistics& known) { return known.position == position; });
  if (target >= 0) index.statistics.push_back({position, std::min(target, 10000)});
  std::sort(index.statistics.begin(), index.statistics.end(), [](const auto& a, const auto& b) { return a.position < b.position; });
  return absl::OkStatus();
}

// What is done to an index: storage options and tablespace; or to a constraint's index, which the constraint holds.
absl::Status AlterIndex(Context& context, const ObjectKey& key, const AlterTableCmd& node) {
  if (node.subtype == AT_AttachPartition) return AttachPartition(context, {node, key});
  Object* object = context.builder().Find(key);
  auto edit = [&](std::vector<schema::Option>& options, std::optional<std::string>& tablespace) {
    const auto* list = reinterpret_cast<const List*>(node.def);
    switch (node.subtype) {
      case AT_SetRelOptions: SetOptions(list, options); return absl::OkStatus();
      case AT_ResetRelOptions: ResetOptions(list, options); return absl::OkStatus();
      case AT_SetTableSpace: tablespace = node.name; return absl::OkStatus();
      case AT_ChangeOwner: return absl::OkStatus();  // an index has its table's owner
      default: return ErrorAt(context.span(), "E0105", "this is not possible for an index");
    }
  };
  if (node.subtype == AT_SetStatistics && key.kind == Kind::kIndex) return SetKeyStatistics(context, object->As<schema::Index>(), node);
  switch (key.kind) {
    case Kind::kIndex: return edit(object->As<schema::Index>().options, object->As<schema::Index>().tablespace);
    case Kind::kKeyConstraint: return edit(object->As<schema::KeyConstraint>().options, object->As<schema::KeyConstraint>().tablespace);
    default: return edit(object->As<schema::Exclusion>().options, object->As<schema::Exclusion>().tablespace);
  }
}

absl::Status AlterSequenceAsTable(Context& context, const ObjectKey& key, const AlterTableCmd& node) {
  Object* object = context.builder().Find(key);
  if (node.subtype == AT_ChangeOwner && key.kind == Kind::kSequence) SetOwner(*object, *node.newowner);
  if ((node.subtype == AT_SetLogged || node.subtype == AT_SetUnLogged) && key.kind == Kind::kSequence) {
    object->As<schema::Sequence>().unlogged = node.subtype == AT_SetUnLogged;
  }
  return absl::OkStatus();
}

absl::Status AlterOne(Context& context, const AlterTableStmt& statement, const ObjectKey& relation, const AlterTableCmd& node) {
  switch (relation.kind) {
    case Kind::kUnmodelled: return absl::OkStatus();  // part of it
    case Kind::kView:
    case Kind::kMaterializedView: return AlterView(context, relation, node);
    case Kind::kIndex:
    case Kind::kKeyConstraint:
    case Kind::kExclusion: return AlterIndex(context, relation, node);
    case Kind::kColumn:
    case Kind::kSequence: return AlterSequenceAsTable(context, relation, node);
    default: break;
  }
  AlterCommand command{node, relation, statement.missing_ok || node.missing_ok};
  bool also_below = statement.relation->inh || relation.kind == Kind::kCompositeType;  // not with ONLY
  std::vector<ObjectKey> before;
  bool adds_part = !also_below && (node.subtype == AT_AddConstraint || node.subtype == AT_AddIndex);
  if (adds_part) before = IndexedParts(context, relation);
  RETURN_IF_ERROR(RunCommand(context, command));
  if (adds_part) {
    for (const ObjectKey& part : IndexedParts(context, relation)) {
      if (std::find(before.begin(), before.end(), part) == before.end()) context.workspace().inherited().MarkOnly(part);
    }
  }
  return also_below ? Recurse(context, command, [&](const AlterCommand& below) { return RunCommand(context, below); }) : absl::OkStatus();
}

}  // namespace

absl::Status AlterTable(Context& context, const AlterTableStmt& statement) {
  absl::StatusOr<ObjectKey> found = FindRelation(context, *statement.relation);
  if (!found.ok() && statement.missing_ok && context.IsLastTry()) return absl::OkStatus();
  RETURN_IF_ERROR(found.status());
  const ObjectKey relation = *std::move(found);
  const Object* object = context.builder().Find(relation);
  // IF EXISTS before the CREATE, as pg_dump --clean writes it: at that point of the script nothing exists.
  if (statement.missing_ok && object != nullptr && IsLaterInFile(context, *object)) return absl::OkStatus();
  std::vector<const AlterTableCmd*> commands;
  for (int i = 0; i < list_length(statement.cmds); ++i) commands.push_back(&As<AlterTableCmd>(*NodeAt(statement.cmds, i)));
  std::stable_sort(commands.begin(), commands.end(), [](const AlterTableCmd* a, const AlterTableCmd* b) {
    const Row* row_a = FindRow(a->subtype);
    const Row* row_b = FindRow(b->subtype);
    return (row_a == nullptr ? kMisc : row_a->pass) < (row_b == nullptr ? kMisc : row_b->pass);
  });
  for (const AlterTableCmd* command : commands) {
    absl::Status status = AlterOne(context, statement, relation, *command);
    if (commands.size() == 1) return status;
    RETURN_IF_ERROR(context.RunOrWait(std::move(status), [&] {
      auto* part = static_cast<AlterTableStmt*>(copyObjectImpl(&statement));
      part->cmds = list_make1(copyObjectImpl(command));
      return reinterpret_cast<::Node*>(part);
    }));
  }
  return absl::OkStatus();
}

absl::Status Cluster(Context& context, const ClusterStmt& statement) {
  if (statement.relation == nullptr || statement.indexname == nullptr) {
    context.workspace().CountSkipped("CLUSTER", context.span());
    return absl::OkStatus();
  }
  auto* command = makeNode(AlterTableCmd);
  command->subtype = AT_ClusterOn;
  command->name = statement.indexname;
  auto* alter = makeNode(AlterTableStmt);
  alter->relation = statement.relation;
  alter->objtype = OBJECT_TABLE;
  alter->cmds = list_make1(command);
  return AlterTable(context, *alter);
}

}  // namespace compiler
