#include "planner/left_open.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "schema/routine_key.h"

namespace planner {
namespace {

using schema::Kind;
using schema::Object;
using schema::ObjectKey;
using schema::ServerOnlyCode;

// "a%b" for all that starts with a and ends with b; the parts between more of them stand in their order.
bool Matches(absl::string_view pattern, absl::string_view word) {
  std::vector<absl::string_view> parts = absl::StrSplit(pattern, '%');
  if (!absl::StartsWith(word, parts.front())) return false;
  size_t at = parts.front().size();
  for (size_t i = 1; i + 1 < parts.size(); ++i) {
    size_t found = word.find(parts[i], at);
    if (found == absl::string_view::npos) return false;
    at = found + parts[i].size();
  }
  return word.size() >= at + parts.back().size() && absl::EndsWith(word, parts.back());
}

// The words of one part, and those of them that stand for many names.
struct Code {
  const ServerOnlyCode* code;
  std::vector<absl::string_view> patterns;

  bool Has(absl::string_view word) const { return code->words.contains(word); }
  bool NamesWord(absl::string_view word) const {
    return Has(word) || std::any_of(patterns.begin(), patterns.end(), [&](absl::string_view pattern) { return Matches(pattern, word); });
  }
  // Whether all words of the name are among those of the code: "uuid-ossp" is two.
  bool Names(absl::string_view name) const {
    bool any = false;
    std::string word;
    for (size_t i = 0; i <= name.size(); ++i) {
      bool part = i < name.size() && (absl::ascii_isalnum(static_cast<unsigned char>(name[i])) || name[i] == '_' || (name[i] & 0x80) != 0);
      if (part) {
        word += absl::ascii_tolower(static_cast<unsigned char>(name[i]));
        continue;
      }
      if (word.empty()) continue;
      if (!NamesWord(word)) return false;
      any = true;
      word.clear();
    }
    return any;
  }
};

std::vector<Code> CodesOf(const schema::Database& database) {
  std::vector<Code> codes;
  for (const ServerOnlyCode& code : database.origin().server_only) {
    codes.push_back({&code, {}});
    for (const std::string& word : code.words) {
      if (absl::StrContains(word, '%')) codes.back().patterns.push_back(word);
    }
  }
  return codes;
}

// What statements call the parts of a table that have names of their own; "" for others.
absl::string_view PartWord(Kind kind) {
  switch (kind) {
    case Kind::kTrigger: return "trigger";
    case Kind::kPolicy: return "policy";
    case Kind::kRule: return "rule";
    case Kind::kIndex: return "index";
    case Kind::kKeyConstraint:
    case Kind::kForeignKey:
    case Kind::kCheck:
    case Kind::kExclusion: return "constraint";
    default: return "";
  }
}

bool MayMake(const Code& code, const Object& object) {
  const ObjectKey& key = object.key;
  if (key.kind == Kind::kDefaultPrivileges) return code.Has("default") && code.Has("privileges");
  if (key.kind == Kind::kTable && object.As<schema::Table>().partition_of.has_value() && code.Names(object.As<schema::Table>().partition_of->parent.name())) return true;
  if (!code.Names(schema::IsRoutine(key.kind) ? schema::SplitRoutineName(key.name()).name : key.name())) return false;
  std::vector<absl::string_view> parts = key.parts();
  if (schema::Info(key.kind).top_level || parts.size() < 2 || code.Names(parts[parts.size() - 2])) return true;
  // EXECUTE format('CREATE TRIGGER stamp … ON %I', t)
  absl::string_view word = PartWord(key.kind);
  return !word.empty() && code.Has("execute") && code.Has(word);
}

// The drops that are none of ours, with the code that accounts for them.
class LeftDrops {
 public:
  LeftDrops(const std::vector<Change>& changes, const schema::Database& to) {
    std::vector<Code> codes = CodesOf(to);
    for (const Change& change : changes) {
      if (change.action != ChangeAction::kDrop) continue;
      auto code = std::find_if(codes.begin(), codes.end(), [&](const Code& one) { return MayMake(one, *change.before); });
      if (code != codes.end()) by_key_[change.before->key] = code->code;
      else others_.push_back(change.before);
    }
    // What belongs to such an object, or uses it, was made behind it: partitions of partitions, foreign keys to a table, triggers that call a function.
    for (bool more = !by_key_.empty(); more;) {
      more = false;
      for (const Object*& object : others_) {
        const ServerOnlyCode* code = object == nullptr ? nullptr : CodeBehind(*object);
        if (code == nullptr) continue;
        by_key_[object->key] = code;
        object = nullptr;
        more = true;
      }
    }
  }

  const ServerOnlyCode* CodeOf(const ObjectKey& key) const {
    auto found = by_key_.find(key);
    return found == by_key_.end() ? nullptr : found->second;
  }
  bool HasTableOf(const ObjectKey& key) const { return !schema::Info(key.kind).top_level && by_key_.contains(TableOf(key)); }

 private:
  const ServerOnlyCode* CodeBehind(const Object& object) const {
    if (!schema::Info(object.key.kind).top_level) {
      if (const ServerOnlyCode* code = CodeOf(TableOf(object.key))) return code;
    }
    if (object.key.kind == Kind::kTable && object.As<schema::Table>().partition_of.has_value()) {
      if (const ServerOnlyCode* code = CodeOf(object.As<schema::Table>().partition_of->parent)) return code;
    }
    for (const ObjectKey& used : References(object)) {
      if (const ServerOnlyCode* code = CodeOf(used)) return code;
    }
    return nullptr;
  }

  absl::flat_hash_map<ObjectKey, const ServerOnlyCode*> by_key_;
  std::vector<const Object*> others_;
};

// The code that may have granted or revoked what makes all the difference.
const ServerOnlyCode* CodeOfGrants(const Change& change, const std::vector<Code>& codes) {
  if (change.action != ChangeAction::kAlter || FieldNames(change.kind(), change.fields) != std::vector<std::string>{"grants"}) return nullptr;
  const ObjectKey& key = change.after->key;
  for (const Code& code : codes) {
    bool grants = code.Has("grant") || code.Has("revoke");
    // GRANT … ON ALL TABLES IN SCHEMA s
    bool all = code.Has("all") && code.Has("schema") && code.Names(key.schema_name());
    if (grants && (all || MayMake(code, *change.after))) return code.code;
  }
  return nullptr;
}

}  // namespace

void LeaveOpen(std::vector<Change>& changes, Expander& out) {
  if (out.to().origin().server_only.empty()) return;
  LeftDrops left(changes, out.to());
  std::vector<Code> codes = CodesOf(out.to());
  changes.erase(std::remove_if(changes.begin(), changes.end(), [&](const Change& change) {
    if (const ServerOnlyCode* code = CodeOfGrants(change, codes)) {
      out.Note(change, absl::StrCat("privileges on ", change.after->key.ToString(), " are left as they are: the statement at ", code->place, ", which only a server can run, may grant them"));
      return true;
    }
    const ServerOnlyCode* code = change.action == ChangeAction::kDrop ? left.CodeOf(change.before->key) : nullptr;
    if (code == nullptr) return false;
    if (left.HasTableOf(change.before->key)) return true;  // said of the table
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
    bool by_definition = !rename.by_hint && !schema::Info(rename.after.kind).top_level && rename.after.kind != Kind::kColumn;
    if (!by_definition || changed.contains(rename.after)) return false;
    Change change{ChangeAction::kAlter, nullptr, out.to().Find(rename.after), {}, {}};
    out.Note(change, absl::StrCat(rename.before.ToString(), " keeps its name (the desired schema has ", rename.after.name(), "): the statement at ", code->place,
                                  ", which only a server can run, may rename it"));
    return true;
  }), renames.end());
}

}  // namespace planner
