#include <algorithm>

#include "planner/draft.h"
#include "planner/references.h"
#include "schema/inheritance.h"

namespace planner {
namespace {

using schema::Kind;
using schema::Object;
using schema::ObjectKey;

std::vector<ObjectKey> Minus(std::vector<ObjectKey> keys, const std::vector<ObjectKey>& other) {  // both sorted
  std::vector<ObjectKey> result;
  std::set_difference(keys.begin(), keys.end(), other.begin(), other.end(), std::back_inserter(result));
  return result;
}

bool IsOnTable(Kind kind) {
  return kind == Kind::kTable || kind == Kind::kColumn || kind == Kind::kKeyConstraint || kind == Kind::kForeignKey || kind == Kind::kCheck ||
         kind == Kind::kExclusion || kind == Kind::kIndex || kind == Kind::kTrigger || kind == Kind::kPolicy || kind == Kind::kRule;
}

// What the object mentions and does not bring with it, as an identity column its sequence.
std::vector<ObjectKey> Needs(const Object& object) {
  std::vector<ObjectKey> keys = References(object);
  if (object.key.kind == Kind::kColumn && object.As<schema::Column>().identity.has_value()) std::erase(keys, object.As<schema::Column>().identity->sequence);
  return keys;
}

// What an object needs besides what it mentions: its parent, or its schema.
void AddParent(const ObjectKey& key, std::vector<ObjectKey>& keys) {
  std::vector<absl::string_view> parts = key.parts();
  if (parts.size() < 2) return;
  keys.push_back(schema::MakeKey(Kind::kSchema, {parts[0]}));
  if (parts.size() < 3) return;
  for (Kind kind : {Kind::kTable, Kind::kCompositeType, Kind::kDomain, Kind::kView, Kind::kMaterializedView}) keys.push_back(schema::MakeKey(kind, {parts[0], parts[1]}));
}

}  // namespace

ObjectKey TableOf(const ObjectKey& key) {
  std::vector<absl::string_view> parts = key.parts();
  if (!IsOnTable(key.kind) || parts.size() < 3) return key;
  return schema::MakeKey(Kind::kTable, {parts[0], parts[1]});
}

Draft& Expander::New(Action action, const Change& change, std::string summary) {
  auto draft = std::make_unique<Draft>();
  const ActionInfo& info = Info(action);
  draft->action = action;
  draft->before = change.before;
  draft->after = change.after;
  draft->recipe = current_recipe_;
  Step& step = draft->step;
  step.action = info.name;
  step.object = change.either().key;
  step.summary = std::move(summary);
  step.lock = info.lock;
  step.work = info.work;
  step.txn = info.txn;
  if (change.after != nullptr && to_.origin().sources != nullptr) step.place = to_.origin().sources->Place(change.after->span);
  if (info.lock != Lock::kNone && (IsOnTable(step.object.kind) || step.object.kind == Kind::kSequence || step.object.kind == Kind::kView || step.object.kind == Kind::kMaterializedView)) draft->locks.push_back(TableOf(step.object));
  drafts_.push_back(std::move(draft));
  return *drafts_.back();
}

Draft& Expander::Create(Action action, const Change& change, std::string summary) {
  Draft& draft = New(action, change, std::move(summary));
  draft.creates = {change.after->key};
  draft.needs = Needs(*change.after);
  AddParent(change.after->key, draft.needs);
  return draft.Sign(Sign::kAdd).In(Phase::kExpand);
}

Draft& Expander::Drop(Action action, const Change& change, std::string summary) {
  Draft& draft = New(action, change, std::move(summary));
  draft.drops = {change.before->key};
  draft.frees = References(*change.before);
  AddParent(change.before->key, draft.frees);
  return draft.Sign(Sign::kRemove).In(change.action == ChangeAction::kReplace ? Phase::kExpand : Phase::kContract);
}

Draft& Expander::Alter(Action action, const Change& change, std::string summary) {
  Draft& draft = New(action, change, std::move(summary));
  draft.alters = {change.either().key};
  if (change.after != nullptr) {
    draft.needs = Needs(*change.after);
    AddParent(change.after->key, draft.needs);
  }
  if (change.before != nullptr) {
    draft.frees = References(*change.before);
    if (change.after != nullptr) draft.frees = Minus(std::move(draft.frees), References(*change.after));
  }
  return draft.Sign(Sign::kChange).In(Phase::kExpand);
}

const std::vector<const Object*>& Expander::UsersOf(const ObjectKey& key) const {
  static const std::vector<const Object*> kNobody;
  if (!users_known_) {
    users_known_ = true;
    for (const auto& object : from_.objects()) {
      for (const ObjectKey& mentioned : References(*object)) users_[mentioned].push_back(object.get());
      if (object->key.kind != Kind::kForeignKey) continue;
      for (const ObjectKey& carrying : CarryingKeys(from_, object->As<schema::ForeignKey>())) users_[carrying].push_back(object.get());
    }
  }
  auto users = users_.find(key);
  return users == users_.end() ? kNobody : users->second;
}

const std::vector<ObjectKey>& Expander::Children(const schema::Database& side, ChildrenIndex& index, const ObjectKey& parent) {
  static const std::vector<ObjectKey> kNone;
  if (!index.has_value()) {
    index.emplace();
    for (const auto& object : side.objects()) {
      if (object->key.kind != Kind::kTable) continue;
      for (const ObjectKey& of : schema::ParentsOf(object->As<schema::Table>())) (*index)[of].push_back(object->key);
    }
  }
  auto children = index->find(parent);
  return children == index->end() ? kNone : children->second;
}

std::vector<ObjectKey> Expander::DescendantsBefore(const ObjectKey& parent) const {
  std::vector<ObjectKey> all = ChildrenBefore(parent);
  for (size_t i = 0; i < all.size(); ++i) {
    for (const ObjectKey& child : ChildrenBefore(all[i])) {
      if (std::find(all.begin(), all.end(), child) == all.end()) all.push_back(child);
    }
  }
  return all;
}

void Expander::AddCheck(Check check, const Draft& for_step) {
  if (renamed_.contains(TableOf(for_step.step.object))) return;
  for (const ObjectKey& key : for_step.needs) {
    bool is_new = IsCreated(key) && key.kind != Kind::kKeyConstraint;
    if (is_new || renamed_.contains(key)) return;
  }
  checks_.push_back(std::move(check));
  check_steps_.push_back(&for_step);
}

void Expander::NotPlanned(const Change& change, std::string text) { AddRemark(Remark::Reason::kNotPlanned, change, std::move(text)); }
void Expander::Note(const Change& change, std::string text) { AddRemark(Remark::Reason::kNote, change, std::move(text)); }

void Expander::AddRemark(Remark::Reason reason, const Change& change, std::string text) {
  Remark remark;
  remark.reason = reason;
  remark.object = change.either().key;
  remark.text = std::move(text);
  if (change.after != nullptr && to_.origin().sources != nullptr) remark.place = to_.origin().sources->Place(change.after->span);
  remarks_.push_back(std::move(remark));
}

}  // namespace planner
