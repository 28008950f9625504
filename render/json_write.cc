#include <nlohmann/json.hpp>

#include "render/json_format.h"
#include "render/render.h"
#include "render/view.h"

namespace render {
namespace {

using Json = nlohmann::ordered_json;
using schema::EnumName;

Json HazardJson(const planner::Hazard& hazard) {
  const planner::HazardInfo& info = planner::Info(hazard.id);
  return {{"id", info.name},           {"object", KeyToJson(hazard.object)}, {"detail", hazard.detail},
          {"allowed", hazard.allowed}, {"needs_word", info.needs_word},      {"allow", AllowArgument(hazard)}};
}

Json BatchJson(const planner::Batch& batch) {
  return {{"transaction", EnumName(batch.txn)},    {"strongest_lock", EnumName(batch.strongest)},
          {"phase", EnumName(batch.phase)},        {"steps", batch.steps},
          {"lock_timeout_ms", batch.lock_timeout}, {"statement_timeout_ms", batch.statement_timeout}};
}

Json CheckJson(const planner::Check& check) {
  return {{"question", check.question},
          {"sql", check.sql},
          {"expected", check.expected},
          {"on_failure", planner::Info(check.on_failure).name},
          {"step", check.step}};
}

Json RollbackJson(const planner::Plan& plan) {
  Json batches = Json::array();
  for (const planner::UndoBatch& batch : planner::Rollback(plan, plan.steps.size())) {
    batches.push_back({{"transaction", EnumName(batch.txn)}, {"steps", batch.steps}, {"sql", batch.sql}});
  }
  return batches;
}

template <typename List, typename Function>
Json ArrayOf(const List& list, Function&& to_json) {
  Json array = Json::array();
  for (const auto& item : list) array.push_back(to_json(item));
  return array;
}

}  // namespace

Json KeyToJson(const schema::ObjectKey& key) {
  Json path = Json::array();
  if (!key.empty()) {
    for (absl::string_view part : key.parts()) path.push_back(std::string(part));
  }
  return {{"kind", schema::KindName(key.kind)}, {"path", std::move(path)}};
}

Json RemarkToJson(const planner::Remark& remark) {
  return {{"reason", EnumName(remark.reason)},
          {"object", KeyToJson(remark.object)},
          {"what", remark.what},
          {"text", remark.text},
          {"place", remark.place}};
}

Json StepToJson(const planner::Step& step) {
  Json json = {{"id", step.id},
               {"sign", EnumName(step.sign)},
               {"action", step.action},
               {"object", KeyToJson(step.object)},
               {"summary", step.summary},
               {"sql", step.sql},
               {"undo_sql", step.undo_sql},
               {"undo", EnumName(step.undo)},
               {"undo_note", step.undo_note},
               {"undo_transaction", EnumName(step.undo_txn)},
               {"lock", EnumName(step.lock)},
               {"locked", Json::array()},
               {"work", EnumName(step.work)},
               {"transaction", EnumName(step.txn)},
               {"phase", EnumName(step.phase)},
               {"blocks", BlocksText(step)},
               {"hazards", Json::array()},
               {"because", step.because},
               {"place", step.place}};
  for (const schema::ObjectKey& key : step.locked) json["locked"].push_back(KeyToJson(key));
  for (const planner::Hazard& hazard : step.hazards) json["hazards"].push_back(HazardJson(hazard));
  return json;
}

std::string JsonText(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

std::string PlanAsJson(const planner::Plan& plan, absl::string_view tool_version) {
  Totals totals = CountTotals(plan);
  Json json = {{"format_version", kFormatVersion},
               {"tool_version", std::string(tool_version)},
               {"id", plan.id},
               {"from", {{"description", plan.from_description}, {"fingerprint", plan.from_fingerprint}}},
               {"to", {{"description", plan.to_description}, {"fingerprint", plan.to_fingerprint}}},
               {"server_version", plan.server_version},
               {"objects_changed", plan.objects_changed},
               {"totals", {{"add", totals.add}, {"change", totals.change}, {"destroy", totals.destroy}, {"transactions", totals.transactions}}},
               {"blocked", !HazardsNeedingWord(plan).empty()},
               {"checks", ArrayOf(plan.checks, CheckJson)},
               {"steps", ArrayOf(plan.steps, StepToJson)},
               {"batches", ArrayOf(plan.batches, BatchJson)},
               {"rollback", RollbackJson(plan)},
               {"remarks", ArrayOf(plan.remarks, RemarkToJson)}};
  return JsonText(json);
}

}  // namespace render
