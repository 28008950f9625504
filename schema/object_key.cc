#include "schema/object_key.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "schema/object.h"
#include "schema/reserved_words.h"
#include "schema/routine_key.h"
#include "schema/support/status.h"

namespace schema {

std::vector<absl::string_view> ObjectKey::parts() const { return absl::StrSplit(path, '\0'); }

absl::string_view ObjectKey::name() const {
  size_t last = path.rfind('\0');
  return last == std::string::npos ? absl::string_view(path) : absl::string_view(path).substr(last + 1);
}

absl::string_view ObjectKey::schema_name() const { return absl::string_view(path).substr(0, path.find('\0')); }

ObjectKey ObjectKey::Parent(Kind parent_kind) const {
  size_t last = path.rfind('\0');
  CHECK(last != std::string::npos);
  return {path.substr(0, last), parent_kind};
}

ObjectKey ObjectKey::Child(Kind child_kind, absl::string_view child_name) const {
  ObjectKey child;
  child.kind = child_kind;
  child.path.reserve(path.size() + 1 + child_name.size());
  child.path.append(path);
  child.path.push_back('\0');
  child.path.append(child_name.data(), child_name.size());
  return child;
}

namespace {

// Whether the last name is more than a name, "===(integer, integer)", "(text AS color)", and stands as it is.
bool HasSignature(Kind kind) {
  switch (kind) {
    case Kind::kCast:
    case Kind::kOperator:
    case Kind::kOperatorClass:
    case Kind::kOperatorFamily:
    case Kind::kTransform:
    case Kind::kDefaultPrivileges: return true;
    default: return false;
  }
}

}  // namespace

std::string ObjectKey::QualifiedName() const {
  std::string text;
  if (IsRoutine(kind)) {
    RoutineName routine = SplitRoutineName(name());
    return absl::StrCat(QuoteIdentifier(schema_name()), ".", QuoteIdentifier(routine.name), routine.signature);
  }
  std::vector<absl::string_view> names = parts();
  for (size_t i = 0; i < names.size(); ++i) {
    bool as_it_is = i + 1 == names.size() && HasSignature(kind);
    absl::StrAppend(&text, text.empty() ? "" : ".", as_it_is ? std::string(names[i]) : QuoteIdentifier(names[i]));
  }
  return text;
}

std::string ObjectKey::ToString() const {
  if (kind == Kind::kUnmodelled) {  // its last name says what it is: "view totals" in schema public
    std::vector<absl::string_view> names = parts();
    std::string owner;
    for (size_t i = 0; i + 1 < names.size(); ++i) absl::StrAppend(&owner, i == 0 ? "" : ".", QuoteIdentifier(names[i]));
    return owner.empty() ? std::string(names.back()) : absl::StrCat(names.back(), " in ", owner);
  }
  return absl::StrCat(KindName(kind), " ", QualifiedName());
}

ObjectKey MakeKey(Kind kind, std::initializer_list<absl::string_view> names) {
  ObjectKey key;
  key.kind = kind;
  size_t size = names.size();
  for (absl::string_view name : names) size += name.size();
  key.path.reserve(size);
  bool first = true;
  for (absl::string_view name : names) {
    if (!first) key.path.push_back('\0');
    key.path.append(name.data(), name.size());
    first = false;
  }
  return key;
}

std::string QuoteIdentifier(absl::string_view name) {
  bool plain = !name.empty() && (name[0] == '_' || (name[0] >= 'a' && name[0] <= 'z'));
  for (char c : name) plain = plain && (c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
  if (plain && !IsQuotedKeyword(name)) return std::string(name);
  std::string quoted = "\"";
  for (char c : name) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string QuoteLiteral(absl::string_view text) {
  std::string quoted = absl::StrContains(text, '\\') ? "E'" : "'";
  for (char c : text) {
    if (c == '\'' || c == '\\') quoted += c;
    quoted += c;
  }
  return quoted + '\'';
}

}  // namespace schema
