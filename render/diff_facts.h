// What a change is in words: its sign, its place and its fields before and after, shared by the text and the JSON of `diff`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "planner/change.h"
#include "render/render.h"

namespace render {

struct FieldChange {
  std::string name;
  std::optional<std::string> before;  // absent: at its default
  std::optional<std::string> after;
};
// In the order of the field lists. Empty for created and dropped objects.
std::vector<FieldChange> FieldChanges(const planner::Change& change);

// Where the object is written: in `to`, else in `from`; "" for what is only in a live database.
std::string PlaceOf(const planner::Change& change, const Differences& differences);

}  // namespace render
