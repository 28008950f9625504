#include "compiler/kinds/index_part.h"

#include "compiler/kinds/options.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::IndexPart;
using schema::Kind;

// A column in parentheses, perhaps with COLLATE, is a plain column to PostgreSQL (ComputeIndexAttrs, indexcmds.c).
const ColumnRef* PlainColumn(const ::Node* node, const List** collation) {
  while (const auto* collate = AsOrNull<CollateClause>(node, T_CollateClause)) {
    if (*collation == nullptr) *collation = collate->collname;
    node = collate->arg;
  }
  const auto* ref = AsOrNull<ColumnRef>(node, T_ColumnRef);
  return ref != nullptr && list_length(ref->fields) == 1 && IsA(linitial(ref->fields), String) ? ref : nullptr;
}

absl::StatusOr<IndexPart> ReadPart(Context& context, const schema::ObjectKey& table, const IndexElem& element, const schema::SourceSpan& span) {
  IndexPart part;
  const List* collation = element.collation;
  const List* inner_collation = nullptr;
  const ColumnRef* plain = element.name == nullptr ? PlainColumn(element.expr, &inner_collation) : nullptr;
  if (element.name != nullptr || plain != nullptr) {
    part.column = element.name != nullptr ? std::string(element.name) : std::string(LastString(plain->fields));
    if (table.kind == Kind::kTable) RETURN_IF_ERROR(FindColumn(context, table, *part.column, plain == nullptr ? span : context.At(plain->location, *part.column)).status());
    if (collation == nullptr) collation = inner_collation;
  } else {
    for (const std::string& column : ColumnNames(element.expr)) {  // a column that another statement adds is worth waiting for
      if (context.IsLastTry() || table.kind != Kind::kTable) break;  // the columns of a materialized view are not known yet
      RETURN_IF_ERROR(FindColumn(context, table, column, span).status());
    }
    ASSIGN_OR_RETURN(part.expression, context.Pend(element.expr, ExpressionUse::kIndexKey));
  }
  if (collation != nullptr) {
    ASSIGN_OR_RETURN(part.collation, ResolveCollation(context, collation, -1));
    if (!part.collation.has_value()) part.collation = schema::CollationName{"pg_catalog", "default"};
  }
  if (element.opclass != nullptr) {
    std::vector<std::string> name = Strings(element.opclass);
    part.opclass = schema::QualifiedName{name.size() > 1 ? name[name.size() - 2] : "", name.back()};
  }
  SetOptions(element.opclassopts, part.opclass_options);
  part.descending = element.ordering == SORTBY_DESC;
  part.nulls_first = element.nulls_ordering == SORTBY_NULLS_DEFAULT ? part.descending : element.nulls_ordering == SORTBY_NULLS_FIRST;
  return part;
}

}  // namespace

absl::StatusOr<std::vector<IndexPart>> ReadIndexParts(Context& context, const schema::ObjectKey& table, const List* elements, const schema::SourceSpan& span) {
  std::vector<IndexPart> parts;
  parts.reserve(list_length(elements));
  for (int i = 0; i < list_length(elements); ++i) {
    ASSIGN_OR_RETURN(IndexPart part, ReadPart(context, table, As<IndexElem>(*NodeAt(elements, i)), span));
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace compiler
