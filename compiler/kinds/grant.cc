#include "compiler/kinds/grant.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "compiler/kinds/find_object.h"
#include "compiler/kinds/find_routine.h"
#include "compiler/kinds/view.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;

// ACL_ALL_RIGHTS_… of utils/acl.h.
struct Privilege {
  Kind kind;
  const char* name;
  int since;
};
constexpr Privilege kPrivileges[] = {
    {Kind::kTable, "SELECT", 0},    {Kind::kTable, "INSERT", 0},     {Kind::kTable, "UPDATE", 0},   {Kind::kTable, "DELETE", 0},
    {Kind::kTable, "TRUNCATE", 0},  {Kind::kTable, "REFERENCES", 0}, {Kind::kTable, "TRIGGER", 0},  {Kind::kTable, "MAINTAIN", 17},
    {Kind::kColumn, "SELECT", 0},   {Kind::kColumn, "INSERT", 0},    {Kind::kColumn, "UPDATE", 0},  {Kind::kColumn, "REFERENCES", 0},
    {Kind::kSequence, "USAGE", 0},  {Kind::kSequence, "SELECT", 0},  {Kind::kSequence, "UPDATE", 0}, {Kind::kSchema, "USAGE", 0},
    {Kind::kSchema, "CREATE", 0},   {Kind::kEnum, "USAGE", 0},       {Kind::kDomain, "USAGE", 0},   {Kind::kCompositeType, "USAGE", 0},
    {Kind::kFunction, "EXECUTE", 0}, {Kind::kProcedure, "EXECUTE", 0}, {Kind::kAggregate, "EXECUTE", 0},
    {Kind::kRangeType, "USAGE", 0}, {Kind::kBaseType, "USAGE", 0},   {Kind::kLanguage, "USAGE", 0},
    {Kind::kForeignDataWrapper, "USAGE", 0}, {Kind::kForeignServer, "USAGE", 0},
};

struct Wanted {
  std::vector<std::string> privileges;  // empty: ALL
  std::vector<std::string> columns;     // empty: the object itself
};

std::vector<std::string> Expand(Context& context, Kind kind, const std::vector<std::string>& wanted) {
  std::vector<std::string> names;
  for (const Privilege& privilege : kPrivileges) {
    if (privilege.kind != kind || !context.IsAtLeast(privilege.since)) continue;
    if (wanted.empty() || std::find(wanted.begin(), wanted.end(), privilege.name) != wanted.end()) names.emplace_back(privilege.name);
  }
  return names;
}

absl::Status CheckPrivileges(Context& context, Kind kind, const std::vector<std::string>& wanted) {
  for (const std::string& name : wanted) {
    bool known = std::any_of(std::begin(kPrivileges), std::end(kPrivileges), [&](const Privilege& p) { return p.kind == kind && name == p.name; });
    if (!known) return ErrorAt(context.span(), "E0114", "invalid privilege type ", name, " for a ", schema::KindName(kind));
  }
  return absl::OkStatus();
}

void Apply(const GrantStmt& statement, const std::string& grantee, const std::string& privilege, std::vector<schema::Grant>& grants) {
  auto same = std::find_if(grants.begin(), grants.end(), [&](const schema::Grant& g) { return g.grantee == grantee && g.privilege == privilege; });
  if (statement.is_grant) {
    if (same == grants.end()) grants.push_back({grantee, privilege, statement.grant_option});
    else same->grantable = same->grantable || statement.grant_option;
    return;
  }
  if (same == grants.end()) return;
  if (statement.grant_option) same->grantable = false;  // REVOKE GRANT OPTION FOR
  else grants.erase(same);
}

// The owner has every privilege until it is taken from it, and has it again when it is granted.
void ApplyToOwner(const GrantStmt& statement, const std::string& privilege, schema::Common& common) {
  if (statement.grant_option && !statement.is_grant) return;
  std::vector<std::string> lacks = common.owner_lacks.value_or({});
  auto it = std::lower_bound(lacks.begin(), lacks.end(), privilege);
  bool lacked = it != lacks.end() && *it == privilege;
  if (lacked == !statement.is_grant) return;
  if (lacked) lacks.erase(it);
  else lacks.insert(it, privilege);
  if (lacks.empty()) common.owner_lacks.reset();
  else common.owner_lacks = std::move(lacks);
}

// `whole`: of the object, when the privileges are on the object itself and not on a part of it.
absl::Status ApplyTo(Context& context, const GrantStmt& statement, std::vector<schema::Grant>& grants, Kind kind, const Wanted& wanted, schema::Common* whole = nullptr) {
  RETURN_IF_ERROR(CheckPrivileges(context, kind, wanted.privileges));
  for (int i = 0; i < list_length(statement.grantees); ++i) {
    std::optional<std::string> grantee = RoleName(As<RoleSpec>(*NodeAt(statement.grantees, i)));
    if (!grantee.has_value()) continue;
    bool is_owner = whole != nullptr && whole->owner == *grantee;
    for (const std::string& privilege : Expand(context, kind, wanted.privileges)) {
      if (is_owner) ApplyToOwner(statement, privilege, *whole);
      else Apply(statement, *grantee, privilege, grants);
    }
  }
  return absl::OkStatus();
}

// REVOKE on a table takes the same privilege from its columns too (ExecGrant_Relation, aclchk.c).
absl::Status RevokeFromColumns(Context& context, const GrantStmt& statement, const ObjectKey& table, const Wanted& wanted) {
  Wanted of_columns;
  of_columns.privileges = Expand(context, Kind::kColumn, wanted.privileges);
  if (of_columns.privileges.empty()) return absl::OkStatus();
  for (Object* column : ColumnsOf(context, table)) {
    if (!column->common.grants.empty()) RETURN_IF_ERROR(ApplyTo(context, statement, column->common.grants, Kind::kColumn, of_columns));
  }
  return absl::OkStatus();
}

// The sequence of an identity column is part of the column. GRANT … ON TABLE may name a sequence too.
absl::Status GrantOnIdentity(Context& context, const GrantStmt& statement, schema::Column& column, const Wanted& wanted) {
  Wanted adapted = wanted;
  if (statement.objtype == OBJECT_TABLE) adapted.privileges = Expand(context, Kind::kSequence, wanted.privileges);
  if (statement.objtype == OBJECT_TABLE && adapted.privileges.empty()) return absl::OkStatus();
  RETURN_IF_ERROR(ApplyTo(context, statement, column.identity->grants, Kind::kSequence, adapted));
  std::sort(column.identity->grants.begin(), column.identity->grants.end());
  return absl::OkStatus();
}

absl::Status GrantOnObject(Context& context, const GrantStmt& statement, const ObjectKey& key, const Wanted& wanted) {
  Object* object = context.builder().Find(key);
  if (object == nullptr || key.kind == Kind::kUnmodelled || key.kind == Kind::kExtension) return absl::OkStatus();
  if (key.kind == Kind::kColumn) return GrantOnIdentity(context, statement, object->As<schema::Column>(), wanted);
  if (!wanted.columns.empty()) {
    for (const std::string& name : wanted.columns) {
      if (IsView(key.kind)) {
        RETURN_IF_ERROR(ApplyTo(context, statement, NoteOfViewColumn(context, key, name).grants, Kind::kColumn, wanted));
        continue;
      }
      ASSIGN_OR_RETURN(Object * column, FindColumn(context, key, name, context.span()));
      RETURN_IF_ERROR(ApplyTo(context, statement, column->common.grants, Kind::kColumn, wanted));
    }
    return absl::OkStatus();
  }
  bool sequence_as_table = key.kind == Kind::kSequence && statement.objtype == OBJECT_TABLE;
  Wanted adapted = wanted;
  if (sequence_as_table) adapted.privileges = Expand(context, Kind::kSequence, wanted.privileges);
  if (sequence_as_table && adapted.privileges.empty()) return absl::OkStatus();
  RETURN_IF_ERROR(ApplyTo(context, statement, object->common.grants, IsView(key.kind) ? Kind::kTable : key.kind, adapted, &object->common));
  if (!statement.is_grant && key.kind == Kind::kTable) return RevokeFromColumns(context, statement, key, wanted);
  return absl::OkStatus();
}

std::vector<Wanted> ReadPrivileges(const GrantStmt& statement) {
  std::vector<Wanted> result;
  if (statement.privileges == nullptr) return {Wanted{}};
  for (int i = 0; i < list_length(statement.privileges); ++i) {
    const auto& privilege = As<AccessPriv>(*NodeAt(statement.privileges, i));
    Wanted wanted;
    if (privilege.priv_name != nullptr) wanted.privileges.push_back(absl::AsciiStrToUpper(privilege.priv_name));
    wanted.columns = Strings(privilege.cols);
    result.push_back(std::move(wanted));
  }
  return result;
}

// Aggregates count as functions (objectsInSchemaToOids, aclchk.c).
std::vector<Kind> KindsOfAll(ObjectType type) {
  switch (type) {
    case OBJECT_TABLE: return {Kind::kTable, Kind::kView, Kind::kMaterializedView};
    case OBJECT_SEQUENCE: return {Kind::kSequence};
    case OBJECT_FUNCTION: return {Kind::kFunction, Kind::kAggregate};
    case OBJECT_PROCEDURE: return {Kind::kProcedure};
    case OBJECT_ROUTINE: return {Kind::kFunction, Kind::kProcedure, Kind::kAggregate};
    default: return {};
  }
}

// The objects of GRANT … ON ALL TABLES IN SCHEMA.
absl::StatusOr<std::vector<ObjectKey>> AllInSchemas(Context& context, const GrantStmt& statement) {
  std::vector<ObjectKey> keys;
  for (const std::string& schema : Strings(statement.objects)) {
    RETURN_IF_ERROR(CheckSchema(context, schema, context.span()));
    for (Kind kind : KindsOfAll(statement.objtype)) {
      for (ObjectKey& key : context.workspace().ObjectsIn(schema, kind)) keys.push_back(std::move(key));
    }
    if (statement.objtype != OBJECT_SEQUENCE) continue;
    for (const ObjectKey& table : context.workspace().ObjectsIn(schema, Kind::kTable)) {
      for (const Object* column : ColumnsOf(context, table)) {
        if (column->As<schema::Column>().identity.has_value()) keys.push_back(column->key);
      }
    }
  }
  return keys;
}

bool IsModelled(ObjectType type) {
  return type == OBJECT_TABLE || type == OBJECT_SEQUENCE || type == OBJECT_SCHEMA || type == OBJECT_TYPE || type == OBJECT_DOMAIN || type == OBJECT_LANGUAGE ||
         type == OBJECT_FDW || type == OBJECT_FOREIGN_SERVER || IsRoutineType(type);
}

}  // namespace

absl::Status Grant(Context& context, const GrantStmt& statement) {
  if (!IsModelled(statement.objtype) || statement.targtype == ACL_TARGET_DEFAULTS) return absl::OkStatus();
  std::vector<Wanted> privileges = ReadPrivileges(statement);
  if (statement.targtype == ACL_TARGET_ALL_IN_SCHEMA) {
    ASSIGN_OR_RETURN(std::vector<ObjectKey> keys, AllInSchemas(context, statement));
    for (const ObjectKey& key : keys) {
      for (const Wanted& wanted : privileges) RETURN_IF_ERROR(GrantOnObject(context, statement, key, wanted));
    }
    return absl::OkStatus();
  }
  int count = list_length(statement.objects);
  for (int i = 0; i < count; ++i) {
    const ::Node* object = NodeAt(statement.objects, i);
    auto grant = [&]() -> absl::Status {
      ASSIGN_OR_RETURN(std::optional<ObjectKey> key, FindObject(context, statement.objtype, object));
      if (!key.has_value()) return absl::OkStatus();
      for (const Wanted& wanted : privileges) RETURN_IF_ERROR(GrantOnObject(context, statement, *key, wanted));
      return absl::OkStatus();
    };
    absl::Status status = grant();
    if (count == 1) return status;
    RETURN_IF_ERROR(context.RunOrWait(std::move(status), [&] {
      auto* part = static_cast<GrantStmt*>(copyObjectImpl(&statement));
      part->objects = list_make1(copyObjectImpl(object));
      return reinterpret_cast<::Node*>(part);
    }));
  }
  return absl::OkStatus();
}

void RemoveOwnersGrants(Object& object) {
  if (object.common.owner.has_value()) RemoveOwnersGrants(*object.common.owner, object.common.grants);
}

void RemoveOwnersGrants(absl::string_view owner, std::vector<schema::Grant>& grants) {
  grants.erase(std::remove_if(grants.begin(), grants.end(), [&](const schema::Grant& g) { return g.grantee == owner; }), grants.end());
}

}  // namespace compiler
