#include "compiler/kinds/rename.h"

#include "compiler/kinds/constraint.h"
#include "compiler/kinds/drop.h"
#include "compiler/kinds/event_trigger.h"
#include "compiler/kinds/find_named.h"
#include "compiler/kinds/find_object.h"
#include "compiler/kinds/find_routine.h"
#include "compiler/kinds/foreign_server.h"
#include "compiler/kinds/inherit.h"
#include "compiler/kinds/key_constraint.h"
#include "compiler/kinds/move.h"
#include "compiler/kinds/trigger.h"
#include "compiler/kinds/unmodelled.h"
#include "compiler/kinds/view.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"
#include "schema/routine_key.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;

absl::Status CheckFree(Context& context, const ObjectKey& to) {
  const Object* existing = context.builder().Find(to);
  return existing == nullptr ? absl::OkStatus() : AlreadyExists(context, context.span(), to.ToString(), existing->span);
}

absl::Status RenameUnmodelled(Context& context, const ObjectKey& key, absl::string_view new_name) {
  const std::string what = context.builder().Find(key)->As<schema::Unmodelled>().what;
  ObjectKey to = key;
  size_t last = key.path.rfind('\0');
  to.path = absl::StrCat(last == std::string::npos ? "" : key.path.substr(0, last + 1), RenamedUnmodelled(key.name(), what, new_name));
  RETURN_IF_ERROR(CheckFree(context, to));
  if (IsUnmodelledRelation(what)) RETURN_IF_ERROR(CheckRelationName(context, key.schema_name(), new_name, context.span()));
  MoveUnmodelled(context, key, to);
  return absl::OkStatus();
}

absl::Status RenameIdentitySequence(Context& context, Object& column, absl::string_view new_name) {
  context.workspace().Change(column, [&](Object& object) {
    ObjectKey& sequence = object.As<schema::Column>().identity->sequence;
    sequence = schema::MakeKey(Kind::kSequence, {sequence.schema_name(), new_name});
  });
  return absl::OkStatus();
}

// A relation by the kind that it really has: ALTER TABLE renames indexes, sequences and views as well.
absl::Status RenameRelation(Context& context, const RenameStmt& statement) {
  ASSIGN_OR_RETURN(ObjectKey key, FindRelation(context, *statement.relation));
  Object* object = context.builder().Find(key);
  if (object == nullptr) return absl::OkStatus();  // temporary, or a system's
  if (statement.missing_ok && IsLaterInFile(context, *object)) return absl::OkStatus();
  if (key.kind == Kind::kUnmodelled) return RenameUnmodelled(context, key, statement.newname);
  RETURN_IF_ERROR(CheckRelationName(context, key.schema_name(), statement.newname, context.span()));
  ObjectKey to = schema::MakeKey(key.kind, {key.schema_name(), statement.newname});
  switch (key.kind) {
    case Kind::kTable: MoveTable(context, key, to); return absl::OkStatus();
    case Kind::kView:
    case Kind::kMaterializedView:
    case Kind::kSequence: MoveSequence(context, key, to); return absl::OkStatus();
    case Kind::kCompositeType: MoveType(context, key, to); return absl::OkStatus();
    case Kind::kColumn: return RenameIdentitySequence(context, *object, statement.newname);
    default: MovePart(context, key, statement.newname); return absl::OkStatus();
  }
}

absl::Status RenameColumn(Context& context, const RenameStmt& statement) {
  ASSIGN_OR_RETURN(ObjectKey relation, FindRelation(context, *statement.relation));
  if (IsView(relation.kind)) {
    for (schema::ViewColumn& note : context.workspace().NotesOfView(relation)) {
      if (note.name == statement.subname) note.name = statement.newname;
    }
    context.workspace().RenamesOfView(relation).emplace_back(statement.subname, statement.newname);
    return absl::OkStatus();
  }
  if (relation.kind != Kind::kTable && relation.kind != Kind::kCompositeType) return absl::OkStatus();  // part of what is not modelled
  ASSIGN_OR_RETURN(Object * column, FindColumn(context, relation, statement.subname, context.span()));
  RETURN_IF_ERROR(CheckFree(context, relation.Child(Kind::kColumn, statement.newname)));
  MoveColumn(context, ObjectKey(column->key), statement.newname);
  RenameColumnBelow(context, relation, statement.subname, statement.newname);
  return absl::OkStatus();
}

absl::Status RenameFoundConstraint(Context& context, const ObjectKey& parent, const RenameStmt& statement) {
  ASSIGN_OR_RETURN(FoundConstraint found, RequireConstraint(context, parent, statement.subname, context.span()));
  RETURN_IF_ERROR(CheckConstraintName(context, parent, statement.newname, context.span()));
  if (found.not_null) {
    context.workspace().Change(*found.object, [&](Object& column) { column.As<schema::Column>().not_null->name = statement.newname; });
    return absl::OkStatus();
  }
  bool check = found.object->key.kind == Kind::kCheck && !found.object->As<schema::Check>().no_inherit;
  MovePart(context, ObjectKey(found.object->key), statement.newname);
  if (check) RenameCheckBelow(context, parent, statement.subname, statement.newname);
  return absl::OkStatus();
}

absl::Status RenameTableConstraint(Context& context, const RenameStmt& statement) {
  ASSIGN_OR_RETURN(std::optional<ObjectKey> table, FindTable(context, *statement.relation));
  return table.has_value() ? RenameFoundConstraint(context, *table, statement) : absl::OkStatus();
}

absl::Status RenameDomainConstraint(Context& context, const RenameStmt& statement) {
  constexpr Kind kKinds[] = {Kind::kDomain};
  ASSIGN_OR_RETURN(ObjectKey domain, FindType(context, reinterpret_cast<const List*>(statement.object), kKinds));
  return RenameFoundConstraint(context, domain, statement);
}

absl::Status RenameSchema(Context& context, const RenameStmt& statement) {
  RETURN_IF_ERROR(CheckSchema(context, statement.subname, context.span()));
  ObjectKey from = schema::MakeKey(Kind::kSchema, {statement.subname});
  ObjectKey to = schema::MakeKey(Kind::kSchema, {statement.newname});
  if (context.builder().Find(from) == nullptr) return ErrorAt(context.span(), "E0114", "schema \"", statement.subname, "\" is a system schema");
  RETURN_IF_ERROR(CheckFree(context, to));
  MoveSchema(context, from, to);
  return absl::OkStatus();
}

// The range type whose multirange type has this name.
std::optional<ObjectKey> FindByMultirange(Context& context, const List* names) {
  std::vector<std::string> parts = Strings(names);
  for (const ObjectKey& range : context.builder().range_types()) {
    bool in_schema = parts.size() < 2 || range.schema_name() == parts[parts.size() - 2];
    if (in_schema && context.builder().Find(range)->As<schema::RangeType>().multirange_name == parts.back()) return range;
  }
  return std::nullopt;
}

absl::Status RenameType(Context& context, const RenameStmt& statement) {
  if (statement.renameType == OBJECT_TYPE) {
    std::optional<ObjectKey> range = FindByMultirange(context, reinterpret_cast<const List*>(statement.object));
    if (range.has_value()) {
      MoveMultirange(context, *range, statement.newname);
      return absl::OkStatus();
    }
  }
  ASSIGN_OR_RETURN(std::optional<ObjectKey> key, FindObject(context, statement.renameType, statement.object));
  if (!key.has_value()) return absl::OkStatus();
  if (key->kind == Kind::kUnmodelled) return RenameUnmodelled(context, *key, statement.newname);
  ObjectKey to = schema::MakeKey(key->kind, {key->schema_name(), statement.newname});
  RETURN_IF_ERROR(CheckFree(context, to));
  MoveType(context, *key, to);
  return absl::OkStatus();
}

absl::Status RenameOnRelation(Context& context, const RenameStmt& statement, Kind kind) {
  ASSIGN_OR_RETURN(ObjectKey relation, FindRelation(context, *statement.relation));
  if (!HoldsTriggers(relation.kind)) return absl::OkStatus();
  ASSIGN_OR_RETURN(Object * object, RequireOnRelation(context, relation, kind, statement.subname));
  ObjectKey to = relation.Child(kind, statement.newname);
  RETURN_IF_ERROR(CheckFree(context, to));
  context.workspace().Move(ObjectKey(object->key), to);
  return absl::OkStatus();
}

absl::Status RenameEventTrigger(Context& context, const RenameStmt& statement) {
  ASSIGN_OR_RETURN(std::optional<ObjectKey> key, FindEventTrigger(context, strVal(statement.object)));
  if (!key.has_value()) return absl::OkStatus();
  ObjectKey to = schema::MakeKey(Kind::kEventTrigger, {statement.newname});
  RETURN_IF_ERROR(CheckFree(context, to));
  context.workspace().Move(*key, to);
  return absl::OkStatus();
}

absl::Status RenameRoutine(Context& context, const RenameStmt& statement) {
  ASSIGN_OR_RETURN(std::optional<ObjectKey> key, FindRoutineToAlter(context, statement.renameType, As<ObjectWithArgs>(*statement.object)));
  if (!key.has_value()) return absl::OkStatus();
  ObjectKey to = schema::RenamedRoutine(*key, key->schema_name(), statement.newname);
  RETURN_IF_ERROR(CheckFree(context, to));
  MoveRoutine(context, *key, to);
  return absl::OkStatus();
}

absl::Status RenameOther(Context& context, const RenameStmt& statement) {
  ASSIGN_OR_RETURN(std::optional<ObjectKey> key, FindObject(context, statement.renameType, statement.object));
  if (!key.has_value()) return absl::OkStatus();
  if (key->kind == Kind::kUnmodelled) return RenameUnmodelled(context, *key, statement.newname);
  ObjectKey to = RenamedKey(*key, statement.newname);
  RETURN_IF_ERROR(CheckFree(context, to));
  MoveNamed(context, *key, to);
  return absl::OkStatus();
}

absl::Status Dispatch(Context& context, const RenameStmt& statement) {
  if (IsRelation(statement.renameType)) return RenameRelation(context, statement);
  switch (statement.renameType) {
    case OBJECT_COLUMN:
    case OBJECT_ATTRIBUTE: return RenameColumn(context, statement);
    case OBJECT_TABCONSTRAINT: return RenameTableConstraint(context, statement);
    case OBJECT_DOMCONSTRAINT: return RenameDomainConstraint(context, statement);
    case OBJECT_SCHEMA: return RenameSchema(context, statement);
    case OBJECT_TYPE:
    case OBJECT_DOMAIN: return RenameType(context, statement);
    case OBJECT_FUNCTION:
    case OBJECT_PROCEDURE:
    case OBJECT_ROUTINE:
    case OBJECT_AGGREGATE: return RenameRoutine(context, statement);
    case OBJECT_TRIGGER: return RenameOnRelation(context, statement, Kind::kTrigger);
    case OBJECT_POLICY: return RenameOnRelation(context, statement, Kind::kPolicy);
    case OBJECT_RULE: return RenameOnRelation(context, statement, Kind::kRule);
    case OBJECT_EVENT_TRIGGER: return RenameEventTrigger(context, statement);
    case OBJECT_FDW:
    case OBJECT_FOREIGN_SERVER: {
      ASSIGN_OR_RETURN(std::optional<ObjectKey> key, FindObject(context, statement.renameType, statement.object));
      if (!key.has_value()) return absl::OkStatus();
      RETURN_IF_ERROR(CheckFree(context, schema::MakeKey(key->kind, {statement.newname})));
      MoveForeign(context, *key, statement.newname);
      return absl::OkStatus();
    }
    case OBJECT_ROLE:
    case OBJECT_DATABASE:
    case OBJECT_TABLESPACE: context.workspace().CountSkipped("ALTER … RENAME of cluster-wide objects", context.span()); return absl::OkStatus();
    default: return RenameOther(context, statement);
  }
}

}  // namespace

absl::Status Rename(Context& context, const RenameStmt& statement) {
  absl::Status status = Dispatch(context, statement);
  bool gone = !status.ok() && statement.missing_ok && context.IsLastTry();
  return gone ? absl::OkStatus() : status;
}

}  // namespace compiler
