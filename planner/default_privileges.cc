#include "planner/default_privileges.h"

#include <algorithm>

#include "planner/common.h"
#include "schema/signature_key.h"

namespace planner {
namespace {

using schema::Database;
using schema::DefaultPrivileges;
using schema::DefaultPrivilegesOn;
using schema::Grant;
using schema::Kind;
using schema::Object;

bool HasAny(const Database& database) {
  return std::any_of(database.objects().begin(), database.objects().end(), [](const auto& object) { return object->key.kind == Kind::kDefaultPrivileges; });
}

// What a new object gets on a server with this schema; nullopt when nothing says otherwise than PostgreSQL itself.
std::optional<std::vector<Grant>> GivenBy(const Database& database, const std::string& role, const schema::ObjectKey& key) {
  DefaultPrivileges which;
  which.role = role;
  which.on = *schema::DefaultPrivilegesCategory(key.kind);
  const Object* everywhere = database.Find(schema::DefaultPrivilegesKey(which));
  const Object* in_schema = nullptr;
  if (key.kind != Kind::kSchema) {
    which.schema = std::string(key.schema_name());
    in_schema = database.Find(schema::DefaultPrivilegesKey(which));
  }
  if (everywhere == nullptr && in_schema == nullptr) return std::nullopt;
  std::vector<Grant> grants = everywhere != nullptr ? everywhere->common.grants : InitialGrants(key.kind);
  if (in_schema == nullptr) return grants;
  for (const Grant& grant : in_schema->common.grants) {
    if (grant.grantee == role && !role.empty()) continue;
    auto same = std::find_if(grants.begin(), grants.end(), [&](const Grant& other) { return other.grantee == grant.grantee && other.privilege == grant.privilege; });
    if (same == grants.end()) grants.push_back(grant);
    else same->grantable = same->grantable || grant.grantable;
  }
  return grants;
}

class Mender {
 public:
  explicit Mender(const Expander& context) : context_(context) {
    role_ = context.from().origin().live || !context.from().origin().current_user.empty() ? context.from().origin().current_user : context.to().origin().current_user;
  }

  // `statements` make the object.
  void Mend(const Object& object, std::vector<std::string>& statements) const {
    if (schema::DefaultPrivilegesCategory(object.key.kind).has_value()) Mend(object.key, object.common.owner, object.common.grants, statements);
    if (object.key.kind != Kind::kColumn || !object.As<schema::Column>().identity.has_value()) return;
    const schema::Identity& identity = *object.As<schema::Column>().identity;
    Mend(identity.sequence, std::nullopt, identity.grants, statements);
  }

 private:
  void Mend(const schema::ObjectKey& key, const std::optional<std::string>& owner, const std::vector<Grant>& wanted, std::vector<std::string>& statements) const {
    for (const Database* side : {&context_.from(), &context_.to()}) {
      std::optional<std::vector<Grant>> given = GivenBy(*side, role_, key);
      if (!given.has_value()) continue;
      // What the owner gets is the owner's business.
      given->erase(std::remove_if(given->begin(), given->end(), [&](const Grant& grant) { return owner.has_value() && grant.grantee == *owner; }), given->end());
      for (std::string& statement : GrantStatements(key, *given, wanted)) {
        if (std::find(statements.begin(), statements.end(), statement) == statements.end()) statements.push_back(std::move(statement));
      }
      GrantColumnsLast(key, statements);
    }
  }

  // A privilege taken from a table is taken from its columns as well (ExecGrant_Relation, aclchk.c).
  void GrantColumnsLast(const schema::ObjectKey& table, std::vector<std::string>& statements) const {
    for (const Database* columns_of : {&context_.from(), &context_.to()}) {
      for (const auto& child : columns_of->Below(table)) {
        if (child->key.kind != Kind::kColumn || child->common.grants.empty()) continue;
        for (std::string& grant : GrantStatements(child->key, {}, child->common.grants)) {
          auto found = std::find(statements.begin(), statements.end(), grant);
          if (found != statements.end()) std::rotate(found, found + 1, statements.end());
        }
      }
    }
  }

  const Expander& context_;
  std::string role_;
};

}  // namespace

void MendDefaultPrivileges(const Expander& context, std::vector<std::unique_ptr<Draft>>& drafts) {
  if (drafts.empty() || (!HasAny(context.from()) && !HasAny(context.to()))) return;
  Mender mender(context);
  for (auto& draft : drafts) {
    for (const schema::ObjectKey& key : draft->creates) {
      const Object* object = context.to().Find(key);
      if (object != nullptr) mender.Mend(*object, draft->step.sql);
    }
    if (draft->step.undo_sql.empty()) continue;
    for (const schema::ObjectKey& key : draft->drops) {
      const Object* object = context.from().Find(key);
      if (object != nullptr) mender.Mend(*object, draft->step.undo_sql);
    }
  }
}

}  // namespace planner
