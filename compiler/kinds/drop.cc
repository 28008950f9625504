#include "compiler/kinds/drop.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "compiler/kinds/find_named.h"
#include "compiler/kinds/find_routine.h"
#include "compiler/kinds/foreign_server.h"
#include "compiler/kinds/inherit.h"
#include "compiler/kinds/publication.h"
#include "compiler/kinds/statistics.h"
#include "compiler/kinds/trigger.h"
#include "compiler/kinds/unmodelled.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"
#include "schema/routine_key.h"
#include "schema/signature_key.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;

using Paths = absl::flat_hash_set<std::string>;

const List* NamesOf(const ::Node* object) {
  return IsA(object, TypeName) ? reinterpret_cast<const ::TypeName*>(object)->names : reinterpret_cast<const List*>(object);
}

std::optional<ObjectKey> RelationNamed(Context& context, const ::Node* object) {
  std::vector<std::string> parts = Strings(NamesOf(object));
  return FindRelationIfAny(context, parts.size() > 1 ? absl::string_view(parts[parts.size() - 2]) : absl::string_view(), parts.back());
}

bool IsRelationType(ObjectType type) {
  return type == OBJECT_TABLE || type == OBJECT_SEQUENCE || type == OBJECT_INDEX || type == OBJECT_VIEW || type == OBJECT_MATVIEW || type == OBJECT_FOREIGN_TABLE;
}

absl::Status DependsOn(Context& context, const ObjectKey& dropped, const ObjectKey& user) {
  return schema::WithHint(ErrorAt(context.span(), "E0116", "cannot drop ", dropped.ToString(), " because ", user.ToString(), " depends on it"),
                          "use CASCADE to drop both");
}

// Foreign keys of other tables go with the table, or prevent it.
absl::Status DropTable(Context& context, const ObjectKey& table, DropBehavior behavior, const Paths& also) {
  for (const ObjectKey& foreign_key : context.workspace().ForeignKeysTo(table)) {
    ObjectKey user = foreign_key.Parent(Kind::kTable);
    if (user == table) continue;
    if (behavior != DROP_CASCADE && !also.contains(user.path)) return DependsOn(context, table, foreign_key);
    context.workspace().Remove(foreign_key);
  }
  for (const ObjectKey& child : context.workspace().ChildrenOf(table)) {
    if (context.builder().Find(child) == nullptr) continue;
    bool partition = context.builder().Find(child)->As<schema::Table>().partition_of.has_value();  // goes with its parent
    if (!partition && behavior != DROP_CASCADE && !also.contains(child.path)) return DependsOn(context, table, child);
    RETURN_IF_ERROR(DropTable(context, child, behavior, also));
  }
  for (const ObjectKey& sequence : context.workspace().SequencesOwnedBy(table)) context.workspace().Remove(sequence);
  DropStatisticsOf(context, table);
  RemovePublishedTable(context, table);
  context.workspace().Remove(table);
  return absl::OkStatus();
}

absl::Status DropIndex(Context& context, const ObjectKey& key) {
  if (key.kind != Kind::kIndex) {
    return schema::WithHint(ErrorAt(context.span(), "E0116", "cannot drop index \"", key.name(), "\" because ", key.ToString(), " requires it"), "drop the constraint instead");
  }
  if (Object* view = context.builder().Find(key.Parent(Kind::kMaterializedView)); view != nullptr) {
    std::optional<std::string>& cluster = view->As<schema::MaterializedView>().cluster_index;
    if (cluster == key.name()) cluster.reset();
    context.workspace().Remove(key);
    return absl::OkStatus();
  }
  auto& table = context.builder().Find(key.Parent(Kind::kTable))->As<schema::Table>();
  if (table.cluster_index == key.name()) table.cluster_index.reset();
  if (table.replica_identity_index == key.name()) {
    table.replica_identity_index.reset();
    table.replica_identity = schema::ReplicaIdentity::kNothing;  // what the server then does (RelationGetIndexList)
  }
  DropInheritedParts(context, key);
  context.workspace().Remove(key);
  return absl::OkStatus();
}

// The columns and domains of a type go with it, or prevent it.
absl::Status DropType(Context& context, const ObjectKey& key, DropBehavior behavior) {
  for (const ObjectKey& typed : context.workspace().ChildrenOf(key)) {
    if (behavior != DROP_CASCADE) return DependsOn(context, key, typed);
    RETURN_IF_ERROR(DropTable(context, typed, behavior, {}));
  }
  for (const ObjectKey& user : context.workspace().UsersOfType(key.schema_name(), key.name())) {
    if (context.builder().Find(user) == nullptr) continue;
    if (behavior != DROP_CASCADE) return DependsOn(context, key, user);
    RETURN_IF_ERROR(user.kind == Kind::kDomain ? DropType(context, user, behavior) : DropColumn(context, user, behavior));
  }
  context.workspace().Remove(key);
  return absl::OkStatus();
}

// Defaults that draw from the sequence go with it (DROP_CASCADE); without, the server would refuse, and the missing name is reported at the end.
absl::Status DropSequence(Context& context, const ObjectKey& key, DropBehavior behavior) {
  context.workspace().Remove(key);
  if (behavior != DROP_CASCADE) return absl::OkStatus();
  context.builder().ForEach([&](Object& object) {
    if (object.key.kind != Kind::kColumn) return;
    auto& column = object.As<schema::Column>();
    PendingExpression* pending = column.default_value.has_value() ? context.workspace().expressions().Find(*column.default_value) : nullptr;
    if (pending == nullptr) return;
    bool uses = false;
    ForEachObjectName(pending->raw, [&](ObjectName& name) { uses = uses || (!name.is_type() && !name.is_function() && name.parts().back() == key.name()); });
    if (uses) column.default_value.reset();
  });
  return absl::OkStatus();
}

bool IsTriggerOf(const Object& object, const ObjectKey& function) {
  return (object.key.kind == Kind::kTrigger && object.As<schema::Trigger>().function == function) ||
         (object.key.kind == Kind::kEventTrigger && object.As<schema::EventTrigger>().function == function);
}

bool Calls(Context& context, const std::optional<schema::Expr>& expr, absl::string_view function) {
  PendingExpression* pending = expr.has_value() ? context.workspace().expressions().Find(*expr) : nullptr;
  bool calls = false;
  if (pending != nullptr) ForEachObjectName(pending->raw, [&](ObjectName& name) { calls = calls || (name.is_function() && name.parts().back() == function); });
  return calls;
}

// Triggers of the function, and with DROP_CASCADE defaults that call it, go with it. What else uses it is reported at the end as a missing name.
absl::Status DropRoutine(Context& context, const ObjectKey& key, DropBehavior behavior) {
  std::string name(schema::SplitRoutineName(key.name()).name);
  std::vector<ObjectKey> triggers;
  context.builder().ForEach([&](Object& object) {
    if (IsTriggerOf(object, key)) triggers.push_back(object.key);
    if (object.key.kind != Kind::kColumn || behavior != DROP_CASCADE) return;
    auto& column = object.As<schema::Column>();
    if (Calls(context, column.default_value, name)) column.default_value.reset();
  });
  if (!triggers.empty() && behavior != DROP_CASCADE) return DependsOn(context, key, triggers.front());
  for (const ObjectKey& trigger : triggers) context.workspace().Remove(trigger);
  context.workspace().Remove(key);
  return absl::OkStatus();
}

absl::Status DropSchema(Context& context, const ObjectKey& key, DropBehavior behavior) {
  std::vector<ObjectKey> inside;
  context.builder().ForEachBelow(key, [&](Object& object) {
    if (schema::Info(object.key.kind).top_level) inside.push_back(object.key);
  });
  if (!inside.empty() && behavior != DROP_CASCADE) return DependsOn(context, key, inside.front());
  Paths none;
  for (const ObjectKey& object : inside) {
    if (context.builder().Find(object) == nullptr) continue;
    if (object.kind == Kind::kTable) RETURN_IF_ERROR(DropTable(context, object, DROP_CASCADE, none));
    if (schema::IsRoutine(object.kind)) RETURN_IF_ERROR(DropRoutine(context, object, DROP_CASCADE));
    bool type = object.kind == Kind::kEnum || object.kind == Kind::kDomain || object.kind == Kind::kCompositeType || object.kind == Kind::kRangeType ||
                object.kind == Kind::kBaseType;
    if (type) RETURN_IF_ERROR(DropType(context, object, DROP_CASCADE));
  }
  for (const ObjectKey& privileges : context.workspace().ObjectsOf(Kind::kDefaultPrivileges)) {
    if (context.builder().Find(privileges)->As<schema::DefaultPrivileges>().schema == key.name()) context.workspace().Remove(privileges);
  }
  for (const ObjectKey& publication : context.workspace().ObjectsOf(Kind::kPublication)) {
    auto& schemas = context.builder().Find(publication)->As<schema::Publication>().schemas;
    schemas.erase(std::remove(schemas.begin(), schemas.end(), key.name()), schemas.end());
  }
  context.workspace().Remove(key);
  return absl::OkStatus();
}

absl::Status DropFound(Context& context, const DropStmt& statement, const ObjectKey& key, const Paths& also) {
  if (statement.behavior == DROP_CASCADE) context.workspace().NoteCascade();
  switch (key.kind) {
    case Kind::kTable: return DropTable(context, key, statement.behavior, also);
    case Kind::kSequence: return DropSequence(context, key, statement.behavior);
    case Kind::kSchema: return DropSchema(context, key, statement.behavior);
    case Kind::kEnum:
    case Kind::kDomain:
    case Kind::kRangeType:
    case Kind::kBaseType:
    case Kind::kCompositeType: return DropType(context, key, statement.behavior);
    case Kind::kIndex:
    case Kind::kKeyConstraint:
    case Kind::kExclusion: return DropIndex(context, key);
    case Kind::kForeignDataWrapper:
    case Kind::kForeignServer: return DropForeign(context, key, statement.behavior);
    case Kind::kColumn: return ErrorAt(context.span(), "E0116", "cannot drop the sequence of identity ", key.ToString());
    case Kind::kFunction:
    case Kind::kProcedure:
    case Kind::kAggregate: return DropRoutine(context, key, statement.behavior);
    case Kind::kOperatorFamily:
      for (const ObjectKey& opclass : context.workspace().ObjectsOf(Kind::kOperatorClass)) {
        const auto& body = context.builder().Find(opclass)->As<schema::OperatorClass>();
        bool member = body.family.has_value() && schema::OfMethodKey(Kind::kOperatorFamily, body.family->schema, body.family->name, body.method) == key;
        if (member || opclass.path == key.path) context.workspace().Remove(opclass);
      }
      context.workspace().Remove(key);
      return absl::OkStatus();
    default: context.workspace().Remove(key); return absl::OkStatus();
  }
}

// A trigger or policy by [schema,] relation, name. That of a relation that is not modelled is part of it: a key without an object.
std::optional<ObjectKey> Below(Context& context, const List* names, Kind kind) {
  std::vector<std::string> parts = Strings(names);
  if (parts.size() < 2) return std::nullopt;
  std::optional<ObjectKey> relation = FindRelationIfAny(context, parts.size() > 2 ? absl::string_view(parts[parts.size() - 3]) : absl::string_view(), parts[parts.size() - 2]);
  if (!relation.has_value()) return std::nullopt;
  ObjectKey key = relation->Child(kind, parts.back());
  bool known = context.builder().Find(key) != nullptr || !HoldsTriggers(relation->kind);
  return known ? std::optional<ObjectKey>(key) : std::nullopt;
}

// The object that a DROP of this type names; nullopt when there is none.
absl::StatusOr<std::optional<ObjectKey>> FindDropped(Context& context, ObjectType type, const ::Node* object) {
  if (IsRelationType(type)) return RelationNamed(context, object);
  if (type == OBJECT_SCHEMA || type == OBJECT_EXTENSION) {
    ObjectKey key = schema::MakeKey(type == OBJECT_SCHEMA ? Kind::kSchema : Kind::kExtension, {strVal(object)});
    return context.builder().Find(key) == nullptr ? std::nullopt : std::optional<ObjectKey>(key);
  }
  if (type == OBJECT_TYPE || type == OBJECT_DOMAIN) {
    std::vector<std::string> parts = Strings(NamesOf(object));
    for (const std::string& schema : parts.size() > 1 ? std::vector<std::string>{parts[parts.size() - 2]} : context.settings().search_path) {
      for (Kind kind : {Kind::kEnum, Kind::kDomain, Kind::kCompositeType, Kind::kRangeType, Kind::kBaseType}) {
        ObjectKey key = schema::MakeKey(kind, {schema, parts.back()});
        if (context.builder().Find(key) != nullptr) return key;
      }
    }
  }
  if (type == OBJECT_TRIGGER || type == OBJECT_POLICY || type == OBJECT_RULE) {
    Kind kind = type == OBJECT_TRIGGER ? Kind::kTrigger : type == OBJECT_POLICY ? Kind::kPolicy : Kind::kRule;
    return Below(context, reinterpret_cast<const List*>(object), kind);
  }
  if (type == OBJECT_EVENT_TRIGGER || type == OBJECT_FDW || type == OBJECT_FOREIGN_SERVER) {
    Kind kind = type == OBJECT_EVENT_TRIGGER ? Kind::kEventTrigger : type == OBJECT_FDW ? Kind::kForeignDataWrapper : Kind::kForeignServer;
    ObjectKey key = schema::MakeKey(kind, {strVal(object)});
    return context.builder().Find(key) == nullptr ? std::nullopt : std::optional<ObjectKey>(key);
  }
  if (IsRoutineType(type)) return FindRoutine(context, type, As<ObjectWithArgs>(*object));
  if (IsNamed(type)) {
    ASSIGN_OR_RETURN(std::optional<ObjectKey> key, FindNamed(context, type, object));
    // A family that came with its class is no object of its own; the two go together.
    if (key.has_value() || type != OBJECT_OPFAMILY) return key;
    return FindNamed(context, OBJECT_OPCLASS, object);
  }
  return std::nullopt;
}

std::string NameForMessage(const ::Node* object) {
  switch (nodeTag(object)) {
    case T_String: return strVal(object);
    case T_ObjectWithArgs: return WrittenName(reinterpret_cast<const ObjectWithArgs*>(object)->objname);
    case T_TypeName: return WrittenName(reinterpret_cast<const ::TypeName*>(object)->names);
    case T_List: {
      const auto* list = reinterpret_cast<const List*>(object);
      return list_length(list) > 0 && IsA(linitial(list), String) ? WrittenName(list) : "";
    }
    default: return "";
  }
}

// The last name in the node, which the creation of the object would wake.
std::string TokenOf(const ::Node* object) {
  std::string name = NameForMessage(object);
  return NameToken(absl::string_view(name).substr(name.rfind('.') + 1));
}

// Objects that come and go outside of our sight: members of extensions, what a DO block makes, what a CASCADE took along.
bool MayBeElsewhere(Context& context, const DropStmt& statement, const ::Node* object) {
  bool modelled = IsRelationType(statement.removeType) || statement.removeType == OBJECT_SCHEMA || statement.removeType == OBJECT_EXTENSION ||
                  statement.removeType == OBJECT_TYPE || statement.removeType == OBJECT_DOMAIN;
  if (context.workspace().HasCascaded() || context.workspace().server_only().known() || context.catalog().HasUnknownExtension()) return true;
  if (modelled || !IsA(object, ObjectWithArgs)) return false;
  return !context.workspace().builtins().Functions(LastString(reinterpret_cast<const ObjectWithArgs*>(object)->objname)).empty();
}

absl::Status DropOne(Context& context, const DropStmt& statement, const ::Node* object, const Paths& also) {
  ASSIGN_OR_RETURN(std::optional<ObjectKey> key, FindDropped(context, statement.removeType, object));
  IfMissing if_missing = statement.missing_ok ? IfMissing::kSkip : IfMissing::kFail;
  if (!key.has_value()) {
    if (context.IsLastTry() && (statement.missing_ok || MayBeElsewhere(context, statement, object))) return absl::OkStatus();
    return context.Missing(TokenOf(object), context.span(), IsRelationType(statement.removeType) ? "E0104" : "E0109",
                           absl::StrCat("\"", NameForMessage(object), "\" does not exist"));
  }
  const Object* found = context.builder().Find(*key);
  if (found == nullptr) {  // temporary, a system's, or the index of a relation that is not modelled
    if (statement.removeType == OBJECT_INDEX) context.workspace().FreePartName(key->schema_name(), LastString(NamesOf(object)));
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(bool drop, MayDrop(context, *found, if_missing));
  return drop ? DropFound(context, statement, *key, also) : absl::OkStatus();
}

}  // namespace

bool IsLaterInFile(Context& context, const Object& object) {
  return object.span.file == context.span().file && object.span.offset >= context.span().offset;
}

absl::StatusOr<bool> MayDrop(Context& context, const Object& object, IfMissing if_missing) {
  if (!object.span.known()) return true;  // there from the start
  if (object.span.file == context.span().file) {
    if (!IsLaterInFile(context, object)) return true;
    if (if_missing == IfMissing::kSkip || context.workspace().server_only().known()) return false;
    return schema::WithHint(ErrorAt(context.span(), "E0109", object.key.ToString(), " does not exist here"),
                            absl::StrCat("it is created behind this statement, at ", context.workspace().sources().Place(object.span)));
  }
  if (if_missing == IfMissing::kSkip) return false;
  return schema::WithHint(ErrorAt(context.span(), "E0117", object.key.ToString(), " is dropped here and created in another file"),
                          absl::StrCat("it is created at ", context.workspace().sources().Place(object.span), "; the order of files means nothing"));
}

absl::StatusOr<bool> FindForDrop(Context& context, const ObjectKey& key, IfMissing if_missing, absl::string_view code) {
  if (const Object* object = context.builder().Find(key); object != nullptr) return MayDrop(context, *object, if_missing);
  bool may_be_elsewhere = context.workspace().HasCascaded() || context.workspace().server_only().known();
  if (context.IsLastTry() && (if_missing == IfMissing::kSkip || may_be_elsewhere)) return false;
  std::string token = schema::Info(key.kind).top_level ? NameToken(key.name()) : ChildToken(key);
  return context.Missing(std::move(token), context.span(), code, absl::StrCat(key.ToString(), " does not exist"));
}

absl::Status Drop(Context& context, const DropStmt& statement) {
  int count = list_length(statement.objects);
  Paths also;
  for (int i = 0; statement.removeType == OBJECT_TABLE && i < count; ++i) {
    if (std::optional<ObjectKey> key = RelationNamed(context, NodeAt(statement.objects, i)); key.has_value()) also.insert(key->path);
  }
  for (int i = 0; i < count; ++i) {
    const ::Node* object = NodeAt(statement.objects, i);
    absl::Status status = DropOne(context, statement, object, also);
    if (count == 1) return status;
    RETURN_IF_ERROR(context.RunOrWait(std::move(status), [&] {
      auto* part = static_cast<DropStmt*>(copyObjectImpl(&statement));
      part->objects = list_make1(copyObjectImpl(object));
      return reinterpret_cast<::Node*>(part);
    }));
  }
  return absl::OkStatus();
}

}  // namespace compiler
