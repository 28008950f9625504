#include "compiler/kinds/like.h"

#include "compiler/default_names.h"
#include "compiler/kinds/constraint.h"
#include "compiler/kinds/not_null.h"
#include "compiler/lookup.h"

namespace compiler {
namespace {

using schema::Column;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;

bool Includes(const TableLikeClause& like, TableLikeOption option) { return (like.options & option) != 0; }

schema::Identity CopyIdentity(Context& context, const ObjectKey& table, absl::string_view column, schema::Identity identity) {
  std::string name = ChooseRelationName(context.workspace(), table.schema_name(), table.name(), column, "seq", AlsoConstraint::kNo);
  identity.sequence = schema::MakeKey(Kind::kSequence, {table.schema_name(), name});
  return identity;
}

// The names that an index's columns give to its default name.
std::vector<std::string> NameParts(Context& context, const std::vector<schema::IndexPart>& parts, const std::vector<std::string>& include) {
  List* elements = nullptr;
  std::vector<std::string> names;
  for (const schema::IndexPart& part : parts) {
    auto* element = makeNode(IndexElem);
    if (part.column.has_value()) element->name = const_cast<char*>(part.column->c_str());
    else if (PendingExpression* pending = context.workspace().expressions().Find(*part.expression)) element->expr = pending->raw;
    elements = lappend(elements, element);
  }
  names = IndexColumnNames(elements);
  names.insert(names.end(), include.begin(), include.end());
  return names;
}

// The object under a new name below another table, its expressions copied.
Object CopyObject(Context& context, const Object& original, ObjectKey key, const TableLikeClause& like) {
  Object copy = original;
  copy.key = std::move(key);
  copy.span = context.span();
  copy.hints = nullptr;
  copy.common = {};
  if (Includes(like, CREATE_TABLE_LIKE_COMMENTS)) copy.common.comment = original.common.comment;
  schema::ForEachExpr(copy, [&](schema::Expr& expr) { expr = context.workspace().expressions().Copy(expr); });
  return copy;
}

std::vector<ObjectKey> ChildrenOf(Context& context, const ObjectKey& source, Kind kind) {
  std::vector<ObjectKey> keys;
  context.builder().ForEachBelow(source, [&](Object& child) {
    if (child.key.kind == kind) keys.push_back(child.key);
  });
  return keys;
}

std::string Choose(Context& context, const ObjectKey& table, const std::vector<std::string>& names, absl::string_view label) {
  bool constraint = label != "idx";
  return ChooseRelationName(context.workspace(), table.schema_name(), table.name(), label == "pkey" ? "" : JoinColumnNames(names), label,
                            constraint ? AlsoConstraint::kYes : AlsoConstraint::kNo);
}

}  // namespace

absl::StatusOr<ObjectKey> FindLikeSource(Context& context, const TableLikeClause& like) {
  ASSIGN_OR_RETURN(ObjectKey key, FindRelation(context, *like.relation));
  if (key.kind == Kind::kTable || key.kind == Kind::kCompositeType || key.kind == Kind::kUnmodelled) return key;
  return schema::ErrorAt(context.At(like.relation->location), "E0105", "relation \"", like.relation->relname, "\" is invalid in LIKE clause");
}

bool LikesUnmodelled(Context& context, const CreateStmt& statement) {
  for (int i = 0; i < list_length(statement.tableElts); ++i) {
    const auto* like = AsOrNull<TableLikeClause>(NodeAt(statement.tableElts, i), T_TableLikeClause);
    if (like == nullptr) continue;
    absl::StatusOr<ObjectKey> source = FindLikeSource(context, *like);
    if (source.ok() && source->kind == Kind::kUnmodelled) return true;
  }
  return false;
}

std::vector<Object> CopyColumns(Context& context, const ObjectKey& table, const ObjectKey& source, const TableLikeClause& like, int position) {
  std::vector<Object> columns;
  for (const Object* original : ColumnsOf(context, source)) {
    const auto& from = original->As<Column>();
    Column column;
    column.position = position++;
    column.type = from.type;
    column.collation = from.collation;
    column.not_null = from.not_null;
    if (column.not_null.has_value() && !Includes(like, CREATE_TABLE_LIKE_COMMENTS)) column.not_null->comment.reset();
    if (Includes(like, CREATE_TABLE_LIKE_DEFAULTS)) column.default_value = from.default_value;
    if (Includes(like, CREATE_TABLE_LIKE_GENERATED)) column.generated = from.generated;
    if (Includes(like, CREATE_TABLE_LIKE_IDENTITY) && from.identity.has_value()) {
      column.identity = CopyIdentity(context, table, original->key.name(), *from.identity);
    }
    if (Includes(like, CREATE_TABLE_LIKE_STORAGE)) column.storage = from.storage;
    if (Includes(like, CREATE_TABLE_LIKE_COMPRESSION)) column.compression = from.compression;
    Object copy{table.Child(Kind::kColumn, original->key.name()), {}, std::move(column), context.span(), nullptr, 0};
    if (Includes(like, CREATE_TABLE_LIKE_COMMENTS)) copy.common.comment = original->common.comment;
    schema::ForEachExpr(copy, [&](schema::Expr& expr) { expr = context.workspace().expressions().Copy(expr); });
    columns.push_back(std::move(copy));
  }
  return columns;
}

absl::Status CopyChecks(Context& context, const ObjectKey& table, const ObjectKey& source, const TableLikeClause& like) {
  if (!Includes(like, CREATE_TABLE_LIKE_CONSTRAINTS)) return absl::OkStatus();
  for (const ObjectKey& key : ChildrenOf(context, source, Kind::kCheck)) {
    RETURN_IF_ERROR(CheckConstraintName(context, table, key.name(), context.span()));
    const Object* original = context.builder().Find(key);
    context.workspace().Add(CopyObject(context, *original, table.Child(Kind::kCheck, key.name()), like));
  }
  return absl::OkStatus();
}

std::string ChooseCopyName(Context& context, const ObjectKey& table, const Object& original) {
  switch (original.key.kind) {
    case Kind::kKeyConstraint: {
      const auto& constraint = original.As<schema::KeyConstraint>();
      std::vector<std::string> names = constraint.columns;
      names.insert(names.end(), constraint.include.begin(), constraint.include.end());
      return Choose(context, table, names, constraint.primary ? "pkey" : "key");
    }
    case Kind::kExclusion: return Choose(context, table, NameParts(context, original.As<schema::Exclusion>().parts, original.As<schema::Exclusion>().include), "excl");
    default: return Choose(context, table, NameParts(context, original.As<schema::Index>().parts, original.As<schema::Index>().include), "idx");
  }
}

absl::Status CopyIndexes(Context& context, const ObjectKey& table, const ObjectKey& source, const TableLikeClause& like) {
  if (!Includes(like, CREATE_TABLE_LIKE_INDEXES)) return absl::OkStatus();
  for (Kind kind : {Kind::kKeyConstraint, Kind::kExclusion, Kind::kIndex}) {
    for (const ObjectKey& key : ChildrenOf(context, source, kind)) {
      const Object* original = context.builder().Find(key);
      if (kind == Kind::kKeyConstraint && original->As<schema::KeyConstraint>().primary) {
        for (const std::string& column : original->As<schema::KeyConstraint>().columns) ImplyNotNull(context, *context.builder().Find(table.Child(Kind::kColumn, column)));
      }
      context.workspace().Add(CopyObject(context, *original, table.Child(kind, ChooseCopyName(context, table, *original)), like));
    }
  }
  return absl::OkStatus();
}

}  // namespace compiler
