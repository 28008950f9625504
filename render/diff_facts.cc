#include "render/diff_facts.h"

namespace render {
namespace {

std::optional<std::string> TextOf(const std::vector<schema::FieldText>& texts, const std::string& name) {
  for (const schema::FieldText& text : texts) {
    if (text.name == name) return text.text;
  }
  return std::nullopt;
}

std::string Place(const schema::Object* object, const schema::Origin& origin) {
  return object == nullptr || origin.sources == nullptr ? "" : origin.sources->Place(object->span);
}

}  // namespace

std::vector<FieldChange> FieldChanges(const planner::Change& change) {
  std::vector<FieldChange> fields;
  if (change.before == nullptr || change.after == nullptr) return fields;
  std::vector<schema::FieldText> before = schema::FieldTexts(*change.before);
  std::vector<schema::FieldText> after = schema::FieldTexts(*change.after);
  for (const std::string& name : schema::FieldNames(change.kind(), change.fields)) {
    fields.push_back({name, TextOf(before, name), TextOf(after, name)});
  }
  return fields;
}

std::string PlaceOf(const planner::Change& change, const Differences& differences) {
  std::string place = Place(change.after, differences.to);
  return place.empty() ? Place(change.before, differences.from) : place;
}

}  // namespace render
