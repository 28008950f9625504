#include "compiler/kinds/check.h"

#include "compiler/default_names.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::Kind;
using schema::ObjectKey;

// The column stands in the name when the expression uses exactly one (AddRelationNewConstraints, heap.c).
std::string DefaultName(Context& context, const ObjectKey& table, ::Node* raw) {
  std::vector<std::string> columns = ColumnNames(raw);
  bool one = columns.size() == 1 && context.builder().Find(table.Child(Kind::kColumn, columns[0])) != nullptr;
  return ChooseConstraintName(context.workspace(), table.schema_name(), table.name(), one ? columns[0] : "", "check");
}

}  // namespace

absl::Status AddCheck(Context& context, const ObjectKey& table, const ConstraintUse& use, TableState state) {
  const Constraint& node = *use.node;
  schema::SourceSpan span = SpanOf(context, node);
  if (!node.is_enforced) RETURN_IF_ERROR(RequireVersion(context, 18, span, "NOT ENFORCED"));
  schema::Check check;
  ASSIGN_OR_RETURN(check.expression, context.Pend(node.raw_expr, ExpressionUse::kCheck));
  check.no_inherit = node.is_no_inherit;
  check.enforced = node.is_enforced;
  check.valid = check.enforced && (state == TableState::kNew || !node.skip_validation);
  std::string name = node.conname != nullptr ? node.conname : DefaultName(context, table, node.raw_expr);
  RETURN_IF_ERROR(CheckConstraintName(context, table, name, span));
  context.workspace().Add(table.Child(Kind::kCheck, name), std::move(check), span);
  return absl::OkStatus();
}

}  // namespace compiler
