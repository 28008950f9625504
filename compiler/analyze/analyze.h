// Parse analysis of one expression: raw parse tree in, resolved tree (schema::Node) out. Follows PostgreSQL's parse_expr.c and what it calls.
//
//   CHECK (total > 0)  with total numeric   ->   (operator pg_catalog.>(numeric,numeric) (column total) (cast numeric(int4) (const 0)))
//
// Trees are canonical: what the author writes and what pg_get_expr prints for it afterwards give equal trees.
// Works on raw nodes of libpg_query inside the caller's memory context; the result holds no pointer into it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "compiler/catalog.h"
#include "schema/expr.h"
#include "schema/kinds/routine.h"
#include "schema/support/source.h"

struct Node;  // of libpg_query (nodes.h)

namespace compiler {

// A column that the expression can name.
struct ColumnInScope {
  absl::string_view name;
  schema::TypeRef type;
  std::optional<schema::CollationName> collation;  // absent: the type's own
};

// What an unqualified or table-qualified column reference can mean.
struct RelationInScope {
  schema::ObjectKey key;  // of the table; "orders.total" and "public.orders.total" are accepted for public.orders
  std::vector<ColumnInScope> columns;
};

// What the expression is used as, which decides its final coercion and what may stand in it.
enum class ExpressionUse {
  kCheck,          // boolean
  kDefault,        // assignment cast to `target`; no columns
  kGenerated,      // assignment cast to `target`
  kIndexKey,       // any type
  kPredicate,      // boolean: index and exclusion WHERE
  kDomainCheck,    // boolean; VALUE is of type `value_type`
  kUsing,          // assignment cast to `target`: ALTER TYPE … USING, backfill
  kTriggerWhen,    // boolean; the columns are those of NEW and OLD
  kPolicy,         // boolean: USING and WITH CHECK
  kFunctionBody,   // BEGIN ATOMIC … END or RETURN …: not one expression
  kQuery,          // a SELECT or VALUES statement: a view's query
  kRule,           // what a rule does, as RawRule makes it; the columns are those of NEW and OLD
};

// An output column of a query.
struct QueryColumn {
  std::string name;
  schema::TypeRef type;
};

// A column of a table got another name, after so many expressions of the script had been read: those speak of it by the old one.
struct ColumnRename {
  schema::ObjectKey table;
  std::string before, after;
  size_t age = 0;
};

struct ExpressionContext {
  ExpressionUse use = ExpressionUse::kCheck;
  const CatalogView* catalog = nullptr;            // types, functions, operators, casts by name; holds the search path
  const RelationInScope* relation = nullptr;       // null: no columns
  std::optional<schema::TypeRef> target;           // with typmod
  std::optional<schema::TypeRef> value_type;       // of VALUE in a domain check: the domain's base type
  std::vector<QueryColumn>* query_columns = nullptr;  // of kQuery: where its output columns go; null: nobody asks
  // Of kFunctionBody: what its arguments are called, by themselves or behind the routine's name.
  const std::vector<schema::Argument>* arguments = nullptr;
  absl::string_view routine;
  // Where byte 0 of the parsed text stands in the sources: node locations are added to it. Unknown for catalog text.
  schema::SourceSpan base;
  // Of columns, since the expression was read, in their order.
  absl::Span<const ColumnRename> renames = {};
};

// The resolved tree. Fails with a user error (ErrorAt) for what PostgreSQL would refuse, and with absl::StatusCode::kUnimplemented, with a reason,
// for what the analyzer cannot resolve (the caller then makes an opaque node and a warning). REQUIRES: the catalog view outlives the call.
absl::StatusOr<schema::NodePtr> AnalyzeExpression(const ::Node* raw, const ExpressionContext& context);

// The type of the resolved expression's value, for index keys.
schema::TypeRef ResultType(const schema::Node& tree);

// The SQL text of a raw expression with every name that is not in pg_catalog qualified, so that it means the same under any search path.
// Keeps the author's words otherwise (IN lists, BETWEEN). May change the raw tree.
std::string PrintExpression(::Node* raw, const ExpressionContext& context);

// The tree of an expression that could not be resolved: its tokens, normalised.
schema::NodePtr OpaqueExpression(absl::string_view sql);

}  // namespace compiler
