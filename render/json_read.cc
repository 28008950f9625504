#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "render/json_format.h"
#include "render/render.h"
#include "schema/support/status.h"

namespace render {
namespace {

using Json = nlohmann::json;

// A place in the document and what is wrong first. All reading goes on after an error, with empty values, so that readers stay straight lines.
class Reader {
 public:
  Reader(const Json& json, std::string place, absl::Status& status) : json_(json), place_(std::move(place)), status_(status) {}

  Reader Member(const char* name) const {
    static const Json kNull;
    if (json_.is_object() && json_.contains(name)) return Reader(json_[name], absl::StrCat(place_, "/", name), status_);
    return Reader(kNull, absl::StrCat(place_, "/", name), status_);
  }
  std::string Text() const { return json_.is_string() ? json_.get<std::string>() : Fail<std::string>("a string"); }
  // Where the writer always writes it but a reader can do without.
  std::string TextOr(absl::string_view otherwise) const { return json_.is_null() ? std::string(otherwise) : Text(); }
  int Number() const {
    if (!json_.is_number_integer()) return Fail<int>("an integer");
    auto number = json_.get<int64_t>();
    return number < 0 || number > 0x7FFFFFFF ? Fail<int>("an integer from 0 to 2147483647") : static_cast<int>(number);
  }
  bool Bool() const { return json_.is_boolean() ? json_.get<bool>() : Fail<bool>("true or false"); }
  template <typename Enum>
  Enum Word() const {
    std::string word = Text();
    for (size_t i = 0; i < std::size(schema::EnumNames<Enum>::kNames); ++i) {
      if (word == schema::EnumNames<Enum>::kNames[i]) return static_cast<Enum>(i);
    }
    return Fail<Enum>(absl::StrCat("a word that this version knows, not \"", word, "\""));
  }
  // Each item of an array, read by read(Reader). An absent array is an error.
  template <typename Function>
  auto List(Function&& read) const {
    std::vector<decltype(read(*this))> list;
    if (!json_.is_array()) return Fail<decltype(list)>("an array");
    list.reserve(json_.size());
    for (size_t i = 0; i < json_.size(); ++i) list.push_back(read(Reader(json_[i], absl::StrCat(place_, "/", i), status_)));
    return list;
  }
  std::vector<std::string> Texts() const {
    return List([](const Reader& item) { return item.Text(); });
  }
  template <typename T>
  T Fail(absl::string_view wanted) const {
    if (status_.ok()) status_ = absl::InvalidArgumentError(absl::StrCat("this is no plan of ours: ", place_, " must be ", wanted));
    return T();
  }

 private:
  const Json& json_;
  std::string place_;
  absl::Status& status_;
};

schema::ObjectKey ReadKey(const Reader& reader) {
  schema::ObjectKey key;
  std::vector<std::string> path = reader.Member("path").Texts();
  for (size_t i = 0; i < path.size(); ++i) {
    if (i > 0) key.path.push_back('\0');
    key.path += path[i];
  }
  std::string kind = reader.Member("kind").Text();
  for (size_t i = 0; i < schema::kKindCount; ++i) {
    key.kind = static_cast<schema::Kind>(i);
    if (kind == schema::KindName(key.kind)) return key;
  }
  return reader.Member("kind").Fail<schema::ObjectKey>("a kind of object that this version knows");
}

planner::HazardId ReadHazardId(const Reader& reader) {
  std::string name = reader.Text();
  for (size_t i = 0; i < planner::kHazardCount; ++i) {
    auto id = static_cast<planner::HazardId>(i);
    if (name == planner::Info(id).name) return id;
  }
  return reader.Fail<planner::HazardId>("a hazard that this version knows");
}

planner::Hazard ReadHazard(const Reader& reader) {
  return {ReadHazardId(reader.Member("id")), ReadKey(reader.Member("object")), reader.Member("detail").TextOr(""), reader.Member("allowed").Bool()};
}

planner::Step ReadStep(const Reader& reader) {
  planner::Step step;
  step.id = reader.Member("id").Number();
  step.sign = reader.Member("sign").Word<planner::Sign>();
  step.action = reader.Member("action").Text();
  step.object = ReadKey(reader.Member("object"));
  step.summary = reader.Member("summary").Text();
  step.sql = reader.Member("sql").Texts();
  step.undo_sql = reader.Member("undo_sql").Texts();
  step.undo = reader.Member("undo").Word<planner::UndoClass>();
  step.undo_note = reader.Member("undo_note").TextOr("");
  step.undo_txn = reader.Member("undo_transaction").Word<planner::Txn>();
  step.lock = reader.Member("lock").Word<planner::Lock>();
  step.locked = reader.Member("locked").List(ReadKey);
  step.work = reader.Member("work").Word<planner::Work>();
  step.txn = reader.Member("transaction").Word<planner::Txn>();
  step.phase = reader.Member("phase").Word<planner::Phase>();
  step.hazards = reader.Member("hazards").List(ReadHazard);
  step.because = reader.Member("because").Texts();
  step.place = reader.Member("place").TextOr("");
  return step;
}

planner::Batch ReadBatch(const Reader& reader) {
  planner::Batch batch;
  batch.txn = reader.Member("transaction").Word<planner::Txn>();
  batch.strongest = reader.Member("strongest_lock").Word<planner::Lock>();
  batch.phase = reader.Member("phase").Word<planner::Phase>();
  batch.steps = reader.Member("steps").List([](const Reader& item) { return item.Number(); });
  batch.lock_timeout = reader.Member("lock_timeout_ms").Number();
  batch.statement_timeout = reader.Member("statement_timeout_ms").Number();
  return batch;
}

planner::Check ReadCheck(const Reader& reader) {
  return {reader.Member("question").Text(), reader.Member("sql").Text(), reader.Member("expected").Text(), ReadHazardId(reader.Member("on_failure")),
          reader.Member("step").Number()};
}

planner::Remark ReadRemark(const Reader& reader) {
  return {reader.Member("reason").Word<planner::Remark::Reason>(), ReadKey(reader.Member("object")), reader.Member("text").Text(),
          reader.Member("place").TextOr(""), reader.Member("what").TextOr("")};
}

absl::Status CheckVersion(const Reader& plan) {
  std::string version = plan.Member("format_version").TextOr("");
  int major = 0;
  size_t dot = version.find('.');
  if (dot == std::string::npos || !absl::SimpleAtoi(version.substr(0, dot), &major)) {
    return absl::InvalidArgumentError("this is no plan of ours: /format_version must be \"major.minor\"");
  }
  if (major == kFormatMajor) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("the plan is of format ", version, ", and this version of lockstep reads ", kFormatMajor,
                                                 ".x only: plan anew, or use the lockstep that wrote it"));
}

// Renderers and executors index steps by id.
absl::Status CheckSteps(const planner::Plan& plan) {
  for (size_t i = 0; i < plan.steps.size(); ++i) {
    if (plan.steps[i].id != static_cast<int>(i) + 1)
      return absl::InvalidArgumentError(absl::StrCat("this is no plan of ours: step ", i + 1, " has id ", plan.steps[i].id));
  }
  int last = 0;
  for (const planner::Batch& batch : plan.batches) {
    for (int id : batch.steps) {
      if (id != last + 1 || id > static_cast<int>(plan.steps.size())) {
        return absl::InvalidArgumentError(absl::StrCat("this is no plan of ours: the batches name step ", id, " where step ", last + 1, " stands"));
      }
      last = id;
    }
  }
  if (last == static_cast<int>(plan.steps.size())) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("this is no plan of ours: step ", last + 1, " is in no batch"));
}

}  // namespace

absl::StatusOr<planner::Plan> PlanFromJson(const std::string& text) {
  Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return absl::InvalidArgumentError("this is no plan of ours: it is not a JSON object");
  absl::Status status;
  Reader reader(json, "", status);
  RETURN_IF_ERROR(CheckVersion(reader));
  planner::Plan plan;
  plan.id = reader.Member("id").Text();
  plan.from_description = reader.Member("from").Member("description").Text();
  plan.from_fingerprint = reader.Member("from").Member("fingerprint").Text();
  plan.to_description = reader.Member("to").Member("description").Text();
  plan.to_fingerprint = reader.Member("to").Member("fingerprint").Text();
  plan.server_version = reader.Member("server_version").Number();
  plan.objects_changed = reader.Member("objects_changed").Number();
  plan.checks = reader.Member("checks").List(ReadCheck);
  plan.steps = reader.Member("steps").List(ReadStep);
  plan.batches = reader.Member("batches").List(ReadBatch);
  plan.remarks = reader.Member("remarks").List(ReadRemark);
  RETURN_IF_ERROR(status);
  RETURN_IF_ERROR(CheckSteps(plan));
  return plan;
}

}  // namespace render
