#include "compiler/kinds/find_object.h"

#include "compiler/kinds/event_trigger.h"
#include "compiler/kinds/extension.h"
#include "compiler/kinds/find_named.h"
#include "compiler/kinds/find_routine.h"
#include "compiler/kinds/trigger.h"
#include "compiler/kinds/unmodelled.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::Kind;
using schema::Object;
using schema::ObjectKey;

// A RangeVar made of a list of names; its strings live in `parts`.
RangeVar RelationName(std::vector<std::string>& parts, size_t count) {
  RangeVar name{};
  name.type = T_RangeVar;
  name.relname = parts[count - 1].data();
  name.schemaname = count > 1 ? parts[count - 2].data() : nullptr;
  name.location = -1;
  return name;
}

std::optional<ObjectKey> Known(Context& context, ObjectKey key) {
  if (context.builder().Find(key) == nullptr) return std::nullopt;
  return key;
}

absl::StatusOr<std::optional<ObjectKey>> FindRelationObject(Context& context, const ::Node* object) {
  if (IsA(object, RangeVar)) {
    ASSIGN_OR_RETURN(ObjectKey key, FindRelation(context, *reinterpret_cast<const RangeVar*>(object)));
    return Known(context, std::move(key));
  }
  std::vector<std::string> parts = Strings(reinterpret_cast<const List*>(object));
  ASSIGN_OR_RETURN(ObjectKey key, FindRelation(context, RelationName(parts, parts.size())));
  return Known(context, std::move(key));
}

// [schema, table, column] to the column.
absl::StatusOr<std::optional<ObjectKey>> FindColumnObject(Context& context, const List* names) {
  std::vector<std::string> parts = Strings(names);
  if (parts.size() < 2) return schema::ErrorAt(context.span(), "E0114", "column name must be qualified");
  ASSIGN_OR_RETURN(ObjectKey relation, FindRelation(context, RelationName(parts, parts.size() - 1)));
  if (relation.kind != Kind::kTable && relation.kind != Kind::kCompositeType) return std::nullopt;
  ASSIGN_OR_RETURN(Object * column, FindColumn(context, relation, parts.back(), context.span()));
  return column->key;
}

// [schema, table, constraint].
absl::StatusOr<std::optional<ObjectKey>> FindConstraintObject(Context& context, const List* names) {
  std::vector<std::string> parts = Strings(names);
  ASSIGN_OR_RETURN(ObjectKey relation, FindRelation(context, RelationName(parts, parts.size() - 1)));
  if (relation.kind != Kind::kTable) return std::nullopt;
  ASSIGN_OR_RETURN(FoundConstraint found, RequireConstraint(context, relation, parts.back(), context.span()));
  return found.object->key;
}

// [TypeName of the domain, constraint].
absl::StatusOr<std::optional<ObjectKey>> FindDomainConstraintObject(Context& context, const List* names) {
  constexpr Kind kKinds[] = {Kind::kDomain};
  const ::Node* domain = NodeAt(names, 0);
  const List* domain_name = IsA(domain, TypeName) ? reinterpret_cast<const ::TypeName*>(domain)->names : reinterpret_cast<const List*>(domain);
  ASSIGN_OR_RETURN(ObjectKey key, FindType(context, domain_name, kKinds));
  ASSIGN_OR_RETURN(FoundConstraint found, RequireConstraint(context, key, strVal(NodeAt(names, 1)), context.span()));
  return found.object->key;
}

absl::StatusOr<std::optional<ObjectKey>> FindTypeObject(Context& context, ObjectType type, const ::Node* object) {
  constexpr Kind kKinds[] = {Kind::kEnum, Kind::kDomain, Kind::kCompositeType, Kind::kRangeType, Kind::kBaseType, Kind::kTable};
  const List* names = IsA(object, TypeName) ? reinterpret_cast<const ::TypeName*>(object)->names : reinterpret_cast<const List*>(object);
  absl::StatusOr<ObjectKey> key = FindType(context, names, type == OBJECT_DOMAIN ? absl::MakeConstSpan(kKinds + 1, 1) : absl::MakeConstSpan(kKinds));
  if (key.ok()) return *std::move(key);
  // The type of an extension, or a builtin one.
  std::vector<std::string> parts = Strings(names);
  if (context.catalog().FindType(parts).has_value() || (context.IsLastTry() && context.catalog().HasUnknownExtension())) return std::nullopt;
  return key.status();
}

}  // namespace

bool IsRelation(ObjectType type) {
  return type == OBJECT_TABLE || type == OBJECT_SEQUENCE || type == OBJECT_INDEX || type == OBJECT_VIEW || type == OBJECT_MATVIEW || type == OBJECT_FOREIGN_TABLE;
}

absl::StatusOr<std::optional<NamedColumn>> FindViewColumn(Context& context, const List* names) {
  std::vector<std::string> parts = Strings(names);
  if (parts.size() < 2) return std::nullopt;
  ASSIGN_OR_RETURN(ObjectKey relation, FindRelation(context, RelationName(parts, parts.size() - 1)));
  if (relation.kind != Kind::kView && relation.kind != Kind::kMaterializedView) return std::nullopt;
  return NamedColumn{std::move(relation), std::move(parts.back())};
}

absl::StatusOr<std::optional<ObjectKey>> FindObject(Context& context, ObjectType type, const ::Node* object) {
  if (IsRelation(type)) return FindRelationObject(context, object);
  const auto* list = reinterpret_cast<const List*>(object);
  switch (type) {
    case OBJECT_SCHEMA: {
      RETURN_IF_ERROR(CheckSchema(context, strVal(object), context.span()));
      return Known(context, schema::MakeKey(Kind::kSchema, {strVal(object)}));
    }
    case OBJECT_EXTENSION: {
      ASSIGN_OR_RETURN(Object * extension, FindExtension(context, strVal(object)));
      if (extension == nullptr) return std::nullopt;
      return extension->key;
    }
    case OBJECT_FDW:
    case OBJECT_FOREIGN_SERVER: {
      ObjectKey key = schema::MakeKey(type == OBJECT_FDW ? Kind::kForeignDataWrapper : Kind::kForeignServer, {strVal(object)});
      if (context.builder().Find(key) != nullptr) return key;
      if (context.IsLastTry()) return std::nullopt;  // an extension's
      return context.Missing(NameToken(key.name()), context.span(), "E0109", absl::StrCat(key.ToString(), " does not exist"));
    }
    case OBJECT_COLUMN: return FindColumnObject(context, list);
    case OBJECT_ATTRIBUTE: return FindColumnObject(context, list);
    case OBJECT_TABCONSTRAINT: return FindConstraintObject(context, list);
    case OBJECT_DOMCONSTRAINT: return FindDomainConstraintObject(context, list);
    case OBJECT_TYPE:
    case OBJECT_DOMAIN: return FindTypeObject(context, type, object);
    case OBJECT_FUNCTION:
    case OBJECT_PROCEDURE:
    case OBJECT_ROUTINE:
    case OBJECT_AGGREGATE: return FindRoutineToAlter(context, type, As<ObjectWithArgs>(*object));
    case OBJECT_TRIGGER: return FindOnRelation(context, list, Kind::kTrigger);
    case OBJECT_POLICY: return FindOnRelation(context, list, Kind::kPolicy);
    case OBJECT_RULE: return FindOnRelation(context, list, Kind::kRule);
    case OBJECT_EVENT_TRIGGER: return FindEventTrigger(context, strVal(object));
    default:
      if (IsNamed(type)) return RequireNamed(context, type, object);
      return std::nullopt;
  }
}

}  // namespace compiler
