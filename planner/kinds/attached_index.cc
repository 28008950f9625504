// Indexes of partitions that belong to one of the parent's, by their names. PostgreSQL makes them with the parent's, or when the partition is attached, and names
// them itself; what a script called them afterwards, or attached by name, is brought about here.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "planner/definitions.h"
#include "planner/inheritance.h"
#include "planner/kind_planner.h"
#include "planner/kinds/partition_parts.h"
#include "planner/sql_writer.h"
#include "schema/inheritance.h"
#include "schema/support/object_names.h"

namespace planner {
namespace {

using absl::StrCat;
using schema::AttachedIndex;
using schema::HasIndex;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;
using schema::QuoteIdentifier;
using schema::Table;

// The index or constraint of the table with that name.
const Object* FindPart(const schema::Database& side, const ObjectKey& table, const std::string& name) {
  for (Kind kind : {Kind::kIndex, Kind::kKeyConstraint, Kind::kExclusion}) {
    if (const Object* part = side.Find(table.Child(kind, name)); part != nullptr) return part;
  }
  return nullptr;
}

// What an index that is attached to this one is called there, where a partition of a partition has it from.
const Object* FindOriginal(const schema::Database& side, const ObjectKey& table, const AttachedIndex& index) {
  ObjectKey parent = side.Find(table)->As<Table>().partition_of->parent;
  std::string name = index.of;
  for (int depth = 0; depth < 100; ++depth) {
    if (const Object* part = FindPart(side, parent, name); part != nullptr) return part;
    const Object* object = side.Find(parent);
    if (object == nullptr || !object->As<Table>().partition_of.has_value()) return nullptr;
    const auto& above = object->As<Table>().attached_indexes;
    auto it = std::find_if(above.begin(), above.end(), [&](const AttachedIndex& other) { return other.name == name; });
    if (it == above.end()) return nullptr;
    name = it->of;
    parent = ObjectKey(object->As<Table>().partition_of->parent);
  }
  return nullptr;
}

Draft& RenameStep(const Change& change, const Object& original, const std::string& from, const std::string& to, Expander& out) {
  const ObjectKey& table = change.after->key;
  auto rename = [&](const std::string& old_name, const std::string& new_name) {
    return StrCat("ALTER INDEX IF EXISTS ", IndexSqlName(table.Child(Kind::kIndex, old_name), old_name), " RENAME TO ", QuoteIdentifier(new_name));
  };
  Draft& draft = out.Alter(Action::kRenameIndex, change, StrCat("index ", from, " of ", table.ToString(), " to ", to));
  draft.alters.clear();
  draft.step.object = table.Child(Kind::kIndex, to);
  draft.creates = {draft.step.object};
  draft.drops = {table.Child(Kind::kIndex, from)};
  draft.needs = {table, original.key};
  return draft.Sql(rename(from, to)).Undo(rename(to, from));
}

bool IsGivenName(const ObjectKey& table, const Object& original, const std::string& name) {
  constexpr int kNumbersTried = 10;
  for (int number = 0; number < kNumbersTried; ++number) {
    if (name == NameGivenToPart(table, original, number)) return true;
  }
  return false;
}

// The server gives the name; the step follows that gives the wanted one.
void RenameGiven(const Change& change, const AttachedIndex& index, const Object& original, Expander& out) {
  const ObjectKey& table = change.after->key;
  bool only = original.key.kind == Kind::kIndex && !original.As<schema::Index>().valid;  // made ON ONLY the parent
  if (only && out.IsQuiet(TableOf(original.key))) return AttachIndexOfPartition(change, original, index, out);
  bool own = original.key.kind == Kind::kIndex && out.to().Find(table.Child(Kind::kKeyConstraint, index.name)) != nullptr;
  if (!own && !IsGivenName(table, original, index.name)) RenameStep(change, original, NameGivenToPart(table, original, 0), index.name, out);
}

// An index that the partition has by itself, and that the parent's takes when it is attached.
const Object* OwnThatIsTaken(const ObjectKey& table, const Object& original, const Expander& context) {
  for (const auto& object : context.from().Below(table)) {
    if (HasIndex(object->key.kind) && context.to().Find(object->key) == nullptr && CanBeAttached(*object, original)) return object.get();
  }
  return nullptr;
}

const AttachedIndex* Find(const std::vector<AttachedIndex>& indexes, std::string AttachedIndex::*member, const std::string& name) {
  auto it = std::find_if(indexes.begin(), indexes.end(), [&](const AttachedIndex& index) { return index.*member == name; });
  return it == indexes.end() ? nullptr : &*it;
}

std::vector<const Object*> TablesOf(const schema::Database& side, const ObjectKey& part, const Expander& context) {
  std::vector<const Object*> tables;
  for (const ObjectKey& child : &side == &context.to() ? context.ChildrenAfter(TableOf(part)) : context.ChildrenBefore(TableOf(part))) tables.push_back(side.Find(child));
  return tables;
}

}  // namespace

std::string NameGivenToPart(const ObjectKey& table, const Object& original, int number) {
  std::vector<std::string> columns;
  std::string label = "idx";
  auto add_parts = [&](const std::vector<schema::IndexPart>& parts) {
    for (const schema::IndexPart& part : parts) columns.push_back(part.column.has_value() ? *part.column : NameOfIndexedExpression(part.expression->sql));
  };
  if (original.key.kind == Kind::kIndex) {
    add_parts(original.As<schema::Index>().parts);
    columns.insert(columns.end(), original.As<schema::Index>().include.begin(), original.As<schema::Index>().include.end());
  } else if (original.key.kind == Kind::kExclusion) {
    label = "excl";
    add_parts(original.As<schema::Exclusion>().parts);
  } else {
    const auto& key = original.As<schema::KeyConstraint>();
    label = key.primary ? "pkey" : "key";
    if (!key.primary) {
      columns = key.columns;
      columns.insert(columns.end(), key.include.begin(), key.include.end());
    }
  }
  if (number > 0) absl::StrAppend(&label, number);
  return schema::MakeObjectName(table.name(), schema::JoinColumnNames(columns), label);
}

void DropsAttached(const schema::Database& side, const ObjectKey& part, const Expander& context, Draft& draft) {
  for (const ObjectKey& child : context.ChildrenBefore(TableOf(part))) {
    const Object* table = side.Find(child);
    if (table == nullptr) continue;
    for (const AttachedIndex& index : table->As<Table>().attached_indexes) {
      if (index.of != part.name()) continue;
      ObjectKey attached = child.Child(Kind::kIndex, index.name);
      draft.drops.push_back(attached);
      draft.frees.push_back(child.Child(Kind::kKeyConstraint, index.name));  // a key of its own cannot go as long as it belongs to this
      DropsAttached(side, attached, context, draft);
    }
  }
}

bool BelongsToIndexOfParent(const schema::Database& side, const ObjectKey& key) {
  const Object* table = side.Find(TableOf(key));
  if (table == nullptr || key.kind != Kind::kKeyConstraint || table->key.kind != Kind::kTable) return false;
  return Find(table->As<Table>().attached_indexes, &AttachedIndex::name, std::string(key.name())) != nullptr;
}

bool HasKeysBelow(const schema::Database& side, const ObjectKey& part, const Expander& context) {
  if (part.kind != Kind::kIndex) return false;
  for (const Object* table : TablesOf(side, part, context)) {
    for (const AttachedIndex& index : table->As<Table>().attached_indexes) {
      if (index.of == part.name() && side.Find(table->key.Child(Kind::kKeyConstraint, index.name)) != nullptr) return true;
    }
  }
  return false;
}

void NameIndexesOfNewPartition(const Change& change, Expander& out) {
  for (const AttachedIndex& index : change.after->As<Table>().attached_indexes) {
    const Object* original = FindOriginal(out.to(), change.after->key, index);
    if (original != nullptr) RenameGiven(change, index, *original, out);
  }
}

void ChangeAttachedIndexes(const Change& change, Expander& out) {
  const ObjectKey& table = change.after->key;
  const auto& before = change.before->As<Table>().attached_indexes;
  const auto& after = change.after->As<Table>().attached_indexes;
  bool keeps = KeepsParents(out, table);
  for (const AttachedIndex& index : after) {
    const Object* original = FindOriginal(out.to(), table, index);
    if (original == nullptr || Find(before, &AttachedIndex::name, index.name) != nullptr) continue;
    const ObjectKey& partitioned = TableOf(original->key);
    if (!keeps) {
      const Object* own = OwnThatIsTaken(table, *original, out);
      if (own != nullptr && own->key.name() != index.name) RenameStep(change, *original, std::string(own->key.name()), index.name, out);
    } else if (out.IsCreated(original->key)) {
      if (original->key.kind == Kind::kExclusion || !ByPartition(partitioned, out)) RenameGiven(change, index, *original, out);
    } else if (const AttachedIndex* was = Find(before, &AttachedIndex::of, index.of); was != nullptr) {
      RenameStep(change, *original, was->name, index.name, out);
    } else {
      AttachIndexOfPartition(change, *original, index, out);
    }
  }
  for (const AttachedIndex& index : before) {
    const Object* original = keeps ? FindOriginal(out.from(), table, index) : nullptr;
    bool stays = original != nullptr && out.to().Find(original->key) != nullptr && !out.IsDropped(original->key);
    if (!stays || Find(after, &AttachedIndex::of, index.of) != nullptr) continue;
    out.NotPlanned(change, StrCat("index ", QuoteIdentifier(index.name), " of ", SqlName(table), " belongs to ", QuoteIdentifier(index.of), " and cannot leave it: drop ",
                                  QuoteIdentifier(index.of), " in one plan and create it ON ONLY the table in the next"));
  }
}

}  // namespace planner
