#include <nlohmann/json.hpp>

#include "render/diff_facts.h"
#include "render/json_format.h"
#include "render/render.h"

namespace render {
namespace {

using Json = nlohmann::ordered_json;

Json OptionalText(const std::optional<std::string>& text) { return text.has_value() ? Json(*text) : Json(nullptr); }

Json FieldJson(const FieldChange& field) {
  return {{"name", field.name}, {"before", OptionalText(field.before)}, {"after", OptionalText(field.after)}};
}

Json ChangeJson(const planner::Change& change, const Differences& differences) {
  Json json = ChangeToJson(change);
  json["before"] = ObjectToJson(change.before);
  json["after"] = ObjectToJson(change.after);
  json["place"] = PlaceOf(change, differences);
  return json;
}

Json SideJson(const schema::Origin& origin) {
  return {{"description", origin.description}, {"server_version", origin.server_version}, {"live", origin.live}};
}

}  // namespace

Json ObjectToJson(const schema::Object* object) {
  if (object == nullptr) return nullptr;
  Json fields = Json::object();
  for (const schema::FieldText& field : schema::FieldTexts(*object)) fields[field.name] = field.text;
  return fields;
}

Json ChangeToJson(const planner::Change& change) {
  Json json = {{"action", schema::EnumName(change.action)}, {"object", KeyToJson(change.either().key)}};
  json["fields"] = Json::array();
  for (const FieldChange& field : FieldChanges(change)) json["fields"].push_back(FieldJson(field));
  return json;
}

Json RenameToJson(const Rename& rename) { return {{"before", KeyToJson(rename.before)}, {"after", KeyToJson(rename.after)}, {"place", rename.place}}; }

std::string DifferencesAsJson(const Differences& differences) {
  Json json = {{"format_version", kFormatVersion}, {"from", SideJson(differences.from)}, {"to", SideJson(differences.to)},
               {"renames", Json::array()},         {"changes", Json::array()},           {"remarks", Json::array()}};
  for (const Rename& rename : differences.renames) json["renames"].push_back(RenameToJson(rename));
  for (const planner::Change& change : differences.changes) json["changes"].push_back(ChangeJson(change, differences));
  for (const planner::Remark& remark : differences.remarks) json["remarks"].push_back(RemarkToJson(remark));
  return JsonText(json);
}

}  // namespace render
