#include <nlohmann/json.hpp>

#include "render/explain.h"
#include "render/json_format.h"

namespace render {
namespace {

using Json = nlohmann::ordered_json;

Json SideJson(const ExplainedSide& side) {
  std::string place = side.object == nullptr || side.origin.sources == nullptr ? "" : side.origin.sources->Place(side.object->span);
  return {{"description", side.origin.description},
          {"place", place},
          {"fields", ObjectToJson(side.object)},
          {"canonical", side.object == nullptr ? Json(nullptr) : Json(side.canonical)}};
}

const char* State(const ObjectExplanation& of) {
  if (of.key.kind == schema::Kind::kUnmodelled) return "not_modelled";
  if (of.from.object == nullptr) return "only_in_to";
  if (of.to.object == nullptr) return "only_in_from";
  return of.changes.empty() && of.renames.empty() ? "same" : "different";
}

}  // namespace

std::string ExplanationAsJson(const ObjectExplanation& of) {
  Json json = {{"format_version", kFormatVersion}, {"object", KeyToJson(of.key)}, {"state", State(of)},       {"from", SideJson(of.from)},
               {"to", SideJson(of.to)},            {"renames", Json::array()},    {"changes", Json::array()}, {"steps", Json::array()}};
  for (const Rename& rename : of.renames) json["renames"].push_back(RenameToJson(rename));
  for (const planner::Change& change : of.changes) json["changes"].push_back(ChangeToJson(change));
  for (const planner::Step* step : StepsOf(of)) json["steps"].push_back(StepToJson(*step));
  return JsonText(json);
}

std::string HazardAsJson(const planner::HazardInfo& hazard) {
  return JsonText({{"format_version", kFormatVersion}, {"hazard", hazard.name}, {"title", hazard.title}, {"why", hazard.why}, {"instead", hazard.remedy}, {"needs_word", hazard.needs_word}});
}

std::string CodeAsJson(const schema::DiagnosticCode& code) {
  const CodeWords* words = FindCodeWords(code.code);
  return JsonText({{"format_version", kFormatVersion}, {"code", code.code}, {"title", code.title}, {"why", words == nullptr ? "" : words->why}, {"instead", words == nullptr ? "" : words->instead}});
}

}  // namespace render
