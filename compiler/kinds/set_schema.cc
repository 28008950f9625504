#include "compiler/kinds/set_schema.h"

#include "compiler/kinds/find_object.h"
#include "compiler/kinds/key_constraint.h"
#include "compiler/kinds/move.h"
#include "compiler/lookup.h"

namespace compiler {
namespace {

using schema::Kind;
using schema::Object;
using schema::ObjectKey;

absl::Status Move(Context& context, const ObjectKey& key, absl::string_view schema) {
  if (key.schema_name() == schema) return absl::OkStatus();
  ObjectKey to = schema::MakeKey(key.kind, {schema, key.name()});
  if (const Object* existing = context.builder().Find(to); existing != nullptr) return AlreadyExists(context, context.span(), to.ToString(), existing->span);
  switch (key.kind) {
    case Kind::kTable:
      RETURN_IF_ERROR(CheckRelationName(context, schema, key.name(), context.span()));
      MoveTable(context, key, to);
      return absl::OkStatus();
    case Kind::kSequence: MoveSequence(context, key, to); return absl::OkStatus();
    case Kind::kEnum:
    case Kind::kDomain:
    case Kind::kCompositeType: MoveType(context, key, to); return absl::OkStatus();
    case Kind::kFunction:
    case Kind::kProcedure:
    case Kind::kAggregate: MoveRoutine(context, key, to); return absl::OkStatus();
    case Kind::kRangeType:
    case Kind::kBaseType: MoveType(context, key, to); return absl::OkStatus();
    case Kind::kCollation:
    case Kind::kStatistics:
    case Kind::kConversion:
    case Kind::kOperator:
    case Kind::kOperatorClass:
    case Kind::kOperatorFamily:
    case Kind::kTextSearchParser:
    case Kind::kTextSearchTemplate:
    case Kind::kTextSearchDictionary:
    case Kind::kTextSearchConfiguration: MoveNamed(context, key, to); return absl::OkStatus();
    case Kind::kUnmodelled: MoveUnmodelled(context, key, to); return absl::OkStatus();
    default: return schema::ErrorAt(context.span(), "E0105", key.ToString(), " cannot change its schema");
  }
}

}  // namespace

absl::Status SetSchema(Context& context, const AlterObjectSchemaStmt& statement) {
  const ::Node* object = statement.object != nullptr ? statement.object : reinterpret_cast<const ::Node*>(statement.relation);
  RETURN_IF_ERROR(CheckSchema(context, statement.newschema, context.span()));
  absl::StatusOr<std::optional<ObjectKey>> key = FindObject(context, statement.objectType, object);
  if (!key.ok() && statement.missing_ok && context.IsLastTry()) return absl::OkStatus();
  RETURN_IF_ERROR(key.status());
  if (!key->has_value()) return absl::OkStatus();
  if ((*key)->kind == Kind::kExtension) {
    context.builder().Find(**key)->As<schema::Extension>().in_schema = statement.newschema;
    return absl::OkStatus();
  }
  return Move(context, **key, statement.newschema);
}

}  // namespace compiler
