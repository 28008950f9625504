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

absl::Status CarryInSchema(Context& context, const List* names, absl::string_view what, IfExists if_exists = IfExists::kFail) {
  ASSIGN_OR_RETURN(NewName name, CreationName(context, names));
  return Carry(context, name.schema, what, name.name, if_exists);
}

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

absl::StatusOr<std::string> OperandText(Context& context, const List* definition, absl::string_view side) {
  const DefElem* option = FindOption(definition, side);
  const auto* type = option == nullptr ? nullptr : AsOrNull<::TypeName>(option->arg, T_TypeName);
  return type == nullptr ? std::string("NONE") : TypeText(context, *type);
}

absl::Status DefineOperator(Context& context, const DefineStmt& statement) {
  ASSIGN_OR_RETURN(NewName name, CreationName(context, statement.defnames));
  ASSIGN_OR_RETURN(std::string left, OperandText(context, statement.definition, "leftarg"));
  ASSIGN_OR_RETURN(std::string right, OperandText(context, statement.definition, "rightarg"));
  return Carry(context, name.schema, "operator", absl::StrCat(name.name, "(", left, ", ", right, ")"), IfExists::kFail);
}

absl::Status DefineAggregate(Context& context, const DefineStmt& statement) {
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

// The words of schema::Unmodelled::what for the other kinds of DefineStmt.
absl::string_view WhatOfDefine(ObjectType kind) {
  switch (kind) {
    case OBJECT_TYPE: return "base type";
    case OBJECT_COLLATION: return "collation";
    case OBJECT_TSPARSER: return "text search parser";
    case OBJECT_TSDICTIONARY: return "text search dictionary";
    case OBJECT_TSTEMPLATE: return "text search template";
    case OBJECT_TSCONFIGURATION: return "text search configuration";
    default: return "";
  }
}

}  // namespace

absl::Status CreateUnmodelledTable(Context& context, const CreateStmt& statement, absl::string_view what, absl::string_view schema) {
  return CarryKey(context, MakeKey(Kind::kUnmodelled, {schema, absl::StrCat(what, " ", statement.relation->relname)}), what, Existing(false, statement.if_not_exists));
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

absl::Status CreateFunction(Context& context, const CreateFunctionStmt& statement) {
  ASSIGN_OR_RETURN(NewName name, CreationName(context, statement.funcname));
  ASSIGN_OR_RETURN(std::string signature, FunctionSignature(context, name.name, statement.parameters));
  return Carry(context, name.schema, statement.is_procedure ? "procedure" : "function", signature, Existing(statement.replace, false));
}

absl::Status Define(Context& context, const DefineStmt& statement) {
  if (statement.kind == OBJECT_OPERATOR) return DefineOperator(context, statement);
  if (statement.kind == OBJECT_AGGREGATE) return DefineAggregate(context, statement);
  absl::string_view what = WhatOfDefine(statement.kind);
  if (what.empty()) return ErrorAt(context.span(), "W0301", "this kind of CREATE is not supported yet");
  // A shell type is declared first and filled in later by a second CREATE TYPE.
  IfExists if_exists = statement.kind == OBJECT_TYPE ? IfExists::kReplace : Existing(statement.replace, statement.if_not_exists);
  return CarryInSchema(context, statement.defnames, what, if_exists);
}

absl::Status CreateRange(Context& context, const CreateRangeStmt& statement) { return CarryInSchema(context, statement.typeName, "range type"); }

absl::Status CreateTrigger(Context& context, const CreateTrigStmt& statement) {
  return CarryOnTable(context, *statement.relation, "trigger", statement.trigname, Existing(statement.replace, false));
}

absl::Status CreatePolicy(Context& context, const CreatePolicyStmt& statement) {
  return CarryOnTable(context, *statement.table, "policy", statement.policy_name, IfExists::kFail);
}

absl::Status CreateRule(Context& context, const RuleStmt& statement) {
  return CarryOnTable(context, *statement.relation, "rule", statement.rulename, Existing(statement.replace, false));
}

absl::Status CreateStatistics(Context& context, const CreateStatsStmt& statement) {
  if (statement.defnames != nullptr) return CarryInSchema(context, statement.defnames, "statistics", Existing(false, statement.if_not_exists));
  const auto* relation = AsOrNull<RangeVar>(static_cast<const ::Node*>(linitial(statement.relations)), T_RangeVar);
  if (relation == nullptr) return ErrorAt(context.span(), "E0114", "only a single relation is allowed in CREATE STATISTICS");
  ASSIGN_OR_RETURN(ObjectKey table, FindRelation(context, *relation));
  std::vector<std::string> columns;
  for (int i = 0; i < list_length(statement.exprs); ++i) {
    const auto& element = As<StatsElem>(*NodeAt(statement.exprs, i));
    columns.emplace_back(element.name == nullptr ? "expr" : element.name);
  }
  return Carry(context, table.schema_name(), "statistics", MakeObjectName(relation->relname, JoinColumnNames(columns), "stat"), IfExists::kReplace);
}

absl::Status CreateCast(Context& context, const CreateCastStmt& statement) {
  ASSIGN_OR_RETURN(std::string source, TypeText(context, *statement.sourcetype));
  ASSIGN_OR_RETURN(std::string target, TypeText(context, *statement.targettype));
  return CarryDatabaseWide(context, "cast", absl::StrCat("(", source, " AS ", target, ")"), IfExists::kFail);
}

absl::Status CreateOperatorClass(Context& context, const CreateOpClassStmt& statement) {
  ASSIGN_OR_RETURN(NewName name, CreationName(context, statement.opclassname));
  return Carry(context, name.schema, "operator class", absl::StrCat(name.name, " using ", statement.amname), IfExists::kFail);
}

absl::Status CreateOperatorFamily(Context& context, const CreateOpFamilyStmt& statement) {
  ASSIGN_OR_RETURN(NewName name, CreationName(context, statement.opfamilyname));
  return Carry(context, name.schema, "operator family", absl::StrCat(name.name, " using ", statement.amname), IfExists::kFail);
}

absl::Status CreateConversion(Context& context, const CreateConversionStmt& statement) { return CarryInSchema(context, statement.conversion_name, "conversion"); }

absl::Status CreateTransform(Context& context, const CreateTransformStmt& statement) {
  ASSIGN_OR_RETURN(std::string type, TypeText(context, *statement.type_name));
  return CarryDatabaseWide(context, "transform", absl::StrCat("for ", type, " language ", statement.lang), Existing(statement.replace, false));
}

absl::Status CreateLanguage(Context& context, const CreatePLangStmt& statement) {
  if (absl::string_view(statement.plname) == "plpgsql") return absl::OkStatus();  // there from the start
  return CarryDatabaseWide(context, "language", statement.plname, Existing(statement.replace, false));
}

absl::Status CreateAccessMethod(Context& context, const CreateAmStmt& statement) { return CarryDatabaseWide(context, "access method", statement.amname, IfExists::kFail); }

absl::Status CreateEventTrigger(Context& context, const CreateEventTrigStmt& statement) {
  return CarryDatabaseWide(context, "event trigger", statement.trigname, IfExists::kFail);
}

absl::Status CreatePublication(Context& context, const CreatePublicationStmt& statement) {
  return CarryDatabaseWide(context, "publication", statement.pubname, IfExists::kFail);
}

absl::Status CreateSubscription(Context& context, const CreateSubscriptionStmt& statement) {
  return CarryDatabaseWide(context, "subscription", statement.subname, IfExists::kFail);
}

absl::Status DropSubscription(Context& context, const DropSubscriptionStmt& statement) {
  context.workspace().Remove(MakeKey(Kind::kUnmodelled, {absl::StrCat("subscription ", statement.subname)}));
  return absl::OkStatus();
}

absl::Status AlterDefaultPrivileges(Context& context, const AlterDefaultPrivilegesStmt& statement) {
  const DefElem* roles_option = FindOption(statement.options, "roles");
  const DefElem* schemas_option = FindOption(statement.options, "schemas");
  std::vector<std::string> roles = {""};
  if (roles_option != nullptr) {
    roles.clear();
    const auto* list = reinterpret_cast<const List*>(roles_option->arg);
    for (int i = 0; i < list_length(list); ++i) {
      std::optional<std::string> role = RoleName(As<RoleSpec>(*NodeAt(list, i)));
      roles.push_back(role.has_value() ? absl::StrCat("for ", *role, " ") : "");
    }
  }
  std::vector<std::string> schemas = {""};
  if (schemas_option != nullptr) {
    schemas = Strings(reinterpret_cast<const List*>(schemas_option->arg));
    for (std::string& schema : schemas) schema = absl::StrCat("in schema ", schema, " ");
  }
  absl::string_view objects = "";
  switch (statement.action->objtype) {
    case OBJECT_TABLE: objects = "tables"; break;
    case OBJECT_SEQUENCE: objects = "sequences"; break;
    case OBJECT_FUNCTION:
    case OBJECT_PROCEDURE:
    case OBJECT_ROUTINE: objects = "functions"; break;
    case OBJECT_TYPE: objects = "types"; break;
    case OBJECT_SCHEMA: objects = "schemas"; break;
    default: objects = "large objects";
  }
  for (const std::string& role : roles) {
    for (const std::string& schema : schemas) {
      RETURN_IF_ERROR(CarryDatabaseWide(context, "default privileges", absl::StrCat(role, schema, "on ", objects), IfExists::kReplace));
    }
  }
  return absl::OkStatus();
}

}  // namespace compiler
