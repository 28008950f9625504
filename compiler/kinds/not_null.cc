#include "compiler/kinds/not_null.h"

#include <algorithm>

#include "compiler/default_names.h"
#include "compiler/kinds/key_constraint.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::Object;
using schema::ObjectKey;

std::string DefaultName(Context& context, const Object& column) {
  absl::string_view path = column.key.path, name = column.key.name();
  absl::string_view table = path.substr(0, path.size() - name.size() - 1);
  return ChooseConstraintName(context.workspace(), column.key.schema_name(), table.substr(table.rfind('\0') + 1), name, "not_null");
}

}  // namespace

void ImplyNotNull(Context& context, Object& column) {
  if (column.As<schema::Column>().not_null.has_value()) return;
  schema::NotNull not_null;
  if (context.IsAtLeast(18)) not_null.name = DefaultName(context, column);
  context.workspace().SetNotNull(column, std::move(not_null));
}

absl::Status AddNotNull(Context& context, const ObjectKey& table, const ConstraintUse& use) {
  const Constraint& node = *use.node;
  Object* column = use.object;
  if (column == nullptr) {
    absl::string_view column_name = use.column.empty() && list_length(node.keys) > 0 ? LastString(node.keys) : absl::string_view(use.column);
    ASSIGN_OR_RETURN(column, FindColumn(context, table, column_name, SpanOf(context, node)));
  }
  if (!context.IsAtLeast(18)) {
    if (use.column.empty() && node.conname != nullptr) RETURN_IF_ERROR(RequireVersion(context, 18, SpanOf(context, node), "a named NOT NULL constraint of a table"));
    if (!column->As<schema::Column>().not_null.has_value()) context.workspace().SetNotNull(*column, {});
    return absl::OkStatus();
  }
  const auto& existing = column->As<schema::Column>().not_null;
  if (existing.has_value()) {
    if (node.conname == nullptr || *existing->name == node.conname) return absl::OkStatus();
    return ErrorAt(SpanOf(context, node), "E0115", "column \"", column->key.name(), "\" has the NOT NULL constraint \"", *existing->name, "\" already, and cannot have another one");
  }
  schema::NotNull not_null;
  not_null.name = node.conname != nullptr ? std::string(node.conname) : DefaultName(context, *column);
  not_null.no_inherit = node.is_no_inherit;
  not_null.valid = !node.skip_validation;
  if (node.conname != nullptr) RETURN_IF_ERROR(CheckConstraintName(context, table, *not_null.name, SpanOf(context, node)));
  context.workspace().SetNotNull(*column, std::move(not_null));
  return absl::OkStatus();
}

absl::Status DropNotNull(Context& context, const ObjectKey& table, Object& column) {
  const Object* primary_key = FindPrimaryKey(context, table);
  if (primary_key != nullptr) {
    const auto& columns = primary_key->As<schema::KeyConstraint>().columns;
    if (std::find(columns.begin(), columns.end(), column.key.name()) != columns.end()) {
      return ErrorAt(context.span(), "E0116", "column \"", column.key.name(), "\" is in a primary key");
    }
  }
  if (column.As<schema::Column>().identity.has_value()) {
    return ErrorAt(context.span(), "E0116", "column \"", column.key.name(), "\" of ", table.ToString(), " is an identity column");
  }
  context.workspace().Change(column, [](Object& object) { object.As<schema::Column>().not_null.reset(); });
  return absl::OkStatus();
}

}  // namespace compiler
