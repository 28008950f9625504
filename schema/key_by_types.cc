#include "schema/key_by_types.h"

#include "schema/routine_key.h"
#include "schema/signature_key.h"

namespace schema {

bool IsKnownByTypes(Kind kind) { return IsRoutine(kind) || kind == Kind::kCast || kind == Kind::kOperator || kind == Kind::kTransform; }

ObjectKey KeyByTypes(const Object& object) {
  switch (object.key.kind) {
    case Kind::kCast: return CastKey(object.As<Cast>().source, object.As<Cast>().target);
    case Kind::kOperator: return OperatorKey(object.key.schema_name(), object.As<Operator>().name, object.As<Operator>().left, object.As<Operator>().right);
    case Kind::kTransform: return TransformKey(object.As<Transform>().type, object.As<Transform>().language);
    default: return KeyByArguments(object);
  }
}

}  // namespace schema
