#include "schema/inheritance.h"

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"

namespace schema {
namespace {

constexpr int kDeepest = 100;  // parents above parents; a circle is only in a broken script

void AddColumns(const DatabaseBuilder& builder, const ObjectKey& table, int depth, absl::flat_hash_set<std::string>& names, std::vector<const Object*>& out) {
  if (depth > kDeepest) return;
  builder.ForEachWithPrefix(absl::StrCat(table.path, absl::string_view("\0", 1)), [&](const Object& object) {
    if (object.key.kind == Kind::kColumn && names.insert(std::string(object.key.name())).second) out.push_back(&object);
  });
  const Object* object = table.kind == Kind::kTable ? builder.Find(table) : nullptr;
  if (object == nullptr) return;
  for (const ObjectKey& parent : ParentsOf(object->As<Table>())) AddColumns(builder, parent, depth + 1, names, out);
}

std::optional<Object> FindColumn(const FindObject& find, const Object& table, absl::string_view name, int depth) {
  std::optional<Object> found;
  if (depth > kDeepest || table.key.kind != Kind::kTable) return found;
  for (const ObjectKey& parent : ParentsOf(table.As<Table>())) {
    const Object* own = find(parent.Child(Kind::kColumn, name));
    const Object* above = own == nullptr ? find(parent) : nullptr;
    std::optional<Object> column;
    if (own != nullptr) column = InheritedColumn(*own, table.key);
    else if (above != nullptr) column = FindColumn(find, *above, name, depth + 1);
    if (!column.has_value()) continue;
    column->key = table.key.Child(Kind::kColumn, name);
    if (!found.has_value()) found = std::move(column);
    else if (!found->As<Column>().not_null.has_value()) found->As<Column>().not_null = column->As<Column>().not_null;
  }
  return found;
}

}  // namespace

std::vector<ObjectKey> ParentsOf(const Table& table) {
  if (table.partition_of.has_value()) return {table.partition_of->parent};
  if (table.of_type.has_value()) return {MakeKey(Kind::kCompositeType, {table.of_type->schema, table.of_type->name})};
  return table.inherits;
}

Object AsBelow(const Object& part, const ObjectKey& table) {
  Object copy = part;
  const std::string from = part.key.path.substr(0, part.key.path.rfind('\0'));
  copy.key = table.Child(part.key.kind, part.key.name());
  ForEachExpr(copy, [&](Expr& expr) {
    if (expr.tree == nullptr) return;
    expr.tree = Rewrite(expr.tree, [&](Node& node) {
      std::string& path = node.object.path;
      bool below = path.size() > from.size() && path.compare(0, from.size(), from) == 0 && path[from.size()] == '\0';
      if (!below && path != from) return false;
      path = table.path + path.substr(from.size());
      return true;
    });
    expr.fingerprint = Hash(*expr.tree);
  });
  return copy;
}

Object InheritedColumn(const Object& column, const ObjectKey& child) {
  Object copy = AsBelow(column, child);
  copy.common = {};
  copy.hints = nullptr;
  auto& body = copy.As<Column>();
  body.identity.reset();
  body.inherited = true;
  body.foreign_options.clear();
  if (body.not_null.has_value() && body.not_null->no_inherit) body.not_null.reset();
  if (body.not_null.has_value()) body.not_null->comment.reset();
  copy.fingerprint = Fingerprint(copy);
  return copy;
}

std::optional<Object> FindInheritedColumn(const FindObject& find, const Object& table, absl::string_view name) { return FindColumn(find, table, name, 0); }

std::vector<const Object*> ColumnsWithInherited(const DatabaseBuilder& builder, const ObjectKey& table) {
  absl::flat_hash_set<std::string> names;
  std::vector<const Object*> columns;
  AddColumns(builder, table, 0, names, columns);
  return columns;
}

bool DiffersFromInherited(Object& object, const Object& inherited) {
  auto& column = object.As<Column>();
  const auto& parent = inherited.As<Column>();
  // The server copies these at some times and not at others; absent says nothing.
  if (!column.statistics_target.has_value()) column.statistics_target = parent.statistics_target;
  if (!column.compression.has_value()) column.compression = parent.compression;
  if (column.options.empty()) column.options = parent.options;
  if (column.not_null.has_value() && parent.not_null.has_value()) column.not_null->name = parent.not_null->name;  // whatever it is called
  return !Compare(inherited, object).empty();
}

}  // namespace schema
