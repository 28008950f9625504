#include "compiler/kinds/table.h"

#include <algorithm>

#include "compiler/kinds/column.h"
#include "compiler/kinds/key_constraint.h"
#include "compiler/kinds/like.h"
#include "compiler/kinds/not_null.h"
#include "compiler/kinds/options.h"
#include "compiler/kinds/unmodelled.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;

// An element of the column list that makes columns, in its place.
struct Element {
  ColumnDraft column;                        // when it is a column
  const TableLikeClause* like = nullptr;     // when it is LIKE
  ObjectKey source;                          // of LIKE
  std::vector<Object> copied;                // of LIKE
};

// The word for a table that is not modelled yet; empty for a plain one.
absl::string_view UnmodelledWhat(const CreateStmt& statement) {
  if (statement.partbound != nullptr) return "partition";
  if (statement.partspec != nullptr) return "partitioned table";
  if (statement.inhRelations != nullptr) return "inherited table";
  if (statement.ofTypename != nullptr) return "typed table";
  return "";
}

absl::StatusOr<std::vector<Element>> DraftElements(Context& context, const ObjectKey& table, const CreateStmt& statement) {
  std::vector<Element> elements;
  elements.reserve(list_length(statement.tableElts));
  int position = 1;
  for (int i = 0; i < list_length(statement.tableElts); ++i) {
    const ::Node* node = NodeAt(statement.tableElts, i);
    if (const auto* definition = AsOrNull<ColumnDef>(node, T_ColumnDef)) {
      Element element;
      ASSIGN_OR_RETURN(element.column, DraftColumn(context, table, *definition, position++));
      elements.push_back(std::move(element));
    } else if (const auto* like = AsOrNull<TableLikeClause>(node, T_TableLikeClause)) {
      Element element;
      element.like = like;
      ASSIGN_OR_RETURN(element.source, FindLikeSource(context, *like));
      if (element.source.kind == Kind::kUnmodelled) return elements;  // the caller looks for it
      element.copied = CopyColumns(context, table, element.source, *like, position);
      position += static_cast<int>(element.copied.size());
      elements.push_back(std::move(element));
    }
  }
  return elements;
}

absl::Status CheckColumnNames(const std::vector<Element>& elements) {
  std::vector<const Object*> columns;
  for (const Element& element : elements) {
    if (element.like == nullptr) columns.push_back(element.column.object.get());
    for (const Object& copied : element.copied) columns.push_back(&copied);
  }
  std::sort(columns.begin(), columns.end(), [](const Object* a, const Object* b) {
    int order = a->key.path.compare(b->key.path);
    return order != 0 ? order < 0 : a->As<schema::Column>().position < b->As<schema::Column>().position;
  });
  for (size_t i = 1; i < columns.size(); ++i) {
    if (columns[i]->key.path == columns[i - 1]->key.path) {
      return ErrorAt(columns[i]->span, "E0102", "column \"", columns[i]->key.name(), "\" specified more than once");
    }
  }
  return absl::OkStatus();
}

schema::Table ReadTable(Context& context, const CreateStmt& statement) {
  schema::Table table;
  table.unlogged = statement.relation->relpersistence == 'u';
  table.access_method = statement.accessMethod != nullptr ? statement.accessMethod : context.settings().default_access_method;
  table.tablespace = TablespaceOf(context, statement.tablespacename);
  SetOptions(statement.options, table.options);
  return table;
}

absl::Status FillTable(Context& context, const ObjectKey& key, const CreateStmt& statement, std::vector<Element> elements) {
  ConstraintLists lists;
  std::vector<ObjectKey> serials;
  for (Element& element : elements) {
    if (element.like == nullptr) {
      ObjectKey column = element.column.object->key;
      bool serial = element.column.serial;
      RETURN_IF_ERROR(AddDraft(context, std::move(element.column), lists));
      const Object* added = context.builder().Find(column);
      if (serial || added->As<schema::Column>().identity.has_value()) serials.push_back(std::move(column));
      continue;
    }
    for (Object& copied : element.copied) context.workspace().Add(std::move(copied));
  }
  for (int i = 0; i < list_length(statement.tableElts); ++i) {
    if (const auto* node = AsOrNull<Constraint>(NodeAt(statement.tableElts, i), T_Constraint)) ListConstraint({node, ""}, lists);
  }
  // NOT NULL of serial and identity is named with the others, behind the checks (AddRelationNotNullConstraints, heap.c).
  std::vector<ConstraintUse> foreign_keys = std::exchange(lists.foreign_keys, {});
  std::vector<ConstraintUse> keys = std::exchange(lists.keys, {});
  RETURN_IF_ERROR(AddConstraints(context, key, lists, TableState::kNew));
  for (const ObjectKey& column : serials) ImplyNotNull(context, *context.builder().Find(column));
  for (const Element& element : elements) {
    if (element.like != nullptr) RETURN_IF_ERROR(CopyChecks(context, key, element.source, *element.like));
  }
  RETURN_IF_ERROR(AddKeys(context, key, std::move(keys), TableState::kNew));
  for (const Element& element : elements) {
    if (element.like != nullptr) RETURN_IF_ERROR(CopyIndexes(context, key, element.source, *element.like));
  }
  ConstraintLists last;
  last.foreign_keys = std::move(foreign_keys);
  return AddConstraints(context, key, last, TableState::kNew);
}

}  // namespace

absl::Status CreateTable(Context& context, const CreateStmt& statement) {
  const RangeVar& name = *statement.relation;
  if (IsTemporary(name)) {
    context.workspace().TakeRelationName(kTemporarySchema, name.relname, schema::MakeKey(Kind::kUnmodelled, {kTemporarySchema, absl::StrCat("table ", name.relname)}));
    context.workspace().CountSkipped("CREATE TEMPORARY TABLE", context.span());
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(std::string schema, CreationSchema(context, name.schemaname, name.location));
  const ObjectKey* taken = context.workspace().FindRelation(schema, name.relname);
  if (taken != nullptr && taken->kind == Kind::kUnmodelled && context.workspace().HasCascaded()) {
    context.workspace().Remove(ObjectKey(*taken));  // gone with what it depended on
    taken = nullptr;
  }
  if (taken != nullptr) {
    if (statement.if_not_exists) return absl::OkStatus();
    return CheckRelationName(context, schema, name.relname, context.At(name.location, WrittenName(name)));
  }
  if (absl::string_view what = UnmodelledWhat(statement); !what.empty()) return CreateUnmodelledTable(context, statement, what, schema);
  ObjectKey key = schema::MakeKey(Kind::kTable, {schema, name.relname});
  RETURN_IF_ERROR(MergeConstraintAttributes(context, statement.tableElts));
  ASSIGN_OR_RETURN(std::vector<Element> elements, DraftElements(context, key, statement));
  if (LikesUnmodelled(context, statement)) return CreateUnmodelledTable(context, statement, "table", schema);
  RETURN_IF_ERROR(CheckColumnNames(elements));
  context.workspace().Add(key, ReadTable(context, statement), context.span());
  return FillTable(context, key, statement, std::move(elements));
}

}  // namespace compiler
