#include "compiler/kinds/inherit.h"

#include <algorithm>

#include "compiler/kinds/constraint.h"
#include "compiler/kinds/drop.h"
#include "compiler/kinds/like.h"
#include "compiler/kinds/move.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"
#include "schema/inheritance.h"

namespace compiler {
namespace {

using schema::Column;
using schema::HasIndex;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;
using schema::Table;

bool IsPartition(Context& context, const ObjectKey& table) {
  const Object* object = context.builder().Find(table);
  return object != nullptr && table.kind == Kind::kTable && object->As<Table>().partition_of.has_value();
}

std::vector<ObjectKey> PartsOf(Context& context, const ObjectKey& table, absl::FunctionRef<bool(Kind)> wanted) {
  std::vector<ObjectKey> keys;
  context.builder().ForEachBelow(table, [&](Object& part) {
    if (wanted(part.key.kind)) keys.push_back(part.key);
  });
  return keys;
}

void CopyExpressions(Context& context, Object& copy) {
  schema::ForEachExpr(copy, [&](schema::Expr& expr) { expr = context.workspace().expressions().Copy(expr); });
}

int NextPosition(Context& context, const ObjectKey& table) {
  int last = 0;
  for (const Object* column : ColumnsOf(context, table)) last = std::max(last, column->As<Column>().position);
  return last + 1;
}

void InheritChecks(Context& context, const ObjectKey& parent, const ObjectKey& child) {
  for (const ObjectKey& key : PartsOf(context, parent, [](Kind kind) { return kind == Kind::kCheck; })) {
    const Object* original = context.builder().Find(key);
    if (original->As<schema::Check>().no_inherit) continue;
    ObjectKey copy_key = child.Child(Kind::kCheck, key.name());
    if (context.builder().Find(copy_key) != nullptr) {
      if (IsPartition(context, child)) context.workspace().inherited().Set(copy_key, {key, false});
      continue;
    }
    Object copy = *original;
    copy.key = copy_key;
    copy.common = {};
    copy.span = context.span();
    CopyExpressions(context, copy);
    context.workspace().Add(std::move(copy));
    context.workspace().inherited().Set(copy_key, {key, true});
  }
}

bool SameExpression(Context& context, const std::optional<schema::Expr>& a, const std::optional<schema::Expr>& b) {
  if (a.has_value() != b.has_value()) return false;
  if (!a.has_value()) return true;
  PendingExpression* left = context.workspace().expressions().Find(*a);
  PendingExpression* right = context.workspace().expressions().Find(*b);
  if (left == nullptr || right == nullptr) return *a == *b;
  auto text = [&](PendingExpression& pending) {
    context.workspace().expressions().Own(pending);  // printing may change it
    ExpressionContext place;
    place.use = pending.use;
    place.catalog = &context.catalog();
    place.base = pending.base;
    return PrintExpression(pending.raw, place);
  };
  return text(*left) == text(*right);
}

bool SameParts(Context& context, const std::vector<schema::IndexPart>& a, const std::vector<schema::IndexPart>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](const schema::IndexPart& left, const schema::IndexPart& right) {
    return left.column == right.column && left.opclass == right.opclass && left.collation == right.collation && SameExpression(context, left.expression, right.expression);
  });
}

// Whether the index behind a key is like this one.
bool IsIndexOfKey(const schema::Index& index, const schema::KeyConstraint& key) {
  bool plain = index.unique && index.method == "btree" && !index.predicate.has_value() && !key.without_overlaps && index.parts.size() == key.columns.size();
  for (size_t i = 0; plain && i < index.parts.size(); ++i) {
    schema::IndexPart part;
    part.column = key.columns[i];
    plain = index.parts[i] == part;
  }
  return plain && index.include == key.include && index.nulls_not_distinct == key.nulls_not_distinct;
}

// Whether an index of a partition can be that of the parent's (CompareIndexInfo, index.c). One behind the partition's own key can be for a plain one of the parent.
bool SameIndex(Context& context, const Object& a, const Object& b) {
  if (a.key.kind == Kind::kIndex && b.key.kind == Kind::kKeyConstraint) return IsIndexOfKey(a.As<schema::Index>(), b.As<schema::KeyConstraint>());
  if (a.key.kind != b.key.kind) return false;
  switch (a.key.kind) {
    case Kind::kIndex: {
      const auto& left = a.As<schema::Index>();
      const auto& right = b.As<schema::Index>();
      return left.unique == right.unique && left.nulls_not_distinct == right.nulls_not_distinct && left.method == right.method && left.include == right.include &&
             SameParts(context, left.parts, right.parts) && SameExpression(context, left.predicate, right.predicate);
    }
    case Kind::kKeyConstraint: {
      const auto& left = a.As<schema::KeyConstraint>();
      const auto& right = b.As<schema::KeyConstraint>();
      return left.primary == right.primary && left.columns == right.columns && left.include == right.include && left.nulls_not_distinct == right.nulls_not_distinct &&
             left.without_overlaps == right.without_overlaps && left.deferral == right.deferral;
    }
    default: {
      const auto& left = a.As<schema::Exclusion>();
      const auto& right = b.As<schema::Exclusion>();
      return left.method == right.method && left.operators == right.operators && SameParts(context, left.parts, right.parts) &&
             SameExpression(context, left.predicate, right.predicate);
    }
  }
}

// The part of the child that belongs to this one of the parent; null when none does yet.
const ObjectKey* Attached(Context& context, const ObjectKey& original, const ObjectKey& child, std::vector<ObjectKey>& scratch) {
  scratch = context.workspace().inherited().Of(original);
  for (const ObjectKey& part : scratch) {
    if (part.Parent(Kind::kTable) == child) return &part;
  }
  return nullptr;
}

void InheritIndexes(Context& context, const ObjectKey& parent, const ObjectKey& child, Joining joining) {
  std::vector<ObjectKey> scratch;
  for (const ObjectKey& key : PartsOf(context, parent, HasIndex)) {
    if (Attached(context, key, child, scratch) != nullptr) continue;
    InheritedParts& inherited = context.workspace().inherited();
    if (inherited.IsOnly(key)) {
      if (joining == Joining::kYes) inherited.MarkJoined(key, child);
      if (!inherited.HasJoined(key, child)) continue;
    }
    const Object* original = context.builder().Find(key);
    bool attached = false;
    for (const ObjectKey& own : PartsOf(context, child, HasIndex)) {
      if (context.workspace().inherited().Find(own) != nullptr || !SameIndex(context, *original, *context.builder().Find(own))) continue;
      context.workspace().inherited().Set(own, {key, false});
      attached = true;
      break;
    }
    if (attached) continue;
    Object copy = *original;
    copy.key = child.Child(key.kind, ChooseCopyName(context, child, *original));
    copy.common = {};
    copy.span = context.span();
    CopyExpressions(context, copy);
    ObjectKey copy_key = copy.key;
    context.workspace().Add(std::move(copy));
    context.workspace().inherited().Set(copy_key, {key, true});
  }
}

// Whether a parent other than `leaving` gives the table a column of this name.
bool ComesFromElsewhere(Context& context, const ObjectKey& table, const ObjectKey& leaving, absl::string_view column) {
  for (const ObjectKey& parent : schema::ParentsOf(context.builder().Find(table)->As<Table>())) {
    if (!(parent == leaving) && context.builder().Find(parent.Child(Kind::kColumn, column)) != nullptr) return true;
  }
  return false;
}

// Foreign keys of a partition are not kept by themselves as long as it is one; on its own it has them.
void TakeForeignKeys(Context& context, const ObjectKey& parent, const ObjectKey& child) {
  for (const ObjectKey& key : PartsOf(context, parent, [](Kind kind) { return kind == Kind::kForeignKey; })) {
    Object copy = *context.builder().Find(key);
    bool there = false;
    for (const ObjectKey& own : PartsOf(context, child, [](Kind kind) { return kind == Kind::kForeignKey; })) {
      there = there || schema::Compare(*context.builder().Find(own), copy).body == 0;
    }
    copy.key = child.Child(Kind::kForeignKey, key.name());
    if (there || context.builder().Find(copy.key) != nullptr) continue;
    copy.common = {};
    context.workspace().Add(std::move(copy));
  }
  const Object* above = context.builder().Find(parent);
  if (above != nullptr && above->As<Table>().partition_of.has_value()) TakeForeignKeys(context, ObjectKey(above->As<Table>().partition_of->parent), child);
}

void ChangeTable(Context& context, const ObjectKey& table, absl::FunctionRef<void(Table&)> edit) {
  context.workspace().Change(*context.builder().Find(table), [&](Object& object) { edit(object.As<Table>()); });
}

}  // namespace

void InheritColumns(Context& context, const ObjectKey& parent, const ObjectKey& child) {
  for (Object* original : ColumnsOf(context, parent)) {
    Object copy = schema::InheritedColumn(*original, child);
    Object* own = context.builder().Find(copy.key);
    if (own != nullptr) {
      const auto& not_null = copy.As<Column>().not_null;
      if (!own->As<Column>().not_null.has_value() && not_null.has_value()) {
        context.workspace().Change(*own, [&](Object& object) { object.As<Column>().not_null = not_null; });
      }
      continue;
    }
    copy.As<Column>().position = NextPosition(context, child);
    copy.span = context.span();
    CopyExpressions(context, copy);
    context.workspace().Add(std::move(copy));
  }
}

void Inherit(Context& context, const ObjectKey& parent, const ObjectKey& child, Joining joining) {
  InheritColumns(context, parent, child);
  if (parent.kind != Kind::kTable) return;
  InheritChecks(context, parent, child);
  if (IsPartition(context, child)) InheritIndexes(context, parent, child, joining);
}

void InheritFromParents(Context& context, const ObjectKey& child) {
  for (const ObjectKey& parent : schema::ParentsOf(context.builder().Find(child)->As<Table>())) {
    if (context.builder().Find(parent) != nullptr) Inherit(context, parent, child, Joining::kNo);
  }
}

void DropNotNullBelow(Context& context, const ObjectKey& parent, absl::string_view column) {
  for (const ObjectKey& child : context.workspace().ChildrenOf(parent)) {
    Object* object = context.builder().Find(child.Child(Kind::kColumn, column));
    if (object == nullptr || !object->As<Column>().inherited) continue;
    context.workspace().Change(*object, [](Object& changed) { changed.As<Column>().not_null.reset(); });
    DropNotNullBelow(context, child, column);
  }
}

void InheritBelow(Context& context, const ObjectKey& parent) {
  for (const ObjectKey& child : context.workspace().ChildrenOf(parent)) {
    Inherit(context, parent, child, Joining::kNo);
    InheritBelow(context, child);
  }
}

void BecomeChild(Context& context, const ObjectKey& parent, const ObjectKey& child, absl::FunctionRef<void(Table&)> edit) {
  ChangeTable(context, child, edit);
  bool stays_local = !context.builder().Find(child)->As<Table>().inherits.empty();
  for (Object* column : ColumnsOf(context, child)) {
    if (!stays_local && context.builder().Find(parent.Child(Kind::kColumn, column->key.name())) != nullptr) column->As<Column>().inherited = true;
  }
  Inherit(context, parent, child, Joining::kYes);
  InheritBelow(context, child);
}

void LeaveParent(Context& context, const ObjectKey& parent, const ObjectKey& child, absl::FunctionRef<void(Table&)> edit) {
  if (IsPartition(context, child)) TakeForeignKeys(context, parent, child);
  ChangeTable(context, child, edit);
  for (Object* column : ColumnsOf(context, child)) {
    if (!ComesFromElsewhere(context, child, parent, column->key.name())) column->As<Column>().inherited = false;
  }
  for (const ObjectKey& part : context.workspace().inherited().Below(child)) {
    const InheritedParts::Origin* origin = context.workspace().inherited().Find(part);
    if (origin != nullptr && origin->parent.Parent(Kind::kTable) == parent) context.workspace().inherited().Forget(part);
  }
}

absl::Status Recurse(Context& context, const AlterCommand& command, absl::FunctionRef<absl::Status(const AlterCommand&)> run) {
  const AlterTableCmd& node = command.node;
  bool hands_down = node.subtype == AT_AddColumn || node.subtype == AT_AddConstraint || node.subtype == AT_AddIndexConstraint || node.subtype == AT_SetNotNull || node.subtype == AT_AddIdentity;
  if (hands_down) {
    InheritBelow(context, command.table);
    return absl::OkStatus();
  }
  for (const ObjectKey& child : context.workspace().ChildrenOf(command.table)) {
    AlterCommand below{node, child, true};
    switch (node.subtype) {
      case AT_DropColumn: {
        ObjectKey key = child.Child(Kind::kColumn, node.name);
        const Object* column = context.builder().Find(key);
        if (column == nullptr || !column->As<Column>().inherited || ComesFromElsewhere(context, child, command.table, node.name)) continue;
        RETURN_IF_ERROR(DropColumn(context, key, DROP_CASCADE));
        break;
      }
      case AT_DropConstraint: {
        const ObjectKey key = child.Child(Kind::kCheck, node.name);
        if (context.workspace().inherited().Find(key) == nullptr) continue;
        context.workspace().Remove(key);
        break;
      }
      case AT_AlterColumnType:
      case AT_ColumnDefault:
      case AT_SetStatistics:
      case AT_SetStorage:
      case AT_SetExpression:
      case AT_DropExpression: RETURN_IF_ERROR(run(below)); break;
      case AT_DropNotNull: {
        const Object* column = context.builder().Find(child.Child(Kind::kColumn, node.name));
        if (column == nullptr || (context.IsAtLeast(18) && !column->As<Column>().inherited)) continue;
        RETURN_IF_ERROR(run(below));
        break;
      }
      case AT_ValidateConstraint:
        if (context.builder().Find(child.Child(Kind::kCheck, node.name)) == nullptr && FindNotNull(context, child, node.name) == nullptr) continue;
        RETURN_IF_ERROR(run(below));
        break;
      default: return absl::OkStatus();
    }
    RETURN_IF_ERROR(Recurse(context, below, run));
  }
  return absl::OkStatus();
}

std::vector<ObjectKey> IndexedParts(Context& context, const ObjectKey& table) { return PartsOf(context, table, HasIndex); }

void DropInheritedParts(Context& context, const ObjectKey& part) {
  for (const ObjectKey& child : context.workspace().inherited().Of(part)) {
    DropInheritedParts(context, child);
    context.workspace().Remove(child);
  }
}

void RenameColumnBelow(Context& context, const ObjectKey& parent, absl::string_view old_name, absl::string_view new_name) {
  for (const ObjectKey& child : context.workspace().ChildrenOf(parent)) {
    ObjectKey column = child.Child(Kind::kColumn, old_name);
    if (context.builder().Find(column) != nullptr && context.builder().Find(child.Child(Kind::kColumn, new_name)) == nullptr) MoveColumn(context, column, new_name);
    RenameColumnBelow(context, child, old_name, new_name);
  }
}

void RenameCheckBelow(Context& context, const ObjectKey& parent, absl::string_view old_name, absl::string_view new_name) {
  for (const ObjectKey& child : context.workspace().ChildrenOf(parent)) {
    ObjectKey check = child.Child(Kind::kCheck, old_name);
    if (context.builder().Find(check) != nullptr) MovePart(context, check, new_name);
    RenameCheckBelow(context, child, old_name, new_name);
  }
}

absl::Status AttachIndex(Context& context, const ObjectKey& parent, const RangeVar& index) {
  ASSIGN_OR_RETURN(ObjectKey part, FindRelation(context, index));
  if (!HasIndex(part.kind)) return schema::ErrorAt(context.At(index.location), "E0105", "\"", index.relname, "\" is not an index");
  std::vector<ObjectKey> scratch;
  ObjectKey table = part.Parent(Kind::kTable);
  const Object* object = context.builder().Find(table);
  if (object == nullptr || !object->As<Table>().partition_of.has_value() || !(object->As<Table>().partition_of->parent == parent.Parent(Kind::kTable))) {
    // The table may become a partition later in the order of files.
    return context.Missing(ChildToken(table.Child(Kind::kColumn, "")), context.span(), "E0114",
                           absl::StrCat("index \"", part.name(), "\" is not on a partition of ", parent.Parent(Kind::kTable).ToString()));
  }
  if (const ObjectKey* other = Attached(context, parent, table, scratch); other != nullptr && !(*other == part)) {
    const InheritedParts::Origin* origin = context.workspace().inherited().Find(*other);
    if (origin != nullptr && origin->made) {
      ObjectKey made = *other;
      DropInheritedParts(context, made);
      context.workspace().Remove(made);
    }
  }
  const InheritedParts::Origin* origin = context.workspace().inherited().Find(part);
  context.workspace().inherited().Set(part, {parent, origin != nullptr && origin->made});
  return absl::OkStatus();
}

void MakeWay(Context& context, absl::string_view schema, absl::string_view name) {
  const ObjectKey* taken = context.workspace().FindRelation(schema, name);
  if (taken == nullptr || !HasIndex(taken->kind)) return;
  const InheritedParts::Origin* origin = context.workspace().inherited().Find(*taken);
  if (origin == nullptr || !origin->made) return;
  ObjectKey key = *taken;
  DropInheritedParts(context, key);
  context.workspace().Remove(key);
}

}  // namespace compiler
