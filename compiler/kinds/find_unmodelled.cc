// Finding objects that are not modelled, by the ObjectType and node with which DROP, COMMENT, ALTER … RENAME and others name them.
#include "absl/strings/match.h"
#include "compiler/kinds/signature.h"
#include "compiler/kinds/unmodelled.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::Kind;
using schema::MakeKey;
using schema::Object;
using schema::ObjectKey;

// How the node names the object.
enum class Shape { kString, kOnTable };

struct Row {
  ObjectType type;
  Shape shape;
  absl::string_view whats[3];  // the words that are tried
};

constexpr Row kRows[] = {
    {OBJECT_FDW, Shape::kString, {"foreign-data wrapper"}},
    {OBJECT_FOREIGN_SERVER, Shape::kString, {"server"}},
    {OBJECT_RULE, Shape::kOnTable, {"rule"}},
};

const Row* FindRow(ObjectType type) {
  for (const Row& row : kRows) {
    if (row.type == type) return &row;
  }
  return nullptr;
}

absl::StatusOr<std::optional<ObjectKey>> FindOnTable(Context& context, const Row& row, const List* names) {
  std::vector<std::string> parts = Strings(names);
  std::string name = parts.back();
  parts.pop_back();
  if (parts.empty()) return std::nullopt;
  std::optional<ObjectKey> table = FindRelationIfAny(context, parts.size() > 1 ? absl::string_view(parts[parts.size() - 2]) : absl::string_view(), parts.back());
  if (!table.has_value()) return std::nullopt;
  ObjectKey key = table->Child(Kind::kUnmodelled, absl::StrCat(row.whats[0], " ", name));
  if (context.builder().Find(key) != nullptr) return key;
  if (table->kind == Kind::kUnmodelled) return *table;  // part of it
  return std::nullopt;
}

std::optional<ObjectKey> DatabaseWide(Context& context, absl::string_view what, absl::string_view name) {
  ObjectKey key = MakeKey(Kind::kUnmodelled, {absl::StrCat(what, " ", name)});
  return context.builder().Find(key) == nullptr ? std::nullopt : std::optional<ObjectKey>(key);
}

}  // namespace

absl::StatusOr<std::optional<ObjectKey>> FindUnmodelled(Context& context, ObjectType type, const ::Node* object) {
  const Row* row = FindRow(type);
  if (row == nullptr || object == nullptr) return std::nullopt;
  const auto* list = reinterpret_cast<const List*>(object);
  switch (row->shape) {
    case Shape::kString: return DatabaseWide(context, row->whats[0], strVal(object));
    case Shape::kOnTable: return FindOnTable(context, *row, list);
  }
  return std::nullopt;
}

std::string RenamedUnmodelled(absl::string_view last_name, absl::string_view what, absl::string_view new_name) {
  absl::string_view old_name = last_name.substr(what.size() + 1);
  size_t tail = old_name.find('(');
  return absl::StrCat(what, " ", new_name, tail == absl::string_view::npos ? "" : old_name.substr(tail));
}

}  // namespace compiler
