#include "compiler/kinds/type_common.h"

namespace compiler {

using schema::Kind;

absl::StatusOr<schema::ObjectKey> NewTypeKey(Context& context, Kind kind, const NewName& name) {
  for (Kind taken : {Kind::kEnum, Kind::kDomain, Kind::kCompositeType, Kind::kRangeType, Kind::kBaseType, Kind::kTable}) {
    schema::ObjectKey key = schema::MakeKey(taken, {name.schema, name.name});
    if (const schema::Object* existing = context.builder().Find(key); existing != nullptr) {
      return AlreadyExists(context, context.span(), key.ToString(), existing->span);
    }
  }
  return schema::MakeKey(kind, {name.schema, name.name});
}

schema::Common NewTypeCommon() {
  schema::Common common;
  common.grants.push_back({"", "USAGE", false});
  return common;
}

}  // namespace compiler
