#include "compiler/kinds/default_privileges.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"
#include "schema/signature_key.h"

namespace compiler {
namespace {

using schema::DefaultPrivileges;
using schema::DefaultPrivilegesOn;
using schema::ErrorAt;
using schema::Grant;
using schema::Kind;
using schema::Object;

// ACL_ALL_RIGHTS_… of utils/acl.h.
struct Privilege {
  DefaultPrivilegesOn on;
  const char* name;
  int since;
};
constexpr Privilege kPrivileges[] = {
    {DefaultPrivilegesOn::kTables, "SELECT", 0},     {DefaultPrivilegesOn::kTables, "INSERT", 0},       {DefaultPrivilegesOn::kTables, "UPDATE", 0},
    {DefaultPrivilegesOn::kTables, "DELETE", 0},     {DefaultPrivilegesOn::kTables, "TRUNCATE", 0},     {DefaultPrivilegesOn::kTables, "REFERENCES", 0},
    {DefaultPrivilegesOn::kTables, "TRIGGER", 0},    {DefaultPrivilegesOn::kTables, "MAINTAIN", 17},    {DefaultPrivilegesOn::kSequences, "USAGE", 0},
    {DefaultPrivilegesOn::kSequences, "SELECT", 0},  {DefaultPrivilegesOn::kSequences, "UPDATE", 0},    {DefaultPrivilegesOn::kFunctions, "EXECUTE", 0},
    {DefaultPrivilegesOn::kTypes, "USAGE", 0},       {DefaultPrivilegesOn::kSchemas, "USAGE", 0},       {DefaultPrivilegesOn::kSchemas, "CREATE", 0},
    {DefaultPrivilegesOn::kLargeObjects, "SELECT", 0}, {DefaultPrivilegesOn::kLargeObjects, "UPDATE", 0},
};

DefaultPrivilegesOn KindOf(ObjectType type) {
  switch (type) {
    case OBJECT_SEQUENCE: return DefaultPrivilegesOn::kSequences;
    case OBJECT_FUNCTION:
    case OBJECT_PROCEDURE:
    case OBJECT_ROUTINE: return DefaultPrivilegesOn::kFunctions;
    case OBJECT_TYPE: return DefaultPrivilegesOn::kTypes;
    case OBJECT_SCHEMA: return DefaultPrivilegesOn::kSchemas;
    case OBJECT_LARGEOBJECT: return DefaultPrivilegesOn::kLargeObjects;
    default: return DefaultPrivilegesOn::kTables;
  }
}

const std::string& ConnectedRole(const Workspace& workspace) {
  static const std::string kUnknown;
  const schema::Origin* live = workspace.options().live;
  return live == nullptr ? kUnknown : live->current_user;
}

const std::string& CurrentRole(Context& context) { return context.settings().role.empty() ? ConnectedRole(context.workspace()) : context.settings().role; }

absl::StatusOr<std::vector<std::string>> PrivilegesOf(Context& context, const GrantStmt& action, DefaultPrivilegesOn on) {
  std::vector<std::string> wanted;
  for (int i = 0; i < list_length(action.privileges); ++i) {
    wanted.push_back(absl::AsciiStrToUpper(As<AccessPriv>(*NodeAt(action.privileges, i)).priv_name));
  }
  std::vector<std::string> names;
  for (const Privilege& privilege : kPrivileges) {
    if (privilege.on != on || !context.IsAtLeast(privilege.since)) continue;
    if (action.privileges == nullptr || std::find(wanted.begin(), wanted.end(), privilege.name) != wanted.end()) names.emplace_back(privilege.name);
  }
  for (const std::string& name : wanted) {
    bool known = std::any_of(std::begin(kPrivileges), std::end(kPrivileges), [&](const Privilege& p) { return p.on == on && name == p.name; });
    if (!known) return ErrorAt(context.span(), "E0114", "invalid privilege type ", name, " for ", schema::EnumName(on));
  }
  return names;
}

void ApplyToOthers(const GrantStmt& action, const std::string& grantee, const std::string& privilege, std::vector<Grant>& grants) {
  auto same = std::find_if(grants.begin(), grants.end(), [&](const Grant& g) { return g.grantee == grantee && g.privilege == privilege; });
  if (action.is_grant) {
    if (same == grants.end()) grants.push_back({grantee, privilege, action.grant_option});
    else same->grantable = same->grantable || action.grant_option;
  } else if (same != grants.end()) {
    if (action.grant_option) same->grantable = false;  // REVOKE GRANT OPTION FOR
    else grants.erase(same);
  }
}

// What the role itself gets with every object of its own.
void ApplyToRole(const GrantStmt& action, const std::string& privilege, std::vector<std::string>& revoked) {
  if (action.grant_option && !action.is_grant) return;
  auto at = std::lower_bound(revoked.begin(), revoked.end(), privilege);
  bool listed = at != revoked.end() && *at == privilege;
  if (action.is_grant && listed) revoked.erase(at);
  if (!action.is_grant && !listed) revoked.insert(at, privilege);
}

absl::Status Apply(Context& context, const GrantStmt& action, const DefaultPrivileges& which) {
  ASSIGN_OR_RETURN(std::vector<std::string> privileges, PrivilegesOf(context, action, which.on));
  schema::ObjectKey key = schema::DefaultPrivilegesKey(which);
  const std::vector<Grant> initial = which.schema.empty() ? schema::BuiltinDefaultGrants(which.on) : std::vector<Grant>();
  Object* object = context.builder().Find(key);
  if (object == nullptr) {
    object = context.workspace().Add(key, which, context.span());
    object->common.grants = initial;
  }
  std::vector<Grant>& grants = object->common.grants;
  for (int i = 0; i < list_length(action.grantees); ++i) {
    std::optional<std::string> grantee = RoleName(As<RoleSpec>(*NodeAt(action.grantees, i)));
    if (!grantee.has_value()) grantee = CurrentRole(context);
    bool is_role = *grantee == which.role && As<RoleSpec>(*NodeAt(action.grantees, i)).roletype != ROLESPEC_PUBLIC;
    for (const std::string& privilege : privileges) {
      if (is_role && which.schema.empty()) ApplyToRole(action, privilege, object->As<DefaultPrivileges>().revoked_from_role);
      else if (!is_role || !which.role.empty()) ApplyToOthers(action, *grantee, privilege, grants);
    }
  }
  std::sort(grants.begin(), grants.end());
  context.workspace().NoteDefaultPrivileges({context.span(), key, grants});
  if (grants == initial && object->As<DefaultPrivileges>().revoked_from_role.empty()) context.workspace().Remove(key);
  return absl::OkStatus();
}

const DefElem* FindOption(const List* options, absl::string_view name) {
  for (int i = 0; i < list_length(options); ++i) {
    const auto& option = As<DefElem>(*NodeAt(options, i));
    if (name == option.defname) return &option;
  }
  return nullptr;
}

}  // namespace

absl::Status AlterDefaultPrivileges(Context& context, const AlterDefaultPrivilegesStmt& statement) {
  std::vector<std::string> roles = {CurrentRole(context)}, schemas = {""};
  if (const DefElem* option = FindOption(statement.options, "roles"); option != nullptr) {
    roles.clear();
    const auto* list = reinterpret_cast<const List*>(option->arg);
    for (int i = 0; i < list_length(list); ++i) {
      roles.push_back(RoleName(As<RoleSpec>(*NodeAt(list, i))).value_or(CurrentRole(context)));
    }
  }
  if (const DefElem* option = FindOption(statement.options, "schemas"); option != nullptr) {
    schemas = Strings(reinterpret_cast<const List*>(option->arg));
    for (const std::string& schema : schemas) RETURN_IF_ERROR(CheckSchema(context, schema, context.span()));
  }
  DefaultPrivileges which;
  which.on = KindOf(statement.action->objtype);
  for (const std::string& role : roles) {
    for (const std::string& schema : schemas) {
      which.role = role;
      which.schema = schema;
      RETURN_IF_ERROR(Apply(context, *statement.action, which));
    }
  }
  return absl::OkStatus();
}

void GiveDefaultPrivileges(const Workspace& workspace, Object& object) {
  GiveDefaultPrivileges(workspace, object.key, object.span, object.common.grants);
}

void GiveDefaultPrivileges(const Workspace& workspace, const schema::ObjectKey& key, const schema::SourceSpan& place, std::vector<Grant>& grants) {
  std::optional<DefaultPrivilegesOn> on = schema::DefaultPrivilegesCategory(key.kind);
  if (!on.has_value()) return;
  DefaultPrivileges which;
  which.role = ConnectedRole(workspace);
  which.on = *on;
  const std::vector<Grant>* everywhere = workspace.DefaultPrivilegesBefore(place, schema::DefaultPrivilegesKey(which));
  const std::vector<Grant>* in_schema = nullptr;
  if (key.kind != Kind::kSchema) {
    which.schema = std::string(key.schema_name());
    in_schema = workspace.DefaultPrivilegesBefore(place, schema::DefaultPrivilegesKey(which));
  }
  if (everywhere != nullptr) grants = *everywhere;
  if (in_schema == nullptr) return;
  for (const Grant& grant : *in_schema) {
    if (grant.grantee == which.role && !which.role.empty()) continue;  // the owner's own
    auto same = std::find_if(grants.begin(), grants.end(), [&](const Grant& g) { return g.grantee == grant.grantee && g.privilege == grant.privilege; });
    if (same == grants.end()) grants.push_back(grant);
    else same->grantable = same->grantable || grant.grantable;
  }
}

}  // namespace compiler
