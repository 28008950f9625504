#include "compiler/kinds/index.h"

#include "compiler/default_names.h"
#include "compiler/kinds/constraint.h"
#include "compiler/kinds/index_part.h"
#include "compiler/kinds/inherit.h"
#include "compiler/kinds/key_constraint.h"
#include "compiler/kinds/options.h"

namespace compiler {
namespace {

using schema::Kind;
using schema::ObjectKey;

std::string DefaultName(Context& context, const ObjectKey& table, const IndexStmt& statement) {
  List* all = nullptr;
  for (const List* list : {statement.indexParams, statement.indexIncludingParams}) {
    for (int i = 0; i < list_length(list); ++i) all = lappend(all, list_nth(list, i));
  }
  return ChooseRelationName(context.workspace(), table.schema_name(), table.name(), JoinColumnNames(IndexColumnNames(all)), "idx", AlsoConstraint::kNo);
}

// The index of a relation that is not modelled is part of it; its name is taken nevertheless.
absl::Status TakePart(Context& context, const IndexStmt& statement) {
  ASSIGN_OR_RETURN(ObjectKey relation, FindRelation(context, *statement.relation));
  if (context.builder().Find(relation) == nullptr) return absl::OkStatus();  // temporary, or a system's
  ObjectKey named = schema::MakeKey(Kind::kTable, {relation.schema_name(), statement.relation->relname});
  context.workspace().TakePartName(relation, statement.idxname != nullptr ? statement.idxname : DefaultName(context, named, statement));
  return absl::OkStatus();
}

// A table or materialized view; nullopt for what is not modelled.
absl::StatusOr<std::optional<ObjectKey>> FindIndexed(Context& context, const RangeVar& name) {
  ASSIGN_OR_RETURN(ObjectKey key, FindRelation(context, name));
  if (key.kind == Kind::kMaterializedView) return key;
  return FindTable(context, name);
}

}  // namespace

absl::Status CreateIndex(Context& context, const IndexStmt& statement) {
  ASSIGN_OR_RETURN(std::optional<ObjectKey> table, FindIndexed(context, *statement.relation));
  if (!table.has_value()) return TakePart(context, statement);
  if (statement.nulls_not_distinct) RETURN_IF_ERROR(RequireVersion(context, 15, context.span(), "NULLS NOT DISTINCT"));
  if (statement.idxname != nullptr) {
    MakeWay(context, table->schema_name(), statement.idxname);
    bool taken = context.workspace().FindRelation(table->schema_name(), statement.idxname) != nullptr;
    if (taken && statement.if_not_exists) return absl::OkStatus();
    RETURN_IF_ERROR(CheckRelationName(context, table->schema_name(), statement.idxname, context.span()));
  }
  schema::Index index;
  index.unique = statement.unique;
  index.nulls_not_distinct = statement.nulls_not_distinct;
  index.method = statement.accessMethod == nullptr ? "btree" : statement.accessMethod;
  if (index.method == "rtree") index.method = "gist";  // as DefineIndex still does
  ASSIGN_OR_RETURN(index.parts, ReadIndexParts(context, *table, statement.indexParams, context.span()));
  for (int i = 0; i < list_length(statement.indexIncludingParams); ++i) {
    const auto& element = As<IndexElem>(*NodeAt(statement.indexIncludingParams, i));
    if (element.name == nullptr) return schema::ErrorAt(context.span(), "E0114", "expressions are not supported in included columns");
    if (table->kind == Kind::kTable) RETURN_IF_ERROR(FindColumn(context, *table, element.name, context.span()).status());
    index.include.emplace_back(element.name);
  }
  if (statement.whereClause != nullptr) {
    ASSIGN_OR_RETURN(index.predicate, context.Pend(statement.whereClause, ExpressionUse::kPredicate));
  }
  SetOptions(statement.options, index.options);
  index.tablespace = TablespaceOf(context, statement.tableSpace);
  std::string name = statement.idxname != nullptr ? statement.idxname : DefaultName(context, *table, statement);
  ObjectKey key = table->Child(Kind::kIndex, name);
  context.workspace().Add(key, std::move(index), context.span());
  if (table->kind != Kind::kTable) return absl::OkStatus();  // of a materialized view
  InheritFromParents(context, *table);
  if (statement.relation->inh) InheritBelow(context, *table);
  else if (context.builder().Find(*table)->As<schema::Table>().partition_by.has_value()) context.workspace().inherited().MarkOnly(key);
  return absl::OkStatus();
}

}  // namespace compiler
