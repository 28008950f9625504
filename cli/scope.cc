#include "cli/scope.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "cli/glob.h"
#include "schema/routine_key.h"

namespace cli {
namespace {

using schema::Kind;
using schema::Object;

// The parts between dots that stand outside of double quotes, without the quotes: public."odd.name" has two.
std::vector<std::string> PatternParts(absl::string_view pattern) {
  std::vector<std::string> parts(1);
  bool quoted = false;
  for (char c : pattern) {
    if (c == '"')
      quoted = !quoted;
    else if (c == '.' && !quoted)
      parts.emplace_back();
    else
      parts.back().push_back(c);
  }
  return parts;
}

// Spellings of the object's last name: add(integer), and add; of what is not modelled, "operator +(integer, integer)" is +(integer, integer), and +.
std::vector<absl::string_view> LastNames(const Object& object) {
  absl::string_view name = object.key.name();
  if (schema::IsRoutine(object.key.kind)) return {name, schema::SplitRoutineName(name).name};
  if (object.key.kind != Kind::kUnmodelled) return {name};
  size_t word = object.As<schema::Unmodelled>().what.size() + 1;
  absl::string_view bare = name.size() > word ? name.substr(word) : name;
  return {name, bare, bare.substr(0, bare.find('('))};
}

bool Fits(const std::vector<std::string>& pattern, const Object& object) {
  std::vector<absl::string_view> names = object.key.parts();
  if (pattern.size() > names.size()) return false;
  for (size_t i = 0; i < pattern.size(); ++i) {
    std::vector<absl::string_view> spellings = i + 1 == names.size() ? LastNames(object) : std::vector<absl::string_view>{names[i]};
    if (std::none_of(spellings.begin(), spellings.end(), [&](absl::string_view name) { return GlobMatches(pattern[i], name); })) return false;
  }
  return true;
}

// The schema that an object counts to; "" for what belongs to the whole database.
std::string SchemaOf(const Object& object) {
  if (object.key.kind == Kind::kExtension) return object.As<schema::Extension>().in_schema.value_or("public");
  bool database_wide = object.key.kind != Kind::kSchema && object.key.parts().size() == 1;
  return database_wide ? "" : std::string(object.key.schema_name());
}

bool IsBelow(const schema::ObjectKey& key, const schema::ObjectKey& parent) {
  return key.path.size() > parent.path.size() && absl::StartsWith(key.path, parent.path) && key.path[parent.path.size()] == '\0';
}

class Filter {
 public:
  explicit Filter(const Scope& scope) : schemas_(scope.schemas) {
    for (const std::string& pattern : scope.exclude) patterns_.push_back(PatternParts(pattern));
  }
  bool Keeps(const Object& object) const {
    if (!schemas_.empty() && std::find(schemas_.begin(), schemas_.end(), SchemaOf(object)) == schemas_.end()) return false;
    return std::none_of(patterns_.begin(), patterns_.end(), [&](const std::vector<std::string>& pattern) { return Fits(pattern, object); });
  }

 private:
  const std::vector<std::string>& schemas_;
  std::vector<std::vector<std::string>> patterns_;
};

}  // namespace

bool InScope(const Object& object, const Scope& scope) { return Filter(scope).Keeps(object); }

Scoped Apply(const schema::Database& database, const Scope& scope) {
  if (scope.everything()) return {database, {}};
  Filter filter(scope);
  Scoped scoped;
  schema::DatabaseBuilder builder;
  builder.origin() = database.origin();
  for (const schema::ObjectPtr& object : database.objects()) {
    if (filter.Keeps(*object))
      builder.Add(*object);
    else if (scoped.left_out.empty() || !IsBelow(object->key, scoped.left_out.back()))
      scoped.left_out.push_back(object->key);
  }
  scoped.database = std::move(builder).Freeze();
  return scoped;
}

}  // namespace cli
