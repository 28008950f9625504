#include "cli/object_name.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "schema/object.h"
#include "schema/routine_key.h"
#include "schema/support/diagnostic.h"

namespace cli {
namespace {

using schema::Kind;
using schema::ObjectKey;

// How a key may be typed, the fullest names first: as printed; without what the server does not need either; by its last names alone.
constexpr int kTiers = 3;

bool IsSameName(absl::string_view word, const ObjectKey& key, absl::string_view name) { return word == name || word == absl::StrCat(schema::KindName(key.kind), " ", name); }

std::vector<std::string> NamesOfTier(int tier, const ObjectKey& key) {
  std::vector<absl::string_view> parts = key.parts();
  std::string plain = absl::StrJoin(parts, ".");  // names that need quotes, typed without
  if (tier == 0) return {key.QualifiedName(), plain};
  if (tier == 1) {
    if (key.kind == Kind::kIndex && parts.size() == 3) return {absl::StrCat(parts[0], ".", parts[2]), absl::StrCat(schema::QuoteIdentifier(parts[0]), ".", schema::QuoteIdentifier(parts[2]))};
    if (schema::IsRoutine(key.kind)) return {absl::StrCat(parts[0], ".", schema::SplitRoutineName(key.name()).name)};
    return {};
  }
  std::vector<std::string> names;
  for (size_t first = 1; first < parts.size(); ++first) names.push_back(absl::StrJoin(parts.begin() + first, parts.end(), "."));
  if (schema::IsRoutine(key.kind)) names.emplace_back(schema::SplitRoutineName(key.name()).name);
  return names;
}

bool IsNamed(absl::string_view word, const ObjectKey& key, int tier) {
  if (tier == 0 && word == key.ToString()) return true;
  std::vector<std::string> names = NamesOfTier(tier, key);
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return IsSameName(word, key, name); });
}

}  // namespace

std::vector<ObjectKey> ObjectsNamed(absl::string_view word, const std::vector<ObjectKey>& keys) {
  std::vector<ObjectKey> found;
  for (int tier = 0; tier < kTiers && found.empty(); ++tier) {
    for (const ObjectKey& key : keys) {
      if (IsNamed(word, key, tier) && std::find(found.begin(), found.end(), key) == found.end()) found.push_back(key);
    }
  }
  return found;
}

std::string ClosestObject(absl::string_view word, const std::vector<ObjectKey>& keys) {
  std::vector<std::string> names;
  for (const ObjectKey& key : keys) {
    bool with_kind = absl::StartsWith(word, absl::StrCat(schema::KindName(key.kind), " "));
    names.push_back(with_kind ? key.ToString() : key.QualifiedName());
  }
  std::string closest = schema::ClosestName(word, names);
  if (!closest.empty()) return closest;
  // "ordrs" for "public.orders".
  std::vector<std::string> last_names;
  for (const ObjectKey& key : keys) last_names.emplace_back(key.name());
  std::string last = schema::ClosestName(word.substr(word.rfind('.') + 1), last_names);
  for (const ObjectKey& key : keys) {
    if (!last.empty() && key.name() == last) return key.QualifiedName();
  }
  return "";
}

}  // namespace cli
