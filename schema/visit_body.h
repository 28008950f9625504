// The one way to call something with an object's body in its own type. Included only by the .cc files of schema/ that derive things from field
// lists: a call for every kind is slow to compile.
#pragma once

#include <utility>

#include "schema/object.h"

namespace schema {

template <typename ObjectType, typename Function>
decltype(auto) VisitBody(ObjectType& object, Function&& function) {
  return [&]<size_t... I>(std::index_sequence<I...>) -> decltype(auto) {
    using Result = decltype(function(object.template As<Schema>()));
    using Call = Result (*)(ObjectType&, Function&);
    static constexpr Call kCalls[] = {[](ObjectType& o, Function& f) -> Result { return f(o.template As<BodyAt<I>>()); }...};
    return kCalls[static_cast<size_t>(object.body.kind())](object, function);
  }(std::make_index_sequence<kKindCount>{});
}

}  // namespace schema
