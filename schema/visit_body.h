// The one way to call something with an object's body in its own type. Included only by the .cc files of schema/ that derive things from field
// lists: std::visit over all kinds is slow to compile.
#pragma once

#include <utility>
#include <variant>

#include "schema/object.h"

namespace schema {

template <typename Function>
decltype(auto) VisitBody(const Object& object, Function&& function) {
  return std::visit(std::forward<Function>(function), object.body);
}
template <typename Function>
decltype(auto) VisitBody(Object& object, Function&& function) {
  return std::visit(std::forward<Function>(function), object.body);
}

}  // namespace schema
