#include "compiler/kinds/column.h"
#include "compiler/kinds/default_privileges.h"

#include "absl/strings/ascii.h"
#include "compiler/default_names.h"
#include "compiler/kinds/catalog_letters.h"
#include "compiler/kinds/not_null.h"
#include "compiler/kinds/options.h"
#include "compiler/kinds/sequence.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::Column;
using schema::ErrorAt;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;

// transformColumnDefinition, parse_utilcmd.c.
struct SerialType {
  absl::string_view name;
  absl::string_view type;
};
constexpr SerialType kSerialTypes[] = {{"smallserial", "int2"}, {"serial2", "int2"},  {"serial", "int4"},
                                       {"serial4", "int4"},     {"bigserial", "int8"}, {"serial8", "int8"}};

const SerialType* FindSerial(const ::TypeName& type) {
  if (list_length(type.names) != 1 || type.pct_type) return nullptr;
  absl::string_view name = LastString(type.names);
  if (absl::string_view::npos == name.find("serial")) return nullptr;
  for (const SerialType& serial : kSerialTypes) {
    if (serial.name == name) return &serial;
  }
  return nullptr;
}

// nextval('public.orders_id_seq'::regclass), as the server makes it (generateSerialExtraStmts).
::Node* MakeNextval(const ObjectKey& sequence) {
  auto* text = makeNode(A_Const);
  std::string name = sequence.QualifiedName();
  text->val.sval = *reinterpret_cast<String*>(MakeString(name));
  text->location = -1;
  auto* type = makeNode(TypeName);
  type->names = MakeNames({"regclass"});
  type->typemod = -1;
  type->location = -1;
  auto* cast = makeNode(TypeCast);
  cast->arg = reinterpret_cast<::Node*>(text);
  cast->typeName = type;
  cast->location = -1;
  auto* call = makeNode(FuncCall);
  call->funcname = MakeNames({"nextval"});
  call->args = list_make1(cast);
  call->funcformat = COERCE_EXPLICIT_CALL;
  call->location = -1;
  return reinterpret_cast<::Node*>(call);
}

absl::Status SetGenerated(Context& context, Object& object, const Constraint& node) {
  auto& column = object.As<Column>();
  bool stored = node.generated_kind != kGeneratedVirtual;
  if (!stored) RETURN_IF_ERROR(RequireVersion(context, 18, context.At(node.location), "a virtual generated column"));
  if (column.generated.has_value()) return ErrorAt(context.At(node.location), "E0115", "multiple generation clauses specified for column \"", object.key.name(), "\"");
  ASSIGN_OR_RETURN(schema::Expr value, context.Pend(node.raw_expr, ExpressionUse::kGenerated));
  column.generated = schema::Generated{std::move(value), stored};
  return absl::OkStatus();
}

absl::Status SetDefault(Context& context, Object& object, const Constraint& node) {
  auto& column = object.As<Column>();
  if (column.default_value.has_value()) return ErrorAt(context.At(node.location), "E0115", "multiple default values specified for column \"", object.key.name(), "\"");
  ASSIGN_OR_RETURN(column.default_value, context.Pend(node.raw_expr, ExpressionUse::kDefault));
  return absl::OkStatus();
}

// What contradicts itself (transformColumnDefinition).
absl::Status CheckConsistent(const Object& object, const schema::SourceSpan& span) {
  const auto& column = object.As<Column>();
  auto both = [&](absl::string_view one, absl::string_view other) {
    return ErrorAt(span, "E0115", "both ", one, " and ", other, " specified for column \"", object.key.name(), "\"");
  };
  if (column.default_value.has_value() && column.identity.has_value()) return both("default", "identity");
  if (column.default_value.has_value() && column.generated.has_value()) return both("default", "generation expression");
  if (column.identity.has_value() && column.generated.has_value()) return both("identity", "generation expression");
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::optional<schema::CollationName>> ReadCollation(Context& context, const CollateClause* clause, const schema::TypeRef& type) {
  if (clause == nullptr) return std::nullopt;
  ASSIGN_OR_RETURN(std::optional<schema::CollationName> collation, ResolveCollation(context, clause->collname, clause->location));
  std::optional<TypeInfo> info = context.catalog().Describe(type);
  if (info.has_value() && !info->collatable && !info->external) {
    return ErrorAt(context.At(clause->location), "E0115", "collations are not supported by type ", schema::FormatType(type));
  }
  return collation;
}

absl::StatusOr<ColumnDraft> DraftColumn(Context& context, const ObjectKey& parent, const ColumnDef& definition, int position) {
  ColumnDraft draft;
  draft.definition = &definition;
  draft.object = std::make_unique<Object>();
  draft.object->key = parent.Child(Kind::kColumn, definition.colname);
  draft.object->span = context.ElementAt(definition.location);
  Column& column = draft.object->body.emplace<Column>();
  column.position = position;
  if (definition.typeName == nullptr) return ErrorAt(draft.object->span, "E0114", "column \"", definition.colname, "\" has no type");
  if (const SerialType* serial = FindSerial(*definition.typeName); serial != nullptr && parent.kind == Kind::kTable) {
    if (definition.typeName->arrayBounds != nullptr) return ErrorAt(context.At(definition.typeName->location), "E0114", "array of serial is not implemented");
    column.type = schema::BuiltinType(serial->type);
    draft.serial = true;
  } else {
    ASSIGN_OR_RETURN(column.type, ResolveType(context, *definition.typeName));
  }
  ASSIGN_OR_RETURN(column.collation, ReadCollation(context, definition.collClause, column.type));
  if (definition.storage_name != nullptr) {
    ASSIGN_OR_RETURN(column.storage, ReadStorage(context, column, definition.storage_name));
  }
  if (definition.compression != nullptr) column.compression = ReadCompression(definition.compression);
  ChangeGenericOptions(definition.fdwoptions, column.foreign_options);
  return draft;
}

absl::Status AddDraft(Context& context, ColumnDraft draft, ConstraintLists& lists) {
  const ColumnDef& definition = *draft.definition;
  schema::SourceSpan span = draft.object->span;
  RETURN_IF_ERROR(MergeConstraintAttributes(context, definition.constraints));
  const Constraint* identity = nullptr;
  std::string name = definition.colname;
  for (int i = 0; i < list_length(definition.constraints); ++i) {
    const auto& node = As<Constraint>(*NodeAt(definition.constraints, i));
    switch (node.contype) {
      case CONSTR_DEFAULT: RETURN_IF_ERROR(SetDefault(context, *draft.object, node)); break;
      case CONSTR_GENERATED: RETURN_IF_ERROR(SetGenerated(context, *draft.object, node)); break;
      case CONSTR_IDENTITY: identity = &node; break;
      default: ListConstraint({&node, name}, lists);
    }
  }
  if (draft.serial && draft.object->As<Column>().default_value.has_value()) {
    return ErrorAt(span, "E0115", "multiple default values specified for column \"", name, "\"");
  }
  Object* column = context.workspace().Add(std::move(draft.object));
  if (draft.serial) MakeSerial(context, *column, context.At(definition.typeName->location, LastString(definition.typeName->names)));
  if (identity != nullptr) RETURN_IF_ERROR(MakeIdentity(context, *column, identity->generated_when, identity->options));
  return CheckConsistent(*column, span);
}

absl::Status AddColumnConstraints(Context& context, Object& column, const ColumnDef& definition, ConstraintLists& lists) {
  RETURN_IF_ERROR(MergeConstraintAttributes(context, definition.constraints));
  if (definition.storage_name != nullptr) {
    ASSIGN_OR_RETURN(column.As<Column>().storage, ReadStorage(context, column.As<Column>(), definition.storage_name));
  }
  if (definition.compression != nullptr) column.As<Column>().compression = ReadCompression(definition.compression);
  ChangeGenericOptions(definition.fdwoptions, column.As<Column>().foreign_options);
  for (int i = 0; i < list_length(definition.constraints); ++i) {
    const auto& node = As<Constraint>(*NodeAt(definition.constraints, i));
    switch (node.contype) {
      case CONSTR_DEFAULT: RETURN_IF_ERROR(SetDefault(context, column, node)); break;
      case CONSTR_GENERATED: RETURN_IF_ERROR(SetGenerated(context, column, node)); break;
      case CONSTR_IDENTITY: RETURN_IF_ERROR(MakeIdentity(context, column, node.generated_when, node.options)); break;
      default: ListConstraint({&node, std::string(column.key.name())}, lists);
    }
  }
  return CheckConsistent(column, column.span);
}

void MakeSerial(Context& context, Object& column, const schema::SourceSpan& span) {
  ObjectKey table = column.key.Parent(Kind::kTable);
  std::string name = ChooseRelationName(context.workspace(), table.schema_name(), table.name(), column.key.name(), "seq", AlsoConstraint::kNo);
  schema::Sequence sequence;
  sequence.options = DefaultSequenceOptions(column.As<Column>().type);
  sequence.owned_by = column.key;
  ObjectKey key = schema::MakeKey(Kind::kSequence, {table.schema_name(), name});
  const Object* owner = context.builder().Find(table);
  sequence.unlogged = context.IsAtLeast(15) && owner != nullptr && owner->As<schema::Table>().unlogged;
  context.workspace().Add(key, std::move(sequence), span);
  ::Node* nextval = nullptr;
  context.workspace().memory().WithLasting([&] { nextval = MakeNextval(key); });
  column.As<Column>().default_value = context.PendMade(nextval, ExpressionUse::kDefault);
}

absl::Status MakeIdentity(Context& context, Object& column, char generated_when, const List* options) {
  const schema::TypeRef& type = column.As<Column>().type;
  if (column.As<Column>().identity.has_value()) return ErrorAt(column.span, "E0115", "column \"", column.key.name(), "\" is an identity column already");
  if (!type.IsBuiltin("int2") && !type.IsBuiltin("int4") && !type.IsBuiltin("int8")) {
    return ErrorAt(column.span, "E0113", "identity column type must be smallint, integer, or bigint");
  }
  ObjectKey table = column.key.Parent(Kind::kTable);
  schema::Identity identity;
  identity.always = generated_when == kIdentityAlways;
  identity.options = DefaultSequenceOptions(type);
  ASSIGN_OR_RETURN(SequenceExtras extras, ApplySequenceOptions(context, options, SequenceChange::kCreate, identity.options));
  std::string schema(table.schema_name());
  std::string name;
  if (extras.sequence_name != nullptr) {
    std::vector<std::string> parts = Strings(extras.sequence_name);
    name = parts.back();
    if (parts.size() > 1) schema = parts[parts.size() - 2];
  } else {
    name = ChooseRelationName(context.workspace(), schema, table.name(), column.key.name(), "seq", AlsoConstraint::kNo);
  }
  identity.sequence = schema::MakeKey(Kind::kSequence, {schema, name});
  GiveDefaultPrivileges(context.workspace(), identity.sequence, context.span(), identity.grants);
  context.workspace().Change(column, [&](Object& object) { object.As<Column>().identity = std::move(identity); });
  return absl::OkStatus();
}

absl::StatusOr<schema::Storage> ReadStorage(Context& context, const Column& column, absl::string_view name) {
  struct Row {
    absl::string_view name;
    schema::Storage storage;
    char letter;
  };
  constexpr Row kRows[] = {{"default", schema::Storage::kTypeDefault, 0}, {"plain", schema::Storage::kPlain, 'p'}, {"external", schema::Storage::kExternal, 'e'},
                           {"extended", schema::Storage::kExtended, 'x'}, {"main", schema::Storage::kMain, 'm'}};
  std::string lower = absl::AsciiStrToLower(name);
  for (const Row& row : kRows) {
    if (row.name != lower) continue;
    // The type's own storage is no property of the column.
    TypeId id = column.type.IsBuiltin() ? context.catalog().builtins().FindType(column.type.name) : kNoType;
    char own = column.type.array ? 'x' : id == kNoType ? 0 : context.catalog().builtins().Type(id).storage;
    return own != 0 && own == row.letter ? schema::Storage::kTypeDefault : row.storage;
  }
  return ErrorAt(context.span(), "E0112", "invalid storage type \"", name, "\"");
}

std::optional<std::string> ReadCompression(absl::string_view name) {
  if (name == "default") return std::nullopt;
  return std::string(name);
}

}  // namespace compiler
