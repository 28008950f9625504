#include "planner/left_open.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "schema/routine_key.h"

namespace planner {
namespace {

using schema::Kind;
using schema::Object;
using schema::ObjectKey;
using schema::ServerOnlyCode;

// Whether all words of the name are among those of the code: "uuid-ossp" is two.
bool Names(const ServerOnlyCode& code, absl::string_view name) {
  bool any = false;
  std::string word;
  for (size_t i = 0; i <= name.size(); ++i) {
    bool part = i < name.size() && (absl::ascii_isalnum(static_cast<unsigned char>(name[i])) || name[i] == '_' || (name[i] & 0x80) != 0);
    if (part) {
      word += absl::ascii_tolower(static_cast<unsigned char>(name[i]));
      continue;
    }
    if (word.empty()) continue;
    if (!code.words.contains(word)) return false;
    any = true;
    word.clear();
  }
  return any;
}

bool MayMake(const ServerOnlyCode& code, const Object& object) {
  const ObjectKey& key = object.key;
  if (object.key.kind == Kind::kTable && object.As<schema::Table>().partition_of.has_value() && Names(code, object.As<schema::Table>().partition_of->parent.name())) return true;
  if (!Names(code, schema::IsRoutine(key.kind) ? schema::SplitRoutineName(key.name()).name : key.name())) return false;
  std::vector<absl::string_view> parts = key.parts();
  return schema::Info(key.kind).top_level || parts.size() < 2 || Names(code, parts[parts.size() - 2]);
}

}  // namespace

void LeaveOpen(std::vector<Change>& changes, Expander& out) {
  const std::vector<ServerOnlyCode>& all = out.to().origin().server_only;
  if (all.empty()) return;
  absl::flat_hash_set<std::string> left;  // paths of tables, whose parts stay with them
  changes.erase(std::remove_if(changes.begin(), changes.end(), [&](const Change& change) {
    if (change.action != ChangeAction::kDrop) return false;
    if (left.contains(TableOf(change.before->key).path)) return true;
    auto code = std::find_if(all.begin(), all.end(), [&](const ServerOnlyCode& one) { return MayMake(one, *change.before); });
    if (code == all.end()) return false;
    if (change.kind() == Kind::kTable) left.insert(change.before->key.path);
    out.Note(change, absl::StrCat(change.before->key.ToString(), " is left as it is: the statement at ", code->place, ", which only a server can run, may make it"));
    return true;
  }), changes.end());
}

void LeaveOpen(std::vector<Rename>& renames, const std::vector<Change>& changes, Expander& out) {
  const std::vector<ServerOnlyCode>& all = out.to().origin().server_only;
  auto code = std::find_if(all.begin(), all.end(), [](const ServerOnlyCode& one) { return one.words.contains("rename"); });
  if (code == all.end()) return;
  absl::flat_hash_set<ObjectKey> changed;
  for (const Change& change : changes) changed.insert(change.either().key);
  renames.erase(std::remove_if(renames.begin(), renames.end(), [&](const Rename& rename) {
    bool by_definition = rename.place.empty() && !schema::Info(rename.after.kind).top_level && rename.after.kind != Kind::kColumn;
    if (!by_definition || changed.contains(rename.after)) return false;
    Change change{ChangeAction::kAlter, nullptr, out.to().Find(rename.after), {}, {}};
    out.Note(change, absl::StrCat(rename.before.ToString(), " keeps its name (the desired schema has ", rename.after.name(), "): the statement at ", code->place,
                                  ", which only a server can run, may rename it"));
    return true;
  }), renames.end());
}

}  // namespace planner
