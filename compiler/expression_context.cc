#include "compiler/expression_context.h"

#include "absl/strings/str_cat.h"

namespace compiler {
namespace {

using schema::Kind;
using schema::Object;
using schema::TypeRef;

void AddIndexExpressions(std::vector<schema::IndexPart>& parts, std::optional<schema::Expr>& predicate, std::vector<ObjectExpression>& out) {
  for (schema::IndexPart& part : parts) {
    if (part.expression.has_value()) out.push_back({&*part.expression, ExpressionUse::kIndexKey, {}, {}, true, {}});
  }
  if (predicate.has_value()) out.push_back({&*predicate, ExpressionUse::kPredicate, {}, {}, true, {}});
}

// The type of VALUE in a domain's check. The domain itself may be gone in a broken script.
std::optional<TypeRef> TypeBelow(const schema::DatabaseBuilder& builder, const schema::ObjectKey& constraint) {
  const Object* domain = builder.Find(constraint.Parent(Kind::kDomain));
  if (domain == nullptr) return std::nullopt;
  return domain->As<schema::Domain>().type;
}

}  // namespace

RelationInScope ScopeOf(const schema::DatabaseBuilder& builder, const schema::ObjectKey& table) {
  RelationInScope scope{table, {}};
  builder.ForEachWithPrefix(absl::StrCat(table.path, absl::string_view("\0", 1)), [&](const Object& object) {
    if (object.key.kind != Kind::kColumn) return;
    const auto& column = object.As<schema::Column>();
    scope.columns.push_back({object.key.name(), column.type, column.collation});
  });
  return scope;
}

std::optional<schema::ObjectKey> RelationOf(const Object& object) {
  switch (object.key.kind) {
    case Kind::kColumn:
    case Kind::kCheck:
    case Kind::kExclusion:
    case Kind::kIndex: return object.key.Parent(Kind::kTable);
    case Kind::kStatistics: return object.As<schema::Statistics>().table;
    default: return std::nullopt;
  }
}

std::vector<ObjectExpression> ExpressionsOf(const schema::DatabaseBuilder& builder, Object& object) {
  std::vector<ObjectExpression> out;
  switch (object.key.kind) {
    case Kind::kColumn: {
      auto& column = object.As<schema::Column>();
      if (column.default_value.has_value()) out.push_back({&*column.default_value, ExpressionUse::kDefault, column.type, {}, false, {}});
      if (column.generated.has_value()) out.push_back({&column.generated->value, ExpressionUse::kGenerated, column.type, {}, true, {}});
      break;
    }
    case Kind::kDomain: {
      auto& domain = object.As<schema::Domain>();
      if (domain.default_value.has_value()) out.push_back({&*domain.default_value, ExpressionUse::kDefault, domain.type, {}, false, {}});
      break;
    }
    case Kind::kCheck: out.push_back({&object.As<schema::Check>().expression, ExpressionUse::kCheck, {}, {}, true, {}}); break;
    case Kind::kDomainConstraint:
      out.push_back({&object.As<schema::DomainConstraint>().expression, ExpressionUse::kDomainCheck, {}, TypeBelow(builder, object.key), false, {}});
      break;
    case Kind::kIndex: AddIndexExpressions(object.As<schema::Index>().parts, object.As<schema::Index>().predicate, out); break;
    case Kind::kStatistics:
      for (schema::Expr& expression : object.As<schema::Statistics>().expressions) out.push_back({&expression, ExpressionUse::kIndexKey, {}, {}, true, {}});
      break;
    case Kind::kPublication:
      for (schema::PublishedTable& table : object.As<schema::Publication>().tables) {
        if (table.where.has_value()) out.push_back({&*table.where, ExpressionUse::kPredicate, {}, {}, true, table.table});
      }
      break;
    case Kind::kExclusion: AddIndexExpressions(object.As<schema::Exclusion>().parts, object.As<schema::Exclusion>().predicate, out); break;
    default: break;
  }
  return out;
}

}  // namespace compiler
