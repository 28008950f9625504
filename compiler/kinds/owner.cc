#include "compiler/kinds/owner.h"

#include "compiler/kinds/find_object.h"
#include "compiler/lookup.h"

namespace compiler {

void SetOwner(schema::Object& object, const RoleSpec& role) { object.common.owner = RoleName(role); }

absl::Status AlterOwner(Context& context, const AlterOwnerStmt& statement) {
  const ::Node* object = statement.object != nullptr ? statement.object : reinterpret_cast<const ::Node*>(statement.relation);
  ASSIGN_OR_RETURN(std::optional<schema::ObjectKey> key, FindObject(context, statement.objectType, object));
  if (key.has_value()) SetOwner(*context.builder().Find(*key), *statement.newowner);
  return absl::OkStatus();
}

}  // namespace compiler
