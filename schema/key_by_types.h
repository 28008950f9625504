// Keys of which types are a part: those of routines, casts, operators and transforms. With another name of a type they get another key.
#pragma once

#include "schema/object.h"

namespace schema {

bool IsKnownByTypes(Kind kind);
// The key that the object has by the types that it now names. REQUIRES: IsKnownByTypes(object.key.kind).
ObjectKey KeyByTypes(const Object& object);

}  // namespace schema
