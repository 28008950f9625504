#include "compiler/kinds/owner.h"

#include <algorithm>

#include "compiler/kinds/find_object.h"
#include "compiler/lookup.h"

namespace compiler {

void SetOwner(schema::Object& object, const RoleSpec& role) {
  schema::Common& common = object.common;
  common.owner = RoleName(role);
  if (!common.owner.has_value() || !common.owner_lacks.has_value()) return;
  // What the new owner was granted before it has as the owner too (aclnewowner, acl.c).
  std::erase_if(*common.owner_lacks, [&](const std::string& privilege) {
    return std::any_of(common.grants.begin(), common.grants.end(), [&](const schema::Grant& grant) { return grant.grantee == *common.owner && grant.privilege == privilege; });
  });
  if (common.owner_lacks->empty()) common.owner_lacks.reset();
}

absl::Status AlterOwner(Context& context, const AlterOwnerStmt& statement) {
  const ::Node* object = statement.object != nullptr ? statement.object : reinterpret_cast<const ::Node*>(statement.relation);
  ASSIGN_OR_RETURN(std::optional<schema::ObjectKey> key, FindObject(context, statement.objectType, object));
  if (key.has_value()) SetOwner(*context.builder().Find(*key), *statement.newowner);
  return absl::OkStatus();
}

}  // namespace compiler
