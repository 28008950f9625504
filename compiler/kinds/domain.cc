#include "compiler/kinds/domain.h"

#include "compiler/default_names.h"
#include "compiler/kinds/column.h"
#include "compiler/kinds/constraint.h"
#include "compiler/kinds/drop.h"
#include "compiler/kinds/type_common.h"

namespace compiler {
namespace {

using schema::Domain;
using schema::DomainConstraint;
using schema::ErrorAt;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;

absl::Status AddCheck(Context& context, const ObjectKey& domain, const Constraint& node) {
  schema::SourceSpan span = SpanOf(context, node);
  DomainConstraint check;
  ASSIGN_OR_RETURN(check.expression, context.Pend(node.raw_expr, ExpressionUse::kDomainCheck));
  check.valid = !node.skip_validation;
  std::string name = node.conname != nullptr ? node.conname : ChooseConstraintName(context.workspace(), domain.schema_name(), domain.name(), "", "check");
  RETURN_IF_ERROR(CheckConstraintName(context, domain, name, span));
  context.workspace().Add(domain.Child(Kind::kDomainConstraint, name), check, span);
  return absl::OkStatus();
}

absl::StatusOr<FoundConstraint> FindDomainConstraint(Context& context, const AlterDomainStmt& statement, const ObjectKey& domain) {
  return RequireConstraint(context, domain, statement.name, context.span());
}

absl::Status AddConstraint(Context& context, const ObjectKey& key, const Constraint& node) {
  switch (node.contype) {
    case CONSTR_CHECK: return AddCheck(context, key, node);
    case CONSTR_NOTNULL: context.builder().Find(key)->As<Domain>().not_null = true; return absl::OkStatus();
    default: return ErrorAt(SpanOf(context, node), "E0114", "this kind of constraint is not possible for domains");
  }
}

absl::Status DropConstraint(Context& context, const AlterDomainStmt& statement, const ObjectKey& key) {
  ObjectKey constraint = key.Child(Kind::kDomainConstraint, statement.name);
  return DropChild(context, constraint, statement.missing_ok ? IfMissing::kSkip : IfMissing::kFail, "E0108");
}

}  // namespace

absl::Status CreateDomain(Context& context, const CreateDomainStmt& statement) {
  ASSIGN_OR_RETURN(NewName name, CreationName(context, statement.domainname));
  ASSIGN_OR_RETURN(ObjectKey key, NewTypeKey(context, Kind::kDomain, name));
  Domain domain;
  ASSIGN_OR_RETURN(domain.type, ResolveType(context, *statement.typeName));
  ASSIGN_OR_RETURN(domain.collation, ReadCollation(context, statement.collClause, domain.type));
  std::vector<const Constraint*> checks;
  for (int i = 0; i < list_length(statement.constraints); ++i) {
    const auto& node = As<Constraint>(*NodeAt(statement.constraints, i));
    switch (node.contype) {
      case CONSTR_DEFAULT: {
        ASSIGN_OR_RETURN(domain.default_value, context.Pend(node.raw_expr, ExpressionUse::kDefault));
        break;
      }
      case CONSTR_NOTNULL: domain.not_null = true; break;
      case CONSTR_NULL: domain.not_null = false; break;
      case CONSTR_CHECK: checks.push_back(&node); break;
      default: return ErrorAt(SpanOf(context, node), "E0114", "this kind of constraint is not possible for domains");
    }
  }
  context.workspace().Add({key, NewTypeCommon(), std::move(domain), context.span(), nullptr, 0});
  for (const Constraint* check : checks) RETURN_IF_ERROR(AddCheck(context, key, *check));
  return absl::OkStatus();
}

absl::Status AlterDomain(Context& context, const AlterDomainStmt& statement) {
  constexpr Kind kKinds[] = {Kind::kDomain};
  ASSIGN_OR_RETURN(ObjectKey key, FindType(context, statement.typeName, kKinds));
  auto& domain = context.builder().Find(key)->As<Domain>();
  switch (statement.subtype) {
    case 'T':  // SET DEFAULT, DROP DEFAULT
      domain.default_value.reset();
      if (statement.def != nullptr) {
        ASSIGN_OR_RETURN(domain.default_value, context.Pend(statement.def, ExpressionUse::kDefault));
      }
      return absl::OkStatus();
    case 'N': domain.not_null = false; return absl::OkStatus();
    case 'O': domain.not_null = true; return absl::OkStatus();
    case 'C': return AddConstraint(context, key, As<Constraint>(*statement.def));
    case 'X': return DropConstraint(context, statement, key);
    case 'V': {
      ASSIGN_OR_RETURN(FoundConstraint found, FindDomainConstraint(context, statement, key));
      found.object->As<DomainConstraint>().valid = true;
      return absl::OkStatus();
    }
    default: return ErrorAt(context.span(), "W0301", "this form of ALTER DOMAIN is not supported yet");
  }
}

}  // namespace compiler
