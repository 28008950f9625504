// Dropping parts of a table, with what goes along (dependency.c as far as the modelled kinds are concerned).
#include <algorithm>

#include "compiler/kinds/drop.h"
#include "compiler/kinds/inherit.h"
#include "compiler/kinds/rule.h"
#include "compiler/kinds/statistics.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;

bool Contains(const std::vector<std::string>& names, absl::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }

bool Uses(Context& context, const std::optional<schema::Expr>& expr, absl::string_view column) {
  if (!expr.has_value()) return false;
  PendingExpression* pending = context.workspace().expressions().Find(*expr);
  return pending != nullptr && MentionsColumn(pending->raw, column);
}

bool Uses(Context& context, const std::vector<schema::IndexPart>& parts, absl::string_view column) {
  return std::any_of(parts.begin(), parts.end(), [&](const schema::IndexPart& part) { return part.column == column || Uses(context, part.expression, column); });
}

// Whether a constraint, index, trigger or policy of the same table uses the column.
bool UsesColumn(Context& context, const Object& object, absl::string_view column) {
  switch (object.key.kind) {
    case Kind::kCheck: return Uses(context, object.As<schema::Check>().expression, column);
    case Kind::kForeignKey: return Contains(object.As<schema::ForeignKey>().columns, column);
    case Kind::kKeyConstraint: return Contains(object.As<schema::KeyConstraint>().columns, column) || Contains(object.As<schema::KeyConstraint>().include, column);
    case Kind::kExclusion: {
      const auto& exclusion = object.As<schema::Exclusion>();
      return Uses(context, exclusion.parts, column) || Contains(exclusion.include, column) || Uses(context, exclusion.predicate, column);
    }
    case Kind::kIndex: {
      const auto& index = object.As<schema::Index>();
      return Uses(context, index.parts, column) || Contains(index.include, column) || Uses(context, index.predicate, column);
    }
    case Kind::kTrigger: return Contains(object.As<schema::Trigger>().update_columns, column) || Uses(context, object.As<schema::Trigger>().when, column);
    case Kind::kPolicy: return Uses(context, object.As<schema::Policy>().using_expression, column) || Uses(context, object.As<schema::Policy>().with_check, column);
    case Kind::kRule: {
      PendingExpression* pending = context.workspace().expressions().Find(object.As<schema::Rule>().definition);
      return pending != nullptr && RuleMentionsColumn(pending->raw, column);
    }
    default: return false;
  }
}

// Foreign keys that need this unique constraint: those that reference its columns. Another key of the same columns would do as well.
std::vector<ObjectKey> ForeignKeysOn(Context& context, const ObjectKey& key_constraint) {
  ObjectKey table = key_constraint.Parent(Kind::kTable);
  std::vector<std::string> columns = context.builder().Find(key_constraint)->As<schema::KeyConstraint>().columns;
  std::sort(columns.begin(), columns.end());
  bool other_key = false;
  context.builder().ForEachBelow(table, [&](Object& child) {
    if (child.key.kind != Kind::kKeyConstraint || child.key == key_constraint) return;
    std::vector<std::string> others = child.As<schema::KeyConstraint>().columns;
    std::sort(others.begin(), others.end());
    other_key = other_key || others == columns;
  });
  std::vector<ObjectKey> users;
  if (other_key) return users;
  for (const ObjectKey& foreign_key : context.workspace().ForeignKeysTo(table)) {
    std::vector<std::string> referenced = context.builder().Find(foreign_key)->As<schema::ForeignKey>().referenced_columns;
    std::sort(referenced.begin(), referenced.end());
    if (referenced == columns) users.push_back(foreign_key);
  }
  return users;
}

// What else of the table names an index that goes.
void ForgetIndex(Context& context, const ObjectKey& table, absl::string_view index) {
  auto& body = context.builder().Find(table)->As<schema::Table>();
  if (body.cluster_index == index) body.cluster_index.reset();
  if (body.replica_identity_index == index) {
    body.replica_identity_index.reset();
    body.replica_identity = schema::ReplicaIdentity::kNothing;  // what the server then does (RelationGetIndexList)
  }
}

// Removes a constraint or index of a table, and with DROP_CASCADE the foreign keys on it. `also` is going anyway, and its foreign keys need no
// CASCADE.
absl::Status RemovePart(Context& context, const ObjectKey& key, DropBehavior behavior, const ObjectKey& also) {
  ObjectKey table = key.Parent(Kind::kTable);
  if ((key.kind == Kind::kTrigger || key.kind == Kind::kPolicy || key.kind == Kind::kRule) && behavior != DROP_CASCADE) {
    return schema::WithHint(ErrorAt(context.span(), "E0116", "cannot drop a column because ", key.ToString(), " depends on it"), "use CASCADE to drop both");
  }
  if (key.kind == Kind::kKeyConstraint) {
    for (const ObjectKey& user : ForeignKeysOn(context, key)) {
      bool own = user.path.rfind(also.path, 0) == 0;
      if (behavior != DROP_CASCADE && !own) {
        return schema::WithHint(ErrorAt(context.span(), "E0116", "cannot drop ", key.ToString(), " because ", user.ToString(), " depends on it"), "use CASCADE to drop both");
      }
      context.workspace().Remove(user);
    }
  }
  if (context.builder().Find(key) == nullptr) return absl::OkStatus();
  DropInheritedParts(context, key);
  context.workspace().Remove(key);
  if (key.kind == Kind::kIndex || key.kind == Kind::kKeyConstraint) ForgetIndex(context, table, key.name());
  return absl::OkStatus();
}

// Generated columns that are computed from the column.
absl::Status DropGeneratedFrom(Context& context, const ObjectKey& table, absl::string_view column, DropBehavior behavior) {
  std::vector<ObjectKey> generated;
  context.builder().ForEachBelow(table, [&](Object& child) {
    if (child.key.kind != Kind::kColumn || child.key.name() == column) return;
    const auto& value = child.As<schema::Column>().generated;
    if (value.has_value() && Uses(context, value->value, column)) generated.push_back(child.key);
  });
  for (const ObjectKey& key : generated) {
    if (behavior != DROP_CASCADE && context.IsAtLeast(15)) {
      return schema::WithHint(ErrorAt(context.span(), "E0116", "cannot drop column \"", column, "\" because generated ", key.ToString(), " depends on it"), "use CASCADE to drop both");
    }
    RETURN_IF_ERROR(DropColumn(context, key, behavior));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status DropColumn(Context& context, const ObjectKey& key, DropBehavior behavior) {
  std::string column(key.name());
  bool of_table = context.builder().Find(ObjectKey{key.path.substr(0, key.path.rfind('\0')), Kind::kTable}) != nullptr;
  ObjectKey table = key.Parent(of_table ? Kind::kTable : Kind::kCompositeType);
  if (of_table) {
    RETURN_IF_ERROR(DropGeneratedFrom(context, table, column, behavior));
    std::vector<ObjectKey> parts;
    context.builder().ForEachBelow(table, [&](Object& child) {
      if (UsesColumn(context, child, column)) parts.push_back(child.key);
    });
    for (const ObjectKey& part : parts) RETURN_IF_ERROR(RemovePart(context, part, behavior, table));
    for (const ObjectKey& sequence : context.workspace().SequencesOwnedBy(table)) {
      if (context.builder().Find(sequence)->As<schema::Sequence>().owned_by == key) context.workspace().Remove(sequence);
    }
  }
  DropStatisticsOn(context, table, column);
  context.workspace().Remove(key);
  return absl::OkStatus();
}

absl::Status DropTableConstraint(Context& context, const ObjectKey& table, absl::string_view name, IfMissing if_missing, DropBehavior behavior) {
  Object* object = FindConstraint(context, table, name);
  ObjectKey key = object != nullptr ? object->key : table.Child(Kind::kCheck, name);
  ASSIGN_OR_RETURN(bool drop, FindForDrop(context, key, if_missing, "E0108"));
  if (!drop) return absl::OkStatus();
  return RemovePart(context, key, behavior, key);
}

absl::Status DropChild(Context& context, const ObjectKey& key, IfMissing if_missing, absl::string_view code) {
  ASSIGN_OR_RETURN(bool drop, FindForDrop(context, key, if_missing, code));
  if (drop) context.workspace().Remove(key);
  return absl::OkStatus();
}

}  // namespace compiler
