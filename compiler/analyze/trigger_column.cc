// Columns of NEW and OLD, in the WHEN of a trigger and in rules: new.total, old.*. CreateTriggerFiringOn (trigger.c) and transformRuleStmt (parse_utilcmd.c) put
// them into scope as two relations of the table's columns.
#include "compiler/analyze/analysis.h"
#include "schema/support/diagnostic.h"

namespace compiler::analyze {
namespace {

// Which row a column is of: a node of its own below the column's, so that a rename of the column leaves it alone.
Value MakeRowName(const Analysis& analysis, absl::string_view row) { return analysis.Make(Op::kParam, kNoType, std::string(row)); }

Value MakeColumn(const Analysis& analysis, absl::string_view row, TypeId type, absl::string_view column, const schema::ObjectKey& key, int location) {
  Value value = analysis.Make(Op::kColumn, type, std::string(column), {MakeRowName(analysis, row)}, location);
  value.node->object = key;
  return value;
}

}  // namespace

Value ColumnOfRow(const Analysis& analysis, absl::string_view row, const ColumnInScope& column, int location) {
  Value value = MakeColumn(analysis, row, analysis.catalog.Id(column.type), column.name, analysis.context.relation->key.Child(schema::Kind::kColumn, column.name), location);
  value.typmod = column.type.typmod;
  return value;
}

absl::StatusOr<Value> AnalyzeTriggerColumn(const Analysis& analysis, const ColumnRef& raw) {
  std::vector<absl::string_view> names;
  for (int i = 0; i < list_length(raw.fields); ++i) {
    auto* field = static_cast<::Node*>(list_nth(raw.fields, i));
    names.push_back(IsA(field, A_Star) ? "*" : strVal(field));
  }
  const RelationInScope* relation = analysis.context.relation;
  bool row_named = relation != nullptr && (names[0] == "new" || names[0] == "old");
  if (!row_named || names.size() > 2) {
    return schema::ErrorAt(analysis.Span(raw.location, names[0].size()), "E0107", "column \"", names.back(), "\" does not exist: ",
                           analysis.context.use == ExpressionUse::kRule ? "a rule" : "a trigger's WHEN", " sees NEW and OLD");
  }
  if (names.size() == 1 || names[1] == "*") {
    std::vector<absl::string_view> path = relation->key.parts();
    TypeId type = analysis.catalog.Id({std::string(path[0]), std::string(path.back()), -1, false});
    return MakeColumn(analysis, names[0], type, "*", relation->key, raw.location);
  }
  for (const ColumnInScope& column : relation->columns) {
    if (column.name == names[1]) return ColumnOfRow(analysis, names[0], column, raw.location);
  }
  if (names[1] == "tableoid") return MakeColumn(analysis, names[0], analysis.builtins.FindType("oid"), names[1], {}, raw.location);
  std::vector<std::string> candidates;
  for (const ColumnInScope& column : relation->columns) candidates.emplace_back(column.name);
  absl::Status error = schema::ErrorAt(analysis.Span(raw.location, names[0].size()), "E0107", "column \"", names[1], "\" does not exist in table ", relation->key.QualifiedName());
  return schema::WithHint(std::move(error), schema::DidYouMean(names[1], candidates));
}

}  // namespace compiler::analyze
