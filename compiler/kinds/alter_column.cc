// ALTER TABLE subcommands about columns; ALTER TYPE subcommands about attributes.
#include <algorithm>

#include "compiler/kinds/alter_table.h"
#include "compiler/kinds/column.h"
#include "compiler/kinds/catalog_letters.h"
#include "compiler/kinds/drop.h"
#include "compiler/kinds/not_null.h"
#include "compiler/kinds/options.h"
#include "compiler/kinds/sequence.h"
#include "compiler/lookup.h"

namespace compiler {
namespace {

using schema::Column;
using schema::ErrorAt;
using schema::Kind;
using schema::Object;

absl::StatusOr<Object*> ColumnOf(Context& context, const AlterCommand& command) {
  return FindColumn(context, command.table, command.node.name, context.span());
}

int NextPosition(Context& context, const schema::ObjectKey& table) {
  int last = 0;
  context.builder().ForEachBelow(table, [&](Object& child) {
    if (child.key.kind == Kind::kColumn) last = std::max(last, child.As<Column>().position);
  });
  return last + 1;
}

// A default that is a plain literal keeps the type that it was given by the column's old type, and is converted from there (ATExecAlterColumnType,
// build_column_default). Other expressions have types of their own.
void KeepTypeOfDefault(Context& context, const Column& column) {
  if (!column.default_value.has_value() || !column.type.IsBuiltin() || column.type.array) return;
  PendingExpression* pending = context.workspace().expressions().Find(*column.default_value);
  const auto* literal = pending == nullptr ? nullptr : AsOrNull<A_Const>(pending->raw, T_A_Const);
  if (literal == nullptr || literal->isnull || nodeTag(&literal->val.node) != T_String) return;
  context.workspace().expressions().Own(*pending);
  context.workspace().memory().WithLasting([&] {
    auto* type = makeNode(TypeName);
    type->names = MakeNames({"pg_catalog", column.type.name});
    type->typemod = -1;
    type->location = -1;
    auto* cast = makeNode(TypeCast);
    cast->arg = pending->raw;
    cast->typeName = type;
    cast->location = -1;
    pending->raw = reinterpret_cast<::Node*>(cast);
  });
}

}  // namespace

absl::Status AlterAddColumn(Context& context, const AlterCommand& command) {
  const auto& definition = As<ColumnDef>(*command.node.def);
  if (const Object* existing = context.builder().Find(command.table.Child(Kind::kColumn, definition.colname)); existing != nullptr) {
    if (command.node.missing_ok) return absl::OkStatus();
    return AlreadyExists(context, context.At(definition.location, absl::string_view(definition.colname)), existing->key.ToString(), existing->span);
  }
  ASSIGN_OR_RETURN(ColumnDraft draft, DraftColumn(context, command.table, definition, NextPosition(context, command.table)));
  schema::ObjectKey key = draft.object->key;
  bool serial = draft.serial;
  ConstraintLists lists;
  RETURN_IF_ERROR(AddDraft(context, std::move(draft), lists).status());
  std::vector<ConstraintUse> foreign_keys = std::exchange(lists.foreign_keys, {});
  RETURN_IF_ERROR(AddConstraints(context, command.table, lists, TableState::kExisting));
  Object* column = context.builder().Find(key);
  if (serial || column->As<Column>().identity.has_value()) ImplyNotNull(context, *column);
  ConstraintLists last;
  last.foreign_keys = std::move(foreign_keys);
  return AddConstraints(context, command.table, last, TableState::kExisting);
}

absl::Status AlterDropColumn(Context& context, const AlterCommand& command) {
  schema::ObjectKey key = command.table.Child(Kind::kColumn, command.node.name);
  absl::StatusOr<bool> drop = FindForDrop(context, key, command.missing_ok ? IfMissing::kSkip : IfMissing::kFail, "E0107");
  RETURN_IF_ERROR(drop.status());
  return *drop ? DropColumn(context, key, command.node.behavior) : absl::OkStatus();
}

// USING says how to convert the rows that exist, which is no property of the schema.
absl::Status AlterColumnType(Context& context, const AlterCommand& command) {
  ASSIGN_OR_RETURN(Object * object, ColumnOf(context, command));
  const auto& definition = As<ColumnDef>(*command.node.def);
  ASSIGN_OR_RETURN(schema::TypeRef type, ResolveType(context, *definition.typeName));
  ASSIGN_OR_RETURN(std::optional<schema::CollationName> collation, ReadCollation(context, definition.collClause, type));
  auto& column = object->As<Column>();
  if (column.identity.has_value()) {
    if (!type.IsBuiltin("int2") && !type.IsBuiltin("int4") && !type.IsBuiltin("int8")) {
      return ErrorAt(context.span(), "E0113", "identity column type must be smallint, integer, or bigint");
    }
    // The sequence's type follows the column's (ATExecAlterColumnType makes AlterSeqStmt AS type), and with it a bound that was the old type's own.
    schema::SequenceOptions old_defaults = DefaultSequenceOptions(column.identity->options.type);
    schema::SequenceOptions new_defaults = DefaultSequenceOptions(type);
    schema::SequenceOptions& options = column.identity->options;
    if (options.max_value == old_defaults.max_value) options.max_value = new_defaults.max_value;
    options.type = type;
  }
  if (!(column.type == type)) KeepTypeOfDefault(context, column);
  context.workspace().Change(*object, [&](Object& changed) {
    auto& body = changed.As<Column>();
    body.type = std::move(type);
    body.collation = std::move(collation);
    body.storage = schema::Storage::kTypeDefault;
    body.compression.reset();
  });
  return absl::OkStatus();
}

absl::Status AlterColumnDefault(Context& context, const AlterCommand& command) {
  ASSIGN_OR_RETURN(Object * object, ColumnOf(context, command));
  auto& column = object->As<Column>();
  if (column.identity.has_value()) {
    return schema::WithHint(ErrorAt(context.span(), "E0114", "column \"", command.node.name, "\" of ", command.table.ToString(), " is an identity column"),
                            "use ALTER COLUMN … DROP IDENTITY");
  }
  if (column.generated.has_value()) {
    return schema::WithHint(ErrorAt(context.span(), "E0114", "column \"", command.node.name, "\" of ", command.table.ToString(), " is a generated column"),
                            "use ALTER COLUMN … DROP EXPRESSION");
  }
  if (command.node.def == nullptr) {
    column.default_value.reset();
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(column.default_value, context.Pend(command.node.def, ExpressionUse::kDefault));
  return absl::OkStatus();
}

absl::Status AlterSetNotNull(Context& context, const AlterCommand& command) {
  ASSIGN_OR_RETURN(Object * object, ColumnOf(context, command));
  ImplyNotNull(context, *object);
  if (object->As<Column>().not_null->name.has_value()) object->As<Column>().not_null->valid = true;
  return absl::OkStatus();
}

absl::Status AlterDropNotNull(Context& context, const AlterCommand& command) {
  ASSIGN_OR_RETURN(Object * object, ColumnOf(context, command));
  return DropNotNull(context, command.table, *object);
}

absl::Status AlterSetExpression(Context& context, const AlterCommand& command) {
  ASSIGN_OR_RETURN(Object * object, ColumnOf(context, command));
  auto& column = object->As<Column>();
  if (!column.generated.has_value()) return ErrorAt(context.span(), "E0114", "column \"", command.node.name, "\" of ", command.table.ToString(), " is not a generated column");
  RETURN_IF_ERROR(RequireVersion(context, 17, context.span(), "SET EXPRESSION"));
  ASSIGN_OR_RETURN(column.generated->value, context.Pend(command.node.def, ExpressionUse::kGenerated));
  return absl::OkStatus();
}

absl::Status AlterDropExpression(Context& context, const AlterCommand& command) {
  ASSIGN_OR_RETURN(Object * object, ColumnOf(context, command));
  auto& column = object->As<Column>();
  if (!column.generated.has_value() && !command.missing_ok) {
    return ErrorAt(context.span(), "E0114", "column \"", command.node.name, "\" of ", command.table.ToString(), " is not a generated column");
  }
  column.generated.reset();
  return absl::OkStatus();
}

absl::Status AlterSetStatistics(Context& context, const AlterCommand& command) {
  if (command.node.name == nullptr) return absl::OkStatus();  // by number: of an index expression, not modelled
  ASSIGN_OR_RETURN(Object * object, ColumnOf(context, command));
  auto& target = object->As<Column>().statistics_target;
  target.reset();
  if (command.node.def != nullptr && intVal(command.node.def) >= 0) target = std::min(intVal(command.node.def), 10000);
  return absl::OkStatus();
}

absl::Status AlterSetColumnOptions(Context& context, const AlterCommand& command) {
  ASSIGN_OR_RETURN(Object * object, ColumnOf(context, command));
  SetOptions(reinterpret_cast<const List*>(command.node.def), object->As<Column>().options);
  return absl::OkStatus();
}

absl::Status AlterResetColumnOptions(Context& context, const AlterCommand& command) {
  ASSIGN_OR_RETURN(Object * object, ColumnOf(context, command));
  ResetOptions(reinterpret_cast<const List*>(command.node.def), object->As<Column>().options);
  return absl::OkStatus();
}

absl::Status AlterSetStorage(Context& context, const AlterCommand& command) {
  ASSIGN_OR_RETURN(Object * object, ColumnOf(context, command));
  ASSIGN_OR_RETURN(object->As<Column>().storage, ReadStorage(context, object->As<Column>(), strVal(command.node.def)));
  return absl::OkStatus();
}

absl::Status AlterSetCompression(Context& context, const AlterCommand& command) {
  ASSIGN_OR_RETURN(Object * object, ColumnOf(context, command));
  object->As<Column>().compression = ReadCompression(strVal(command.node.def));
  return absl::OkStatus();
}

absl::Status AlterAddIdentity(Context& context, const AlterCommand& command) {
  ASSIGN_OR_RETURN(Object * object, ColumnOf(context, command));
  const auto& definition = As<Constraint>(*command.node.def);
  const auto& column = object->As<Column>();
  if (!column.not_null.has_value()) {
    return schema::WithHint(ErrorAt(context.span(), "E0115", "column \"", command.node.name, "\" of ", command.table.ToString(),
                                    " must be declared NOT NULL before identity can be added"), "SET NOT NULL first");
  }
  if (column.default_value.has_value()) {
    return ErrorAt(context.span(), "E0115", "column \"", command.node.name, "\" of ", command.table.ToString(), " already has a default value");
  }
  return MakeIdentity(context, *object, definition.generated_when, definition.options);
}

absl::Status AlterSetIdentity(Context& context, const AlterCommand& command) {
  ASSIGN_OR_RETURN(Object * object, ColumnOf(context, command));
  if (!object->As<Column>().identity.has_value()) {
    return ErrorAt(context.span(), "E0114", "column \"", command.node.name, "\" of ", command.table.ToString(), " is not an identity column");
  }
  const auto* list = reinterpret_cast<const List*>(command.node.def);
  schema::Identity identity = *object->As<Column>().identity;
  List* sequence_options = nullptr;
  for (int i = 0; i < list_length(list); ++i) {
    const auto& option = As<DefElem>(*NodeAt(list, i));
    if (absl::string_view(option.defname) == "generated") identity.always = intVal(option.arg) == kIdentityAlways;
    else sequence_options = lappend(sequence_options, const_cast<DefElem*>(&option));
  }
  RETURN_IF_ERROR(ApplySequenceOptions(context, sequence_options, SequenceChange::kAlter, identity.options).status());
  object->As<Column>().identity = std::move(identity);
  return absl::OkStatus();
}

absl::Status AlterDropIdentity(Context& context, const AlterCommand& command) {
  ASSIGN_OR_RETURN(Object * object, ColumnOf(context, command));
  if (!object->As<Column>().identity.has_value() && !command.missing_ok) {
    return ErrorAt(context.span(), "E0114", "column \"", command.node.name, "\" of ", command.table.ToString(), " is not an identity column");
  }
  context.workspace().Change(*object, [](Object& column) { column.As<Column>().identity.reset(); });
  return absl::OkStatus();
}

}  // namespace compiler
