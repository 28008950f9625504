// Shared by what writes and reads our JSON: the version of the format and how an object key looks in it.
//
//   {"kind": "column", "path": ["public", "orders", "legacy_ref"]}
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "planner/change.h"
#include "planner/plan.h"
#include "render/render.h"
#include "schema/object_key.h"

namespace render {

// major.minor: a new minor only adds fields; a new major may do anything, and is refused by older readers.
inline constexpr const char* kFormatVersion = "1.0";
inline constexpr int kFormatMajor = 1;

nlohmann::ordered_json KeyToJson(const schema::ObjectKey& key);
nlohmann::ordered_json RemarkToJson(const planner::Remark& remark);
nlohmann::ordered_json StepToJson(const planner::Step& step);
// Of a change: its action, object and fields, {"name", "before", "after"} each.
nlohmann::ordered_json ChangeToJson(const planner::Change& change);
// The fields of an object that are not at their defaults; null for null.
nlohmann::ordered_json ObjectToJson(const schema::Object* object);
nlohmann::ordered_json RenameToJson(const Rename& rename);
// Indented by two; bytes that are no UTF-8 are replaced by U+FFFD.
std::string JsonText(const nlohmann::ordered_json& json);

}  // namespace render
