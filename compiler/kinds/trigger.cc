#include "compiler/kinds/trigger.h"

#include <algorithm>

#include "compiler/kinds/find_routine.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"

extern "C" {
#include "catalog/pg_trigger.h"
}

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;
using schema::Trigger;

void ReadTransitions(const List* transitions, Trigger& trigger) {
  for (int i = 0; i < list_length(transitions); ++i) {
    const auto& transition = As<TriggerTransition>(*NodeAt(transitions, i));
    (transition.isNew ? trigger.new_table : trigger.old_table) = transition.name;
  }
}

absl::StatusOr<Trigger> ReadTrigger(Context& context, const CreateTrigStmt& statement, const ObjectKey& relation) {
  Trigger trigger;
  trigger.timing = (statement.timing & TRIGGER_TYPE_BEFORE) != 0    ? schema::TriggerTiming::kBefore
                   : (statement.timing & TRIGGER_TYPE_INSTEAD) != 0 ? schema::TriggerTiming::kInsteadOf
                                                                    : schema::TriggerTiming::kAfter;
  trigger.on_insert = (statement.events & TRIGGER_TYPE_INSERT) != 0;
  trigger.on_update = (statement.events & TRIGGER_TYPE_UPDATE) != 0;
  trigger.on_delete = (statement.events & TRIGGER_TYPE_DELETE) != 0;
  trigger.on_truncate = (statement.events & TRIGGER_TYPE_TRUNCATE) != 0;
  trigger.for_each_row = statement.row;
  trigger.arguments = Strings(statement.args);
  trigger.constraint = statement.isconstraint;
  if (statement.deferrable) trigger.deferral = statement.initdeferred ? schema::Deferral::kInitiallyDeferred : schema::Deferral::kInitiallyImmediate;
  ReadTransitions(statement.transitionRels, trigger);
  for (std::string& column : Strings(statement.columns)) {
    if (relation.kind == Kind::kTable) RETURN_IF_ERROR(FindColumn(context, relation, column, context.span()).status());
    trigger.update_columns.push_back(std::move(column));
  }
  if (statement.constrrel != nullptr) {
    ASSIGN_OR_RETURN(trigger.referenced_table, FindRelation(context, *statement.constrrel));
  }
  ASSIGN_OR_RETURN(trigger.function, RequireFunction(context, statement.funcname, {}));
  if (statement.whenClause != nullptr) {
    ASSIGN_OR_RETURN(trigger.when, context.Pend(statement.whenClause, ExpressionUse::kTriggerWhen));
  }
  return trigger;
}

schema::Enabled EnabledBy(AlterTableType subtype) {
  switch (subtype) {
    case AT_EnableAlwaysTrig: return schema::Enabled::kAlways;
    case AT_EnableReplicaTrig: return schema::Enabled::kReplica;
    case AT_DisableTrig:
    case AT_DisableTrigAll:
    case AT_DisableTrigUser: return schema::Enabled::kDisabled;
    default: return schema::Enabled::kOrigin;
  }
}

}  // namespace

bool HoldsTriggers(Kind kind) { return kind == Kind::kTable || kind == Kind::kView || kind == Kind::kMaterializedView; }

absl::Status CreateTrigger(Context& context, const CreateTrigStmt& statement) {
  ASSIGN_OR_RETURN(ObjectKey relation, FindRelation(context, *statement.relation));
  if (!HoldsTriggers(relation.kind)) return absl::OkStatus();  // part of what is not modelled itself
  ASSIGN_OR_RETURN(Trigger trigger, ReadTrigger(context, statement, relation));
  ObjectKey key = relation.Child(Kind::kTrigger, statement.trigname);
  if (Object* existing = context.builder().Find(key); existing != nullptr) {
    bool replaced = statement.replace && existing->span.file == context.span().file;
    if (!replaced) return AlreadyExists(context, context.span(), key.ToString(), existing->span);
    existing->body = std::move(trigger);
    existing->span = context.span();
    return absl::OkStatus();
  }
  context.workspace().Add(key, std::move(trigger), context.span());
  return absl::OkStatus();
}

absl::Status EnableTrigger(Context& context, const ObjectKey& relation, const AlterTableCmd& command) {
  schema::Enabled enabled = EnabledBy(command.subtype);
  if (command.name != nullptr) {
    ASSIGN_OR_RETURN(Object * trigger, RequireOnRelation(context, relation, Kind::kTrigger, command.name));
    trigger->As<Trigger>().enabled = enabled;
    return absl::OkStatus();
  }
  context.builder().ForEachBelow(relation, [&](Object& child) {
    if (child.key.kind == Kind::kTrigger) child.As<Trigger>().enabled = enabled;
  });
  return absl::OkStatus();
}

absl::StatusOr<Object*> RequireOnRelation(Context& context, const ObjectKey& relation, Kind kind, absl::string_view name) {
  ObjectKey key = relation.Child(kind, name);
  if (Object* object = context.builder().Find(key); object != nullptr) return object;
  return context.Missing(ChildToken(key), context.span(), "E0109",
                         absl::StrCat(schema::KindName(kind), " \"", name, "\" of ", relation.ToString(), " does not exist"));
}

absl::StatusOr<std::optional<ObjectKey>> FindOnRelation(Context& context, const List* names, Kind kind) {
  std::vector<std::string> parts = Strings(names);
  if (parts.size() < 2) return std::nullopt;
  RangeVar name{};
  name.type = T_RangeVar;
  name.relname = parts[parts.size() - 2].data();
  name.schemaname = parts.size() > 2 ? parts[parts.size() - 3].data() : nullptr;
  name.location = -1;
  ASSIGN_OR_RETURN(ObjectKey relation, FindRelation(context, name));
  if (!HoldsTriggers(relation.kind)) return std::nullopt;
  ASSIGN_OR_RETURN(Object * object, RequireOnRelation(context, relation, kind, parts.back()));
  return object->key;
}

}  // namespace compiler
