#include "compiler/kinds/table.h"

#include <algorithm>

#include "compiler/kinds/column.h"
#include "compiler/kinds/inherit.h"
#include "compiler/kinds/key_constraint.h"
#include "compiler/kinds/like.h"
#include "compiler/kinds/not_null.h"
#include "compiler/kinds/options.h"
#include "compiler/kinds/partition.h"
#include "compiler/kinds/unmodelled.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"
#include "schema/inheritance.h"

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
  const ColumnDef* merged = nullptr;         // when it says more about a column that a parent or type brings
  ObjectKey source;                          // of LIKE
  std::vector<Object> copied;                // of LIKE
};

// What the table has from others.
struct Origins {
  schema::Table body;
  std::vector<ObjectKey> parents;

  bool Brings(Context& context, absl::string_view column) const {
    return std::any_of(parents.begin(), parents.end(), [&](const ObjectKey& parent) { return context.builder().Find(parent.Child(Kind::kColumn, column)) != nullptr; });
  }
  int CountColumns(Context& context) const {
    size_t count = 0;
    for (const ObjectKey& parent : parents) count += ColumnsOf(context, parent).size();
    return static_cast<int>(count);
  }
};

absl::StatusOr<std::vector<Element>> DraftElements(Context& context, const ObjectKey& table, const CreateStmt& statement, const Origins& origins) {
  std::vector<Element> elements;
  elements.reserve(list_length(statement.tableElts));
  int position = 1 + origins.CountColumns(context);
  for (int i = 0; i < list_length(statement.tableElts); ++i) {
    const ::Node* node = NodeAt(statement.tableElts, i);
    if (const auto* definition = AsOrNull<ColumnDef>(node, T_ColumnDef)) {
      Element element;
      if (origins.Brings(context, definition->colname)) {
        element.merged = definition;
        elements.push_back(std::move(element));
        continue;
      }
      if (definition->typeName == nullptr && !origins.parents.empty()) {
        return context.Missing(ChildToken(origins.parents.front().Child(Kind::kColumn, definition->colname)), context.At(definition->location), "E0107",
                               absl::StrCat("column \"", definition->colname, "\" does not exist in ", origins.parents.front().ToString()));
      }
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

// Faster than sorting, for few.
bool HasDistinctNames(const std::vector<const Object*>& columns) {
  for (size_t i = 1; i < columns.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      if (columns[i]->key.path == columns[j]->key.path) return false;
    }
  }
  return true;
}

absl::Status CheckColumnNames(const std::vector<Element>& elements) {
  std::vector<const Object*> columns;
  for (const Element& element : elements) {
    if (element.column.object != nullptr) columns.push_back(element.column.object.get());
    for (const Object& copied : element.copied) columns.push_back(&copied);
  }
  if (columns.size() <= 16 && HasDistinctNames(columns)) return absl::OkStatus();
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

// PARTITION OF, INHERITS, OF: everything that may have to wait.
absl::StatusOr<Origins> ReadOrigins(Context& context, const CreateStmt& statement) {
  Origins origins;
  for (int i = 0; i < list_length(statement.inhRelations); ++i) {
    const auto& name = As<RangeVar>(*NodeAt(statement.inhRelations, i));
    ASSIGN_OR_RETURN(ObjectKey parent, FindRelation(context, name));
    if (parent.kind != Kind::kTable && parent.kind != Kind::kUnmodelled) return ErrorAt(context.At(name.location), "E0105", "\"", name.relname, "\" is not a table");
    origins.parents.push_back(parent);
  }
  if (statement.partbound != nullptr) {
    ASSIGN_OR_RETURN(origins.body.partition_of, ReadBound(context, origins.parents.front(), *statement.partbound));
  } else {
    origins.body.inherits = origins.parents;
  }
  if (statement.ofTypename != nullptr) {
    ASSIGN_OR_RETURN(origins.body.of_type, ResolveType(context, *statement.ofTypename));
    origins.parents = schema::ParentsOf(origins.body);
  }
  return origins;
}

// A partition has the parent's tablespace, and from 17 on its access method, unless it states its own (DefineRelation, tablecmds.c).
schema::Table ReadTable(Context& context, const CreateStmt& statement, const Origins& origins) {
  schema::Table table = origins.body;
  const Object* parent = table.partition_of.has_value() ? context.builder().Find(table.partition_of->parent) : nullptr;
  table.unlogged = statement.relation->relpersistence == 'u';
  if (statement.accessMethod != nullptr) table.access_method = statement.accessMethod;
  else if (parent != nullptr && context.IsAtLeast(17) && parent->As<schema::Table>().access_method != "heap") table.access_method = parent->As<schema::Table>().access_method;
  else if (statement.partspec == nullptr) table.access_method = context.settings().default_access_method;
  bool from_parent = statement.tablespacename == nullptr && parent != nullptr && parent->As<schema::Table>().tablespace.has_value();
  table.tablespace = from_parent ? parent->As<schema::Table>().tablespace : TablespaceOf(context, statement.tablespacename);
  SetOptions(statement.options, table.options);
  return table;
}

// A column of a parent or of the type about which the statement says more. Of an inheritance parent, it is the table's own as well.
absl::Status MergeColumn(Context& context, const ObjectKey& key, const ColumnDef& definition, bool local, ConstraintLists& lists) {
  Object* column = context.builder().Find(key);
  if (local) column->As<schema::Column>().inherited = false;
  column->span = context.ElementAt(definition.location);
  auto stated = [&](ConstrType type) {
    for (int i = 0; i < list_length(definition.constraints); ++i) {
      if (As<Constraint>(*NodeAt(definition.constraints, i)).contype == type) return true;
    }
    return false;
  };
  if (stated(CONSTR_DEFAULT)) column->As<schema::Column>().default_value.reset();
  for (int i = 0; i < list_length(definition.constraints); ++i) {
    const auto& node = As<Constraint>(*NodeAt(definition.constraints, i));  // a name of its own comes before the parent's
    if (node.contype == CONSTR_NOTNULL && node.conname != nullptr) context.workspace().Change(*column, [](Object& object) { object.As<schema::Column>().not_null.reset(); });
  }
  if (stated(CONSTR_GENERATED)) column->As<schema::Column>().generated.reset();
  return AddColumnConstraints(context, *column, definition, lists);
}

absl::Status FillTable(Context& context, const ObjectKey& key, const CreateStmt& statement, const Origins& origins, std::vector<Element> elements) {
  for (const ObjectKey& parent : origins.parents) InheritColumns(context, parent, key);
  ConstraintLists lists;
  std::vector<Object*> serials;
  for (Element& element : elements) {
    if (element.merged != nullptr) {
      RETURN_IF_ERROR(MergeColumn(context, key.Child(Kind::kColumn, element.merged->colname), *element.merged, !origins.body.inherits.empty(), lists));
      continue;
    }
    if (element.like == nullptr) {
      bool serial = element.column.serial;
      ASSIGN_OR_RETURN(Object * column, AddDraft(context, std::move(element.column), lists));
      if (serial || column->As<schema::Column>().identity.has_value()) serials.push_back(column);
      continue;
    }
    for (Object& copied : element.copied) context.workspace().Add(std::move(copied));
  }
  for (int i = 0; i < list_length(statement.tableElts); ++i) {
    if (const auto* node = AsOrNull<Constraint>(NodeAt(statement.tableElts, i), T_Constraint)) ListConstraint({node, ""}, lists);
  }
  if (statement.partspec != nullptr) {
    absl::StatusOr<schema::PartitionKey> partition_by = ReadPartitionKey(context, key, *statement.partspec);
    if (!partition_by.ok()) return ErrorAt(context.span(), "E0107", partition_by.status().message());  // the table is there: nothing to wait for
    context.builder().Find(key)->As<schema::Table>().partition_by = *std::move(partition_by);
  }
  // NOT NULL of serial and identity is named with the others, behind the checks (AddRelationNotNullConstraints, heap.c).
  std::vector<ConstraintUse> foreign_keys = std::exchange(lists.foreign_keys, {});
  std::vector<ConstraintUse> keys = std::exchange(lists.keys, {});
  RETURN_IF_ERROR(AddConstraints(context, key, lists, TableState::kNew));
  for (Object* column : serials) ImplyNotNull(context, *column);
  for (const Element& element : elements) {
    if (element.like != nullptr) RETURN_IF_ERROR(CopyChecks(context, key, element.source, *element.like));
  }
  RETURN_IF_ERROR(AddKeys(context, key, std::move(keys), TableState::kNew));
  for (const Element& element : elements) {
    if (element.like != nullptr) RETURN_IF_ERROR(CopyIndexes(context, key, element.source, *element.like));
  }
  for (const ObjectKey& parent : origins.parents) Inherit(context, parent, key, Joining::kYes);
  ConstraintLists last;
  last.foreign_keys = std::move(foreign_keys);
  return AddConstraints(context, key, last, TableState::kNew);
}

absl::Status Create(Context& context, const CreateStmt& statement, const CreateForeignTableStmt* foreign) {
  const RangeVar& name = *statement.relation;
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
  ObjectKey key = schema::MakeKey(Kind::kTable, {schema, name.relname});
  RETURN_IF_ERROR(MergeConstraintAttributes(context, statement.tableElts));
  ASSIGN_OR_RETURN(Origins origins, ReadOrigins(context, statement));
  ASSIGN_OR_RETURN(std::vector<Element> elements, DraftElements(context, key, statement, origins));
  if (LikesUnmodelled(context, statement)) return CreateUnmodelledTable(context, statement, "table", schema);
  RETURN_IF_ERROR(CheckColumnNames(elements));
  schema::Table table = ReadTable(context, statement, origins);
  if (foreign != nullptr) {
    table.access_method = "heap";
    table.tablespace.reset();
    table.foreign_table = schema::ForeignTable{foreign->servername, {}};
    ChangeGenericOptions(foreign->options, table.foreign_table->options);
  }
  context.workspace().Add(key, std::move(table), context.span());
  return FillTable(context, key, statement, origins, std::move(elements));
}

}  // namespace

absl::Status CreateForeignTable(Context& context, const CreateForeignTableStmt& statement) { return Create(context, statement.base, &statement); }

absl::Status CreateTable(Context& context, const CreateStmt& statement) {
  const RangeVar& name = *statement.relation;
  if (IsTemporary(name)) {
    context.workspace().TakeRelationName(kTemporarySchema, name.relname, schema::MakeKey(Kind::kUnmodelled, {kTemporarySchema, absl::StrCat("table ", name.relname)}));
    context.workspace().CountSkipped("CREATE TEMPORARY TABLE", context.span());
    return absl::OkStatus();
  }
  return Create(context, statement, nullptr);
}

}  // namespace compiler
