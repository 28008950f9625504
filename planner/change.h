// A difference between two schemas: one object that is to be created, altered, replaced or dropped.
#pragma once

#include <cstdint>
#include <vector>

#include "schema/database.h"
#include "schema/object.h"

namespace planner {

enum class ChangeAction : uint8_t { kCreate, kAlter, kReplace, kDrop };

struct Change {
  ChangeAction action = ChangeAction::kAlter;
  const schema::Object* before = nullptr;  // null for kCreate
  const schema::Object* after = nullptr;   // null for kDrop
  schema::ObjectDifference fields;         // which fields differ (kAlter, kReplace)
  // What the statement of a created or dropped parent takes with it: columns and constraints of a table, attributes, checks of a domain, sequences
  // owned by a column. Filled by FoldIntoParents; objects of `to` for kCreate, of `from` for kDrop.
  std::vector<const schema::Object*> folded;

  const schema::Object& either() const { return after != nullptr ? *after : *before; }
  schema::Kind kind() const { return either().key.kind; }
};

}  // namespace planner

namespace schema {
template <> struct EnumNames<planner::ChangeAction> { static constexpr const char* kNames[] = {"create", "alter", "replace", "drop"}; };
}  // namespace schema
