#include "compiler/expression_context.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "schema/routine_key.h"
#include "schema/inheritance.h"

namespace compiler {
namespace {

using schema::Kind;
using schema::Object;
using schema::TypeRef;

void AddIndexExpressions(std::vector<schema::IndexPart>& parts, std::optional<schema::Expr>& predicate, std::vector<ObjectExpression>& out) {
  for (schema::IndexPart& part : parts) {
    if (part.expression.has_value()) out.push_back({&*part.expression, ExpressionUse::kIndexKey, {}, {}, true, nullptr, {}});
  }
  if (predicate.has_value()) out.push_back({&*predicate, ExpressionUse::kPredicate, {}, {}, true, nullptr, {}});
}

template <typename Routine>
void AddRoutine(const schema::ObjectKey& key, Routine& routine, std::vector<ObjectExpression>& out) {
  for (schema::Argument& argument : routine.arguments) {
    if (argument.default_value.has_value()) out.push_back({&*argument.default_value, ExpressionUse::kDefault, argument.type, {}, false, nullptr, {}});
  }
  if (!routine.sql_body.has_value()) return;
  out.push_back({&*routine.sql_body, ExpressionUse::kFunctionBody, {}, {}, false, nullptr, {}, &routine.arguments, schema::SplitRoutineName(key.name()).name});
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
  for (Kind kind : {Kind::kView, Kind::kMaterializedView}) {
    const Object* view = builder.Find({table.path, kind});
    if (view == nullptr) continue;
    scope.key.kind = kind;
    for (const schema::ViewColumn& column : kind == Kind::kView ? view->As<schema::View>().columns : view->As<schema::MaterializedView>().columns) {
      scope.columns.push_back({column.name, column.type, std::nullopt});
    }
    return scope;
  }
  for (const Object* object : schema::ColumnsWithInherited(builder, table)) {
    const auto& column = object->As<schema::Column>();
    scope.columns.push_back({object->key.name(), column.type, column.collation});
  }
  return scope;
}

std::optional<schema::ObjectKey> RelationOf(const Object& object) {
  switch (object.key.kind) {
    case Kind::kTable: return object.As<schema::Table>().partition_by.has_value() ? std::optional(object.key) : std::nullopt;
    case Kind::kColumn:
    case Kind::kCheck:
    case Kind::kExclusion:
    case Kind::kTrigger:
    case Kind::kPolicy:
    case Kind::kRule:
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
      if (column.default_value.has_value()) out.push_back({&*column.default_value, ExpressionUse::kDefault, column.type, {}, false, nullptr, {}});
      if (column.generated.has_value()) out.push_back({&column.generated->value, ExpressionUse::kGenerated, column.type, {}, true, nullptr, {}});
      break;
    }
    case Kind::kTable: {
      std::optional<schema::Expr> no_predicate;
      if (auto& key = object.As<schema::Table>().partition_by; key.has_value()) AddIndexExpressions(key->parts, no_predicate, out);
      break;
    }
    case Kind::kDomain: {
      auto& domain = object.As<schema::Domain>();
      if (domain.default_value.has_value()) out.push_back({&*domain.default_value, ExpressionUse::kDefault, domain.type, {}, false, nullptr, {}});
      break;
    }
    case Kind::kView:
      out.push_back({&object.As<schema::View>().query, ExpressionUse::kQuery, {}, {}, false, nullptr, {}});
      for (schema::ViewColumn& column : object.As<schema::View>().columns) {
        bool typed = column.default_value.has_value() && !column.type.empty();
        if (typed) out.push_back({&*column.default_value, ExpressionUse::kDefault, column.type, {}, false, nullptr, {}});
      }
      break;
    case Kind::kMaterializedView: out.push_back({&object.As<schema::MaterializedView>().query, ExpressionUse::kQuery, {}, {}, false, nullptr, {}}); break;
    case Kind::kCheck: out.push_back({&object.As<schema::Check>().expression, ExpressionUse::kCheck, {}, {}, true, nullptr, {}}); break;
    case Kind::kDomainConstraint:
      out.push_back({&object.As<schema::DomainConstraint>().expression, ExpressionUse::kDomainCheck, {}, TypeBelow(builder, object.key), false, nullptr, {}});
      break;
    case Kind::kIndex: AddIndexExpressions(object.As<schema::Index>().parts, object.As<schema::Index>().predicate, out); break;
    case Kind::kStatistics:
      for (schema::Expr& expression : object.As<schema::Statistics>().expressions) out.push_back({&expression, ExpressionUse::kIndexKey, {}, {}, true, nullptr, {}});
      break;
    case Kind::kPublication:
      for (schema::PublishedTable& table : object.As<schema::Publication>().tables) {
        if (table.where.has_value()) out.push_back({&*table.where, ExpressionUse::kPredicate, {}, {}, true, nullptr, table.table});
      }
      break;
    case Kind::kExclusion: AddIndexExpressions(object.As<schema::Exclusion>().parts, object.As<schema::Exclusion>().predicate, out); break;
    case Kind::kFunction: AddRoutine(object.key, object.As<schema::Function>(), out); break;
    case Kind::kProcedure: AddRoutine(object.key, object.As<schema::Procedure>(), out); break;
    case Kind::kTrigger:
      if (auto& when = object.As<schema::Trigger>().when; when.has_value()) out.push_back({&*when, ExpressionUse::kTriggerWhen, {}, {}, true, nullptr, {}});
      break;
    case Kind::kRule: out.push_back({&object.As<schema::Rule>().definition, ExpressionUse::kRule, {}, {}, true, nullptr, {}}); break;
    case Kind::kPolicy: {
      auto& policy = object.As<schema::Policy>();
      if (policy.using_expression.has_value()) out.push_back({&*policy.using_expression, ExpressionUse::kPolicy, {}, {}, true, nullptr, {}});
      if (policy.with_check.has_value()) out.push_back({&*policy.with_check, ExpressionUse::kPolicy, {}, {}, true, nullptr, {}});
      break;
    }
    default: break;
  }
  return out;
}

std::vector<ObjectExpression> BoundExpressionsOf(const schema::DatabaseBuilder& builder, Object& table) {
  std::vector<ObjectExpression> out;
  auto& of = table.As<schema::Table>().partition_of;
  if (!of.has_value()) return out;
  const Object* parent = builder.Find(of->parent);
  if (parent == nullptr || !parent->As<schema::Table>().partition_by.has_value()) return out;
  const std::vector<schema::IndexPart>& parts = parent->As<schema::Table>().partition_by->parts;
  RelationInScope scope = ScopeOf(builder, of->parent);
  auto type_of = [&](size_t i) -> std::optional<TypeRef> {
    if (i >= parts.size()) return std::nullopt;
    if (parts[i].expression.has_value()) return parts[i].expression->tree == nullptr ? std::nullopt : std::optional(parts[i].expression->tree->type);
    for (const ColumnInScope& column : scope.columns) {
      if (column.name == *parts[i].column) return column.type;
    }
    return std::nullopt;
  };
  auto add = [&](schema::Expr& value, size_t i) { out.push_back({&value, ExpressionUse::kDefault, type_of(i), {}, false, nullptr, {}}); };
  for (schema::Expr& value : of->in) add(value, 0);
  for (auto* bound : {&of->from, &of->to}) {
    for (size_t i = 0; i < bound->size(); ++i) {
      if ((*bound)[i].value.has_value()) add(*(*bound)[i].value, i);
    }
  }
  return out;
}

void SettleBound(Object& table) {
  auto& of = table.As<schema::Table>().partition_of;
  if (!of.has_value()) return;
  auto text = [](const schema::Expr& value) -> const std::string& { return value.tree != nullptr && value.tree->op == schema::Op::kConst ? value.tree->text : value.sql; };
  std::sort(of->in.begin(), of->in.end(), [&](const schema::Expr& a, const schema::Expr& b) { return text(a) != text(b) ? text(a) < text(b) : a.fingerprint < b.fingerprint; });
}

}  // namespace compiler
