// What an expression stands in: which columns it sees and what it is used as. Shared by the compiler of source text and by Resolve (catalog text).
//
//   RelationInScope scope = ScopeOf(builder, table);                       // once per table
//   for (ObjectExpression& e : ExpressionsOf(builder, object)) { … AnalyzeExpression(raw, e.In(catalog, &scope, base)) … }
//   SettleObject(catalog, &scope, object);                                 // once all its trees are there
#pragma once

#include <optional>
#include <vector>

#include "compiler/analyze/analyze.h"
#include "compiler/catalog.h"
#include "schema/database.h"

namespace compiler {

// The columns of a table, as they are now. Names are views into the builder's objects: good until columns are added, moved or removed.
RelationInScope ScopeOf(const schema::DatabaseBuilder& builder, const schema::ObjectKey& table);

// The table whose columns the object's expressions see; nullopt when they see none (defaults and checks of domains).
std::optional<schema::ObjectKey> RelationOf(const schema::Object& object);

struct ObjectExpression {
  schema::Expr* expr = nullptr;
  ExpressionUse use = ExpressionUse::kCheck;
  std::optional<schema::TypeRef> target;      // see ExpressionContext
  std::optional<schema::TypeRef> value_type;
  bool sees_columns = false;
  std::vector<QueryColumn>* query_columns = nullptr;
  schema::ObjectKey relation = {};  // whose columns, where RelationOf(object) does not say
  const std::vector<schema::Argument>* arguments = nullptr;  // of a routine's body
  absl::string_view routine = {};

  ExpressionContext In(const CatalogView& catalog, const RelationInScope* relation, const schema::SourceSpan& base) const {
    return {use, &catalog, sees_columns ? relation : nullptr, target, value_type, query_columns, arguments, routine, base};
  }
};

// Every expression of the object, with or without a tree. Pointers into the object.
std::vector<ObjectExpression> ExpressionsOf(const schema::DatabaseBuilder& builder, schema::Object& object);

// The values of a partition's bound, of the types of the parent's key. To be analysed when every partition key is.
std::vector<ObjectExpression> BoundExpressionsOf(const schema::DatabaseBuilder& builder, schema::Object& table);
// The values of a list in one order, once all have their trees.
void SettleBound(schema::Object& table);

// Brings what depends on resolved trees into its one form, on either side: a default that is just NULL is none (AddRelationNewConstraints, heap.c;
// DefineDomain, typecmds.c); an index key's operator class or collation that its type or expression has anyway is absent, another one names its
// schema; an index expression that is just a column is that column (ComputeIndexAttrs, indexcmds.c). Does nothing twice.
void SettleObject(const CatalogView& catalog, const RelationInScope* relation, schema::Object& object);

// The default operator class of a type for an index method (GetDefaultOpClass, indexcmds.c); nullopt when it has none or the type is not known.
std::optional<schema::QualifiedName> DefaultOperatorClass(const CatalogView& catalog, absl::string_view method, const schema::TypeRef& type);

// The collation that values of the expression have (assign_expr_collations, parse_collate.c); nullopt when its type has none.
std::optional<schema::CollationName> ResultCollation(const CatalogView& catalog, const RelationInScope* relation, const schema::Node& tree);

}  // namespace compiler
