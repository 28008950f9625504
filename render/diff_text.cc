#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "render/diff_facts.h"
#include "render/paint.h"
#include "render/render.h"
#include "render/view.h"

namespace render {
namespace {

using planner::Change;
using planner::ChangeAction;
using planner::Sign;

Sign SignOf(ChangeAction action) {
  static constexpr Sign kSigns[] = {Sign::kAdd, Sign::kChange, Sign::kChange, Sign::kRemove};
  return kSigns[static_cast<size_t>(action)];
}

std::string FieldLine(const FieldChange& field) {
  auto shown = [](const std::optional<std::string>& text) { return text.has_value() ? OneLine(*text) : std::string("(not set)"); };
  return absl::StrCat("      ", field.name, ": ", shown(field.before), " -> ", shown(field.after), "\n");
}

std::string Headline(Sign sign, absl::string_view what, absl::string_view place, const TextStyle& style) {
  std::string shown_place = place.empty() ? "" : absl::StrCat("  ", Paint(style, Ink::kDim, OneLine(place)));
  return absl::StrCat("  ", Paint(style, InkOf(sign), SignText(sign)), " ", OneLine(what), shown_place, "\n");
}

bool IsBelow(const schema::ObjectKey& key, const schema::ObjectKey& parent) {
  return key.path.size() > parent.path.size() && key.path.compare(0, parent.path.size(), parent.path) == 0 && key.path[parent.path.size()] == '\0';
}

// Where the changes that go without saying end: the columns, constraints and indexes of a table that is itself new, or gone. A schema's
// tables do not go without saying. Keys are sorted, so that what is below an object follows it.
size_t EndOfParts(const std::vector<Change>& changes, size_t index) {
  const Change& whole = changes[index];
  size_t end = index + 1;
  bool has_parts = whole.action != ChangeAction::kAlter && whole.kind() != schema::Kind::kSchema;
  while (has_parts && end < changes.size() && changes[end].action == whole.action && IsBelow(changes[end].either().key, whole.either().key)) ++end;
  return end;
}

// ", with 4 columns, 1 key".
std::string PartsText(const std::vector<Change>& changes, size_t begin, size_t end) {
  std::map<schema::Kind, size_t> counts;
  for (size_t i = begin; i < end; ++i) ++counts[changes[i].kind()];
  std::string text;
  for (const auto& [kind, count] : counts) absl::StrAppend(&text, text.empty() ? ", with " : ", ", Counted(count, schema::KindName(kind)));
  return text;
}

std::string ChangeText(const Change& change, absl::string_view parts, const Differences& differences, const TextStyle& style) {
  std::string text = Headline(SignOf(change.action), absl::StrCat(change.either().key.ToString(), parts), PlaceOf(change, differences), style);
  for (const FieldChange& field : FieldChanges(change)) text += FieldLine(field);
  if (!style.verbose || (change.before != nullptr && change.after != nullptr)) return text;
  for (const schema::FieldText& field : schema::FieldTexts(change.either())) {
    absl::StrAppend(&text, "      ", field.name, ": ", OneLine(field.text), "\n");
  }
  return text;
}

// An object with a new name and new fields is one object.
std::string CountText(const Differences& differences) {
  size_t counts[4] = {0, 0, 0, 0};
  std::set<schema::ObjectKey> objects;
  for (const Rename& rename : differences.renames) objects.insert(rename.after);
  counts[static_cast<size_t>(Sign::kChange)] = objects.size();
  for (const Change& change : differences.changes) {
    if (objects.insert(change.either().key).second) ++counts[static_cast<size_t>(SignOf(change.action))];
  }
  return absl::StrCat(Counted(objects.size(), "object"), objects.size() == 1 ? " differs: " : " differ: ", counts[0], " to add, ", counts[1],
                      " to change, ", counts[2], " to destroy.\n");
}

}  // namespace

std::string DifferencesAsText(const Differences& differences, const TextStyle& style) {
  std::string not_compared = RemarksText(differences.remarks, style.verbose);
  std::string from = OneLine(differences.from.description), to = OneLine(differences.to.description);
  if (differences.changes.empty() && differences.renames.empty()) {
    return absl::StrCat("No differences between ", from, " and ", to, not_compared.empty() ? "" : ", in all that is compared", ".\n", not_compared);
  }
  std::string text = absl::StrCat(Paint(style, Ink::kBold, absl::StrCat("From ", from, " to ", to)), "\n\n");
  for (const Rename& rename : differences.renames) {
    text += Headline(Sign::kChange, absl::StrCat(rename.before.ToString(), " is now ", rename.after.QualifiedName()), rename.place, style);
  }
  const std::vector<Change>& changes = differences.changes;
  for (size_t i = 0; i < changes.size();) {
    size_t end = style.verbose ? i + 1 : EndOfParts(changes, i);
    text += ChangeText(changes[i], PartsText(changes, i + 1, end), differences, style);
    i = end;
  }
  return absl::StrCat(text, "\n", CountText(differences), not_compared);
}

}  // namespace render
