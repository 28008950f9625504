#include "compiler/kinds/unmodelled.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "compiler/default_names.h"
#include "compiler/kinds/carry.h"
#include "compiler/kinds/signature.h"
#include "compiler/kinds/sequence.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::Kind;
using schema::MakeKey;
using schema::Object;
using schema::ObjectKey;

IfExists Existing(bool replace, bool if_not_exists) { return replace ? IfExists::kReplace : if_not_exists ? IfExists::kKeep : IfExists::kFail; }

absl::Status CarryOnTable(Context& context, const RangeVar& relation, absl::string_view what, absl::string_view name, IfExists if_exists) {
  ASSIGN_OR_RETURN(ObjectKey table, FindRelation(context, relation));
  if (table.kind != Kind::kTable) return absl::OkStatus();  // part of what is not modelled itself
  return CarryKey(context, table.Child(Kind::kUnmodelled, absl::StrCat(what, " ", name)), what, if_exists);
}

const DefElem* FindOption(const List* options, absl::string_view name) {
  for (int i = 0; i < list_length(options); ++i) {
    const auto& option = As<DefElem>(*NodeAt(options, i));
    if (name == option.defname) return &option;
  }
  return nullptr;
}

absl::Status MakeSerialSequence(Context& context, const ObjectKey& table, absl::string_view table_name, const ColumnDef& definition) {
  if (definition.typeName == nullptr || list_length(definition.typeName->names) != 1) return absl::OkStatus();
  absl::string_view type = LastString(definition.typeName->names);
  absl::string_view integer = type == "serial" || type == "serial4"        ? "int4"
                              : type == "bigserial" || type == "serial8"   ? "int8"
                              : type == "smallserial" || type == "serial2" ? "int2"
                                                                           : "";
  if (integer.empty()) return absl::OkStatus();
  schema::Sequence sequence;
  sequence.options = DefaultSequenceOptions(schema::BuiltinType(integer));
  sequence.owned_by = table.Child(Kind::kColumn, definition.colname);
  std::string name = ChooseRelationName(context.workspace(), table.schema_name(), table_name, definition.colname, "seq", AlsoConstraint::kNo);
  context.workspace().Add(MakeKey(Kind::kSequence, {table.schema_name(), name}), std::move(sequence), context.At(definition.typeName->location, type));
  return absl::OkStatus();
}

}  // namespace

void TakeConstraintOfUnmodelled(Context& context, const ObjectKey& relation, const Constraint& constraint, absl::string_view column) {
  bool primary = constraint.contype == CONSTR_PRIMARY;
  if (!primary && constraint.contype != CONSTR_UNIQUE && constraint.contype != CONSTR_EXCLUSION) return;
  absl::string_view label = primary ? "pkey" : constraint.contype == CONSTR_UNIQUE ? "key" : "excl";
  std::vector<std::string> columns = list_length(constraint.keys) > 0 || column.empty() ? Strings(constraint.keys) : std::vector<std::string>{std::string(column)};
  if (constraint.contype == CONSTR_EXCLUSION) {
    List* elements = nullptr;
    for (int i = 0; i < list_length(constraint.exclusions); ++i) elements = lappend(elements, linitial(reinterpret_cast<const List*>(NodeAt(constraint.exclusions, i))));
    columns = IndexColumnNames(elements);
  }
  absl::string_view table = UnmodelledName(relation, context.builder().Find(relation)->As<schema::Unmodelled>().what);
  std::string name = constraint.conname != nullptr     ? constraint.conname
                     : constraint.indexname != nullptr ? constraint.indexname
                                                       : ChooseRelationName(context.workspace(), relation.schema_name(), table, primary ? "" : JoinColumnNames(columns),
                                                                            label, AlsoConstraint::kYes);
  context.workspace().TakePartName(relation, name);
  if (primary && !columns.empty()) context.workspace().NotePrimaryKey(relation, std::move(columns));
}

absl::Status CreateUnmodelledTable(Context& context, const CreateStmt& statement, absl::string_view what, absl::string_view schema) {
  const char* name = statement.relation->relname;
  ObjectKey key = MakeKey(Kind::kUnmodelled, {schema, absl::StrCat(what, " ", name)});
  RETURN_IF_ERROR(CarryKey(context, key, what, Existing(false, statement.if_not_exists)));
  for (int i = 0; i < list_length(statement.tableElts); ++i) {
    const ::Node* element = NodeAt(statement.tableElts, i);
    if (const auto* constraint = AsOrNull<Constraint>(element, T_Constraint)) TakeConstraintOfUnmodelled(context, key, *constraint, "");
    const auto* column = AsOrNull<ColumnDef>(element, T_ColumnDef);
    if (column == nullptr) continue;
    RETURN_IF_ERROR(MakeSerialSequence(context, key, name, *column));
    for (int k = 0; k < list_length(column->constraints); ++k) {
      const auto* constraint = AsOrNull<Constraint>(NodeAt(column->constraints, k), T_Constraint);
      if (constraint != nullptr) TakeConstraintOfUnmodelled(context, key, *constraint, column->colname);
    }
  }
  for (int i = 0; statement.partbound != nullptr && i < list_length(statement.inhRelations); ++i) {
    absl::StatusOr<ObjectKey> parent = FindRelation(context, As<RangeVar>(*NodeAt(statement.inhRelations, i)));
    const std::vector<std::string>* inherited = parent.ok() ? context.workspace().PrimaryKeyOfUnmodelled(*parent) : nullptr;
    if (inherited != nullptr) context.workspace().NotePrimaryKey(key, *inherited);
  }
  return absl::OkStatus();
}

absl::Status BecomeUnmodelled(Context& context, const ObjectKey& relation, absl::string_view what) {
  const Object* object = context.builder().Find(relation);
  if (object == nullptr) return absl::OkStatus();
  schema::SourceSpan span = object->span;
  bool modelled = relation.kind == Kind::kTable;
  if (!modelled && relation.kind != Kind::kUnmodelled) return ErrorAt(context.span(), "E0105", relation.ToString(), " is no table");
  std::string name(modelled ? relation.name() : UnmodelledName(relation, object->As<schema::Unmodelled>().what));
  ObjectKey key = MakeKey(Kind::kUnmodelled, {relation.schema_name(), absl::StrCat(what, " ", name)});
  if (key == relation) return absl::OkStatus();
  std::vector<std::string> primary_key;
  if (const auto* known = context.workspace().PrimaryKeyOfUnmodelled(relation); known != nullptr) primary_key = *known;
  std::vector<std::string> indexes;
  context.builder().ForEachBelow(relation, [&](Object& child) {
    if (child.key.kind == Kind::kKeyConstraint || child.key.kind == Kind::kIndex || child.key.kind == Kind::kExclusion) indexes.emplace_back(child.key.name());
    if (child.key.kind == Kind::kKeyConstraint && child.As<schema::KeyConstraint>().primary) primary_key = child.As<schema::KeyConstraint>().columns;
  });
  std::vector<ObjectKey> foreign_keys = context.workspace().ForeignKeysTo(relation);
  std::vector<ObjectKey> sequences = context.workspace().SequencesOwnedBy(relation);
  context.workspace().Remove(relation);
  context.workspace().Add(key, schema::Unmodelled{std::string(what)}, span);
  for (const std::string& index : indexes) context.workspace().TakePartName(key, index);
  for (const ObjectKey& foreign_key : foreign_keys) {
    if (Object* user = context.builder().Find(foreign_key)) {
      context.workspace().Change(*user, [&](Object& o) { o.As<schema::ForeignKey>().referenced_table = key; });
    }
  }
  for (const ObjectKey& sequence : sequences) {
    context.workspace().Change(*context.builder().Find(sequence), [&](Object& o) {
      auto& owned_by = o.As<schema::Sequence>().owned_by;
      owned_by = key.Child(Kind::kColumn, owned_by->name());
    });
  }
  if (!primary_key.empty()) context.workspace().NotePrimaryKey(key, std::move(primary_key));
  if (modelled) ReportCarried(context, key, span);
  return absl::OkStatus();
}

absl::Status CreateView(Context& context, const ViewStmt& statement) {
  if (IsTemporary(*statement.view)) return CarryTemporary(context, "view", statement.view->relname);
  ASSIGN_OR_RETURN(std::string schema, CreationSchema(context, statement.view->schemaname, statement.view->location));
  return Carry(context, schema, "view", statement.view->relname, Existing(statement.replace, false));
}

absl::Status CreateTableAs(Context& context, const CreateTableAsStmt& statement) {
  const RangeVar& name = *statement.into->rel;
  if (IsTemporary(name)) return CarryTemporary(context, "table", name.relname);
  ASSIGN_OR_RETURN(std::string schema, CreationSchema(context, name.schemaname, name.location));
  IfExists if_exists = Existing(false, statement.if_not_exists);
  if (statement.objtype == OBJECT_MATVIEW) return Carry(context, schema, "materialized view", name.relname, if_exists);
  return CarryServerMade(context, MakeKey(Kind::kUnmodelled, {schema, absl::StrCat("table ", name.relname)}), "table",
                         "the columns of CREATE TABLE AS are what only a server can compute");
}

absl::Status CreateForeignTable(Context& context, const CreateForeignTableStmt& statement) {
  const RangeVar& name = *statement.base.relation;
  ASSIGN_OR_RETURN(std::string schema, CreationSchema(context, name.schemaname, name.location));
  return CreateUnmodelledTable(context, statement.base, "foreign table", schema);
}

absl::Status CreateFunction(Context& context, const CreateFunctionStmt& statement) {
  ASSIGN_OR_RETURN(NewName name, CreationName(context, statement.funcname));
  ASSIGN_OR_RETURN(std::string signature, FunctionSignature(context, name.name, statement.parameters));
  return Carry(context, name.schema, statement.is_procedure ? "procedure" : "function", signature, Existing(statement.replace, false));
}

absl::Status CreateAggregate(Context& context, const DefineStmt& statement) {
  ASSIGN_OR_RETURN(NewName name, CreationName(context, statement.defnames));
  const List* parameters = nullptr;
  if (!statement.oldstyle && statement.args != nullptr) parameters = reinterpret_cast<const List*>(linitial(statement.args));
  ASSIGN_OR_RETURN(std::string signature, FunctionSignature(context, name.name, parameters));
  if (statement.oldstyle) {
    const DefElem* base = FindOption(statement.definition, "basetype");
    const auto* type = base == nullptr ? nullptr : AsOrNull<::TypeName>(base->arg, T_TypeName);
    bool any = type != nullptr && absl::EqualsIgnoreCase(LastString(type->names), "any");
    if (type != nullptr && !any) {
      ASSIGN_OR_RETURN(std::string text, TypeText(context, *type));
      signature = absl::StrCat(name.name, "(", text, ")");
    }
  }
  return Carry(context, name.schema, "aggregate", signature, Existing(statement.replace, false));
}

absl::Status CreateTrigger(Context& context, const CreateTrigStmt& statement) {
  return CarryOnTable(context, *statement.relation, "trigger", statement.trigname, Existing(statement.replace, false));
}

absl::Status CreatePolicy(Context& context, const CreatePolicyStmt& statement) {
  return CarryOnTable(context, *statement.table, "policy", statement.policy_name, IfExists::kFail);
}

absl::Status CreateRule(Context& context, const RuleStmt& statement) {
  return CarryOnTable(context, *statement.relation, "rule", statement.rulename, Existing(statement.replace, false));
}

absl::Status CreateEventTrigger(Context& context, const CreateEventTrigStmt& statement) {
  return CarryDatabaseWide(context, "event trigger", statement.trigname, IfExists::kFail);
}

absl::Status CreateForeignDataWrapper(Context& context, const CreateFdwStmt& statement) {
  return CarryDatabaseWide(context, "foreign-data wrapper", statement.fdwname, IfExists::kFail);
}

absl::Status CreateServer(Context& context, const CreateForeignServerStmt& statement) {
  return CarryDatabaseWide(context, "server", statement.servername, Existing(false, statement.if_not_exists));
}

absl::Status CreateUserMapping(Context& context, const CreateUserMappingStmt& statement) {
  std::string user = RoleName(*statement.user).value_or("current_user");
  return CarryDatabaseWide(context, "user mapping", absl::StrCat("for ", user.empty() ? "public" : user, " server ", statement.servername),
                           Existing(false, statement.if_not_exists));
}

absl::Status DropUserMapping(Context& context, const DropUserMappingStmt& statement) {
  std::string user = RoleName(*statement.user).value_or("current_user");
  context.workspace().Remove(MakeKey(Kind::kUnmodelled, {absl::StrCat("user mapping for ", user.empty() ? "public" : user, " server ", statement.servername)}));
  return absl::OkStatus();
}

}  // namespace compiler
