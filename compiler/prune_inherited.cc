#include "compiler/prune_inherited.h"

#include <algorithm>

#include "schema/inheritance.h"

namespace compiler {
namespace {

using schema::HasIndex;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;
using schema::Table;

std::vector<Object*> TablesWithParents(schema::DatabaseBuilder& builder) {
  std::vector<Object*> tables;
  builder.ForEach([&](Object& object) {
    if (object.key.kind == Kind::kTable && schema::HasParents(object.As<Table>())) tables.push_back(&object);
  });
  return tables;
}

// A foreign key of a partition that is also one of the parent's, or of those above it, belongs to that one (tryAttachPartitionForeignKey, tablecmds.c).
bool IsOfAncestor(schema::DatabaseBuilder& builder, const Object& foreign_key, const Object& partition) {
  const Object* table = &partition;
  for (int depth = 0; table != nullptr && table->As<Table>().partition_of.has_value() && depth < 100; ++depth) {
    ObjectKey parent = table->As<Table>().partition_of->parent;
    bool found = false;
    builder.ForEachBelow(parent, [&](Object& other) {
      if (other.key.kind == Kind::kForeignKey && schema::Compare(other, foreign_key).body == 0) found = true;
    });
    if (found) return true;
    table = builder.Find(parent);
  }
  return false;
}

// Valid when each partition has an index that belongs to it, and that one is valid (validatePartitionedIndex, tablecmds.c).
bool IsComplete(Workspace& workspace, const ObjectKey& index) {
  if (!workspace.inherited().IsOnly(index)) return true;
  std::vector<ObjectKey> parts = workspace.inherited().Of(index);
  for (const ObjectKey& partition : workspace.ChildrenOf(index.Parent(Kind::kTable))) {
    bool found = false;
    for (const ObjectKey& part : parts) found = found || (part.Parent(Kind::kTable) == partition && IsComplete(workspace, part));
    if (!found) return false;
  }
  return true;
}

// The names of the partition's indexes that belong to those of the parent.
void NameAttachedIndexes(Workspace& workspace, Object& table) {
  std::vector<schema::AttachedIndex> attached;
  for (const ObjectKey& part : workspace.inherited().Below(table.key)) {
    const InheritedParts::Origin* origin = workspace.inherited().Find(part);
    if (origin != nullptr && HasIndex(part.kind)) attached.push_back({std::string(origin->parent.name()), std::string(part.name())});
  }
  std::sort(attached.begin(), attached.end(), [](const schema::AttachedIndex& a, const schema::AttachedIndex& b) { return a.of < b.of; });
  table.As<Table>().attached_indexes = std::move(attached);
}

}  // namespace

void PruneInheritedColumns(schema::DatabaseBuilder& builder) {
  schema::FindObject find = [&](const ObjectKey& key) { return builder.Find(key); };
  std::vector<ObjectKey> merely_inherited;
  for (const Object* table : TablesWithParents(builder)) {
    builder.ForEachBelow(table->key, [&](Object& column) {
      if (column.key.kind != Kind::kColumn || !column.As<schema::Column>().inherited) return;
      std::optional<Object> inherited = schema::FindInheritedColumn(find, *table, column.key.name());
      if (!inherited.has_value()) column.As<schema::Column>().inherited = false;  // of a parent that is not known
      else if (!schema::DiffersFromInherited(column, *inherited)) merely_inherited.push_back(column.key);
    });
  }
  for (const ObjectKey& column : merely_inherited) builder.Remove(column);
}

void PruneInherited(Workspace& workspace) {
  if (!workspace.HasChildren()) return;
  schema::DatabaseBuilder& builder = workspace.builder();
  std::vector<ObjectKey> gone;
  std::vector<ObjectKey> incomplete;
  for (Object* table : TablesWithParents(builder)) {
    builder.ForEachBelow(table->key, [&](Object& part) {
      bool of_ancestor = part.key.kind == Kind::kForeignKey && table->As<Table>().partition_of.has_value() && IsOfAncestor(builder, part, *table);
      const InheritedParts::Origin* origin = workspace.inherited().Find(part.key);
      // A key of the partition whose index belongs to a plain index of the parent is the partition's own.
      bool merely_inherited = origin != nullptr && origin->parent.kind == part.key.kind;
      if (of_ancestor || merely_inherited) gone.push_back(part.key);
    });
    if (table->As<Table>().partition_of.has_value()) NameAttachedIndexes(workspace, *table);
  }
  builder.ForEach([&](Object& object) {
    if (object.key.kind == Kind::kIndex && !IsComplete(workspace, object.key)) incomplete.push_back(object.key);
  });
  for (const ObjectKey& index : incomplete) builder.Find(index)->As<schema::Index>().valid = false;
  for (const ObjectKey& part : gone) workspace.Remove(part);
  PruneInheritedColumns(builder);
}

}  // namespace compiler
