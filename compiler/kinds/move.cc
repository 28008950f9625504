#include "compiler/kinds/move.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "compiler/kinds/rule.h"
#include "compiler/raw_names.h"
#include "schema/rename_mentions.h"
#include "schema/key_by_types.h"
#include "schema/routine_key.h"
#include "schema/signature_key.h"

namespace compiler {
namespace {

using schema::Column;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;

bool IsTypeThere(Context& context, absl::string_view schema, absl::string_view name) {
  for (Kind kind : {Kind::kEnum, Kind::kDomain, Kind::kCompositeType, Kind::kRangeType, Kind::kBaseType, Kind::kTable}) {
    if (context.builder().Find(schema::MakeKey(kind, {schema, name})) != nullptr) return true;
  }
  return false;
}

bool IsFunctionThere(Context& context, absl::string_view schema, absl::string_view name) {
  bool found = false;
  std::string prefix = absl::StrCat(schema, absl::string_view("\0", 1), name, "(");
  context.builder().ForEachWithPrefix(prefix, [&](const Object& object) { found = found || schema::IsRoutine(object.key.kind); });
  return found;
}

// The schema that a name in an expression leads to; empty when it is not one of ours.
std::string SchemaOf(Context& context, const PendingExpression& pending, const ObjectName& name) {
  const std::vector<std::string>& parts = name.parts();
  if (parts.size() > 1) return parts[parts.size() - 2];
  for (const std::string& schema : pending.settings->settings.search_path) {
    bool found = name.is_function() ? IsFunctionThere(context, schema, parts.back())
                 : name.is_type()   ? IsTypeThere(context, schema, parts.back()) : context.workspace().FindRelation(schema, parts.back()) != nullptr;
    if (found) return schema;
  }
  return "";
}

enum class Mention { kTypeOrRelation, kFunction };

// Rewrites the names in expressions that mean the object. To be called before it moves.
void RenameMentions(Context& context, absl::string_view old_schema, absl::string_view old_name, absl::string_view new_schema, absl::string_view new_name,
                    Mention mention) {
  context.workspace().memory().WithLasting([&] {
    context.workspace().expressions().RenameMentions(old_name, new_name, [&](const PendingExpression& pending, ObjectName& name) {
      if (name.is_function() != (mention == Mention::kFunction) || SchemaOf(context, pending, name) != old_schema) return false;
      name.Set(new_schema, new_name);
      return true;
    });
  });
}

void RenameMentions(Context& context, const ObjectKey& from, const ObjectKey& to) {
  RenameMentions(context, from.schema_name(), from.name(), to.schema_name(), to.name(), Mention::kTypeOrRelation);
}

void RenameColumnIn(Context& context, PendingExpression& pending, absl::string_view old_name, absl::string_view new_name) {
  context.workspace().expressions().Own(pending);
  context.workspace().memory().WithLasting([&] { compiler::RenameColumnIn(pending.raw, old_name, new_name); });
}

void ForEachExpressionBelow(Context& context, const ObjectKey& table, absl::FunctionRef<void(const PendingExpression&)> edit) {
  auto each = [&](schema::Expr& expr) {
    PendingExpression* pending = context.workspace().expressions().Find(expr);
    if (pending == nullptr) return;
    context.workspace().expressions().Own(*pending);
    edit(*pending);
  };
  context.workspace().memory().WithLasting([&] { context.builder().ForEachBelow(table, [&](Object& child) { schema::ForEachExpr(child, each); }); });
}

void RenameInTypes(Context& context, const ObjectKey& from, const ObjectKey& to) {
  for (const ObjectKey& user : context.workspace().UsersOfType(from.schema_name(), from.name())) {
    context.workspace().Change(*context.builder().Find(user), [&](Object& object) {
      schema::TypeRef& type = user.kind == Kind::kDomain ? object.As<schema::Domain>().type : object.As<Column>().type;
      type.schema = std::string(to.schema_name());
      type.name = std::string(to.name());
    });
  }
}

// Foreign keys and sequences that mention the relation.
void RenameInUsers(Context& context, const ObjectKey& from, const ObjectKey& to) {
  for (const ObjectKey& foreign_key : context.workspace().ForeignKeysTo(from)) {
    context.workspace().Change(*context.builder().Find(foreign_key), [&](Object& object) { object.As<schema::ForeignKey>().referenced_table = to; });
  }
  for (const ObjectKey& child : context.workspace().ChildrenOf(from)) {
    context.workspace().Change(*context.builder().Find(child), [&](Object& object) {
      auto& table = object.As<schema::Table>();
      if (table.partition_of.has_value()) table.partition_of->parent = to;
      std::replace(table.inherits.begin(), table.inherits.end(), from, to);
      if (!table.of_type.has_value()) return;
      table.of_type->schema = std::string(to.schema_name());
      table.of_type->name = std::string(to.name());
    });
  }
  for (const ObjectKey& sequence : context.workspace().SequencesOwnedBy(from)) {
    context.workspace().Change(*context.builder().Find(sequence), [&](Object& object) {
      auto& owned_by = object.As<schema::Sequence>().owned_by;
      owned_by = to.Child(Kind::kColumn, owned_by->name());
    });
  }
}

// Sequences of the columns follow their table into another schema (AlterSeqNamespaces, tablecmds.c).
void MoveSequencesAlong(Context& context, const ObjectKey& table) {
  absl::string_view schema = table.schema_name();
  for (const ObjectKey& sequence : context.workspace().SequencesOwnedBy(table)) {
    if (sequence.schema_name() != schema) MoveSequence(context, sequence, schema::MakeKey(Kind::kSequence, {schema, sequence.name()}));
  }
  std::vector<Object*> identities;
  context.builder().ForEachBelow(table, [&](Object& child) {
    if (child.key.kind == Kind::kColumn && child.As<Column>().identity.has_value()) identities.push_back(&child);
  });
  for (Object* column : identities) {
    context.workspace().Change(*column, [&](Object& object) {
      ObjectKey& sequence = object.As<Column>().identity->sequence;
      sequence = schema::MakeKey(Kind::kSequence, {schema, sequence.name()});
    });
  }
}

// What the structs that are no part of the workspace's lists say of an object: functions of triggers and aggregates, types of arguments.
void RenameInBody(Object& object, const ObjectKey& from, const ObjectKey& to) {
  if (schema::IsKnownByTypes(object.key.kind) || object.key.kind == Kind::kTrigger || object.key.kind == Kind::kEventTrigger) {
    schema::RenameMentions(object, from, to);
  }
}

// Routines, casts and operators are known by types: with another name of a type they get another key. To be called once the type has moved.
void FollowInRoutines(Context& context, const ObjectKey& from, const ObjectKey& to) {
  std::vector<std::pair<ObjectKey, ObjectKey>> moves;
  context.builder().ForEach([&](Object& object) {
    RenameInBody(object, from, to);
    if (!schema::IsKnownByTypes(object.key.kind)) return;
    ObjectKey now = schema::KeyByTypes(object);
    if (now.path != object.key.path) moves.emplace_back(object.key, std::move(now));
  });
  for (const auto& [before, after] : moves) {
    context.builder().ForEach([&](Object& object) { RenameInBody(object, before, after); });
    context.workspace().Move(before, after);
  }
}

// The same for everything in a schema that has got another name.
void FollowSchemaInRoutines(Context& context, absl::string_view old_name, absl::string_view new_name) {
  std::vector<std::pair<ObjectKey, ObjectKey>> moved;
  context.builder().ForEachBelow(schema::MakeKey(Kind::kSchema, {new_name}), [&](const Object& object) {
    if (!schema::Info(object.key.kind).top_level) return;
    moved.emplace_back(schema::MakeKey(object.key.kind, {old_name, object.key.name()}), object.key);
  });
  for (const auto& [before, after] : moved) {
    if (schema::IsRoutine(after.kind)) context.builder().ForEach([&](Object& object) { RenameInBody(object, before, after); });
    else FollowInRoutines(context, before, after);
  }
}

void Replace(std::vector<std::string>& names, absl::string_view from, absl::string_view to) {
  std::replace(names.begin(), names.end(), std::string(from), std::string(to));
}

void Replace(std::vector<schema::IndexPart>& parts, absl::string_view from, absl::string_view to) {
  for (schema::IndexPart& part : parts) {
    if (part.column == from) part.column = std::string(to);
  }
}

// The column lists of a constraint or index of the column's own table.
void ReplaceColumn(Object& object, absl::string_view from, absl::string_view to) {
  switch (object.key.kind) {
    case Kind::kKeyConstraint:
      Replace(object.As<schema::KeyConstraint>().columns, from, to);
      Replace(object.As<schema::KeyConstraint>().include, from, to);
      return;
    case Kind::kForeignKey:
      Replace(object.As<schema::ForeignKey>().columns, from, to);
      Replace(object.As<schema::ForeignKey>().on_delete_columns, from, to);
      return;
    case Kind::kExclusion:
      Replace(object.As<schema::Exclusion>().parts, from, to);
      Replace(object.As<schema::Exclusion>().include, from, to);
      return;
    case Kind::kIndex:
      Replace(object.As<schema::Index>().parts, from, to);
      Replace(object.As<schema::Index>().include, from, to);
      return;
    case Kind::kTrigger: Replace(object.As<schema::Trigger>().update_columns, from, to); return;
    default: return;
  }
}

// Statistics, publications and default privileges name schemas, and tables by their path.
void MoveMentionsOfSchema(Context& context, const std::string& old_name, const std::string& new_name) {
  auto moved = [&](ObjectKey& table) {
    if (table.schema_name() == old_name) table.path = absl::StrCat(new_name, table.path.substr(old_name.size()));
  };
  for (const ObjectKey& key : context.workspace().ObjectsOf(Kind::kStatistics)) moved(context.builder().Find(key)->As<schema::Statistics>().table);
  for (const ObjectKey& key : context.workspace().ObjectsOf(Kind::kPublication)) {
    auto& publication = context.builder().Find(key)->As<schema::Publication>();
    for (schema::PublishedTable& table : publication.tables) moved(table.table);
    Replace(publication.schemas, old_name, new_name);
    std::sort(publication.schemas.begin(), publication.schemas.end());
  }
  for (const ObjectKey& key : context.workspace().ObjectsOf(Kind::kDefaultPrivileges)) {
    auto& privileges = context.builder().Find(key)->As<schema::DefaultPrivileges>();
    if (privileges.schema != old_name) continue;
    privileges.schema = new_name;
    context.workspace().Move(key, schema::DefaultPrivilegesKey(privileges));
  }
}

// Statistics and publications hold columns by name, and expressions over them.
void RenameColumnInMentions(Context& context, const ObjectKey& from, const ObjectKey& to) {
  ObjectKey table = from.Parent(Kind::kTable);
  auto each = [&](schema::Expr& expr) {
    PendingExpression* pending = context.workspace().expressions().Find(expr);
    if (pending != nullptr) RenameColumnIn(context, *pending, from.name(), to.name());
  };
  for (const ObjectKey& key : context.workspace().ObjectsOf(Kind::kStatistics)) {
    Object& object = *context.builder().Find(key);
    if (object.As<schema::Statistics>().table == table) schema::ForEachExpr(object, each);
  }
  for (const ObjectKey& key : context.workspace().ObjectsOf(Kind::kPublication)) {
    for (schema::PublishedTable& published : context.builder().Find(key)->As<schema::Publication>().tables) {
      if (published.table == table && published.where.has_value()) each(*published.where);
    }
  }
  context.workspace().RenameMentions(from, to);
}

}  // namespace

// All overloads of a function are one name to us: with several, the mentions of all follow.
void MoveRoutine(Context& context, const ObjectKey& from, const ObjectKey& to) {
  RenameMentions(context, from.schema_name(), schema::SplitRoutineName(from.name()).name, to.schema_name(), schema::SplitRoutineName(to.name()).name,
                 Mention::kFunction);
  context.builder().ForEach([&](Object& object) { RenameInBody(object, from, to); });
  context.workspace().Move(from, to);
}

void MoveTable(Context& context, const ObjectKey& from, const ObjectKey& to) {
  RenameMentions(context, from, to);
  context.workspace().RenameMentions(from, to);
  ForEachExpressionBelow(context, from, [&](const PendingExpression& pending) {
    // A rule's statements name the table in FROM, where it keeps its old name as an alias.
    if (pending.use != ExpressionUse::kRule) RenameTableIn(pending.raw, from.name(), to.schema_name(), to.name());
  });
  RenameInTypes(context, from, to);
  RenameInUsers(context, from, to);
  context.workspace().Move(from, to);
  FollowInRoutines(context, from, to);
  RenameInUsers(context, from, to);  // foreign keys of the table to itself were listed under their old path
  if (from.schema_name() != to.schema_name()) MoveSequencesAlong(context, to);
}

void MoveType(Context& context, const ObjectKey& from, const ObjectKey& to) {
  RenameMentions(context, from, to);
  context.workspace().RenameMentions(from, to);
  RenameInTypes(context, from, to);
  RenameInUsers(context, from, to);
  context.workspace().Move(from, to);
  FollowInRoutines(context, from, to);
}

void MoveMultirange(Context& context, const ObjectKey& range, absl::string_view new_name) {
  std::string& name = context.builder().Find(range)->As<schema::RangeType>().multirange_name;
  ObjectKey from = schema::MakeKey(Kind::kRangeType, {range.schema_name(), name}), to = schema::MakeKey(Kind::kRangeType, {range.schema_name(), new_name});
  RenameMentions(context, from, to);
  context.workspace().RenameMentions(from, to);
  RenameInTypes(context, from, to);
  RenameInUsers(context, from, to);
  name = std::string(new_name);
  FollowInRoutines(context, from, to);
}

void MoveSequence(Context& context, const ObjectKey& from, const ObjectKey& to) {
  RenameMentions(context, from, to);
  context.workspace().Move(from, to);
}

void MoveNamed(Context& context, const ObjectKey& from, const ObjectKey& to) {
  context.workspace().RenameMentions(from, to);
  if (from.kind == Kind::kCollation) {
    schema::CollationName old_name{std::string(from.schema_name()), std::string(from.name())}, new_name{std::string(to.schema_name()), std::string(to.name())};
    context.builder().ForEach([&](Object& object) {
      if (object.key.kind == Kind::kColumn && object.As<Column>().collation == old_name) object.As<Column>().collation = new_name;
      if (object.key.kind == Kind::kDomain && object.As<schema::Domain>().collation == old_name) object.As<schema::Domain>().collation = new_name;
    });
  }
  context.workspace().Move(from, to);
  Object& moved = *context.builder().Find(to);
  if (to.kind == Kind::kOperatorClass) moved.As<schema::OperatorClass>().name = std::string(schema::SplitOfMethod(to).name);
  if (to.kind == Kind::kOperatorFamily) moved.As<schema::OperatorFamily>().name = std::string(schema::SplitOfMethod(to).name);
}

void MoveUnmodelled(Context& context, const ObjectKey& from, const ObjectKey& to) {
  std::vector<std::string> primary_key;
  if (const auto* known = context.workspace().PrimaryKeyOfUnmodelled(from); known != nullptr) primary_key = *known;
  RenameInUsers(context, from, to);
  context.workspace().Move(from, to);
  if (!primary_key.empty()) context.workspace().NotePrimaryKey(to, std::move(primary_key));
}

void MoveSchema(Context& context, const ObjectKey& from, const ObjectKey& to) {
  std::string old_name(from.name());
  std::string new_name(to.name());
  context.workspace().memory().WithLasting([&] {
    context.workspace().expressions().ForEach([&](PendingExpression& pending) {
      ForEachObjectName(pending.raw, [&](ObjectName& name) {
        if (SchemaOf(context, pending, name) == old_name) name.Set(new_name, std::string(name.parts().back()));
      });
    });
  });
  MoveMentionsOfSchema(context, old_name, new_name);
  std::string prefix = absl::StrCat(old_name, absl::string_view("\0", 1));
  auto moved = [&](ObjectKey& key) {
    if (absl::StartsWith(key.path, prefix)) key.path = absl::StrCat(new_name, key.path.substr(old_name.size()));
  };
  std::vector<Object*> all;
  context.builder().ForEach([&](Object& object) { all.push_back(&object); });
  for (Object* object : all) {
    if (object->key.kind != Kind::kForeignKey && object->key.kind != Kind::kSequence && object->key.kind != Kind::kColumn && object->key.kind != Kind::kDomain &&
        object->key.kind != Kind::kTable) {
      continue;
    }
    context.workspace().Change(*object, [&](Object& o) {
      if (o.key.kind == Kind::kForeignKey) moved(o.As<schema::ForeignKey>().referenced_table);
      if (o.key.kind == Kind::kSequence && o.As<schema::Sequence>().owned_by.has_value()) moved(*o.As<schema::Sequence>().owned_by);
      if (o.key.kind == Kind::kDomain && o.As<schema::Domain>().type.schema == old_name) o.As<schema::Domain>().type.schema = new_name;
      if (o.key.kind == Kind::kTable) {
        auto& table = o.As<schema::Table>();
        if (table.partition_of.has_value()) moved(table.partition_of->parent);
        for (ObjectKey& parent : table.inherits) moved(parent);
        if (table.of_type.has_value() && table.of_type->schema == old_name) table.of_type->schema = new_name;
      }
      if (o.key.kind != Kind::kColumn) return;
      auto& column = o.As<Column>();
      if (column.type.schema == old_name) column.type.schema = new_name;
      if (column.identity.has_value()) moved(column.identity->sequence);
    });
  }
  context.workspace().Move(from, to);
  FollowSchemaInRoutines(context, old_name, new_name);
}

void MoveColumn(Context& context, const ObjectKey& from, absl::string_view new_name) {
  std::string old_name(from.name());
  ObjectKey table{from.path.substr(0, from.path.rfind('\0')), Kind::kTable};
  ObjectKey to{absl::StrCat(table.path, absl::string_view("\0", 1), new_name), Kind::kColumn};
  if (context.builder().Find(table) == nullptr) {  // an attribute of a composite type
    context.workspace().Move(from, to);
    return;
  }
  context.workspace().NoteColumnRename(table, old_name, new_name);
  ForEachExpressionBelow(context, table, [&](const PendingExpression& pending) {
    if (pending.use == ExpressionUse::kRule) RenameColumnInRule(pending.raw, old_name, new_name);
    else RenameColumnIn(pending.raw, old_name, new_name);
  });
  RenameColumnInMentions(context, from, to);
  context.builder().ForEachBelow(table, [&](Object& child) { ReplaceColumn(child, old_name, new_name); });
  if (auto& key = context.builder().Find(table)->As<schema::Table>().partition_by; key.has_value()) {
    Replace(key->parts, old_name, new_name);
    for (schema::IndexPart& part : key->parts) {
      PendingExpression* pending = part.expression.has_value() ? context.workspace().expressions().Find(*part.expression) : nullptr;
      if (pending != nullptr) RenameColumnIn(context, *pending, old_name, new_name);
    }
  }
  for (const ObjectKey& foreign_key : context.workspace().ForeignKeysTo(table)) {
    Replace(context.builder().Find(foreign_key)->As<schema::ForeignKey>().referenced_columns, old_name, new_name);
  }
  for (const ObjectKey& sequence : context.workspace().SequencesOwnedBy(table)) {
    auto& owned_by = context.builder().Find(sequence)->As<schema::Sequence>().owned_by;
    if (owned_by == from) owned_by = to;
  }
  context.workspace().Move(from, to);
}

void MovePart(Context& context, const ObjectKey& from, absl::string_view new_name) {
  ObjectKey parent{from.path.substr(0, from.path.rfind('\0')), Kind::kTable};
  if (Object* table = context.builder().Find(parent); table != nullptr && from.kind != Kind::kCheck && from.kind != Kind::kForeignKey) {
    auto& body = table->As<schema::Table>();
    if (body.cluster_index == from.name()) body.cluster_index = std::string(new_name);
    if (body.replica_identity_index == from.name()) body.replica_identity_index = std::string(new_name);
  }
  context.workspace().Move(from, parent.Child(from.kind, new_name));
}

}  // namespace compiler
