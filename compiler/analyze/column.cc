// Column references and VALUE: transformColumnRef (parse_expr.c), as far as one relation and the domain's value go.
#include "compiler/analyze/query.h"
#include "schema/support/diagnostic.h"

namespace compiler::analyze {
namespace {

const ColumnInScope* FindColumn(const RelationInScope& relation, absl::string_view name) {
  for (const ColumnInScope& column : relation.columns) {
    if (column.name == name) return &column;
  }
  return nullptr;
}

struct SystemColumn {
  absl::string_view name;
  absl::string_view type;
};
constexpr SystemColumn kSystemColumns[] = {{"tableoid", "oid"}, {"ctid", "tid"}, {"xmin", "xid"}, {"xmax", "xid"}, {"cmin", "cid"}, {"cmax", "cid"}};

std::optional<Value> FindSystemColumn(const Analysis& analysis, absl::string_view name, int location) {
  for (const SystemColumn& column : kSystemColumns) {
    if (column.name == name) return analysis.Make(Op::kColumn, analysis.builtins.FindType(column.type), std::string(name), {}, location);
  }
  return std::nullopt;
}

Value MakeColumn(const Analysis& analysis, const RelationInScope& relation, const ColumnInScope& column, int location) {
  Value value = analysis.Make(Op::kColumn, analysis.catalog.Id(column.type), std::string(column.name), {}, location);
  value.node->object = relation.key.Child(schema::Kind::kColumn, column.name);
  value.typmod = column.type.typmod;
  return value;
}

absl::Status NoSuchColumn(const Analysis& analysis, absl::string_view name, int location) {
  if (analysis.scope != nullptr && !analysis.scope->items.empty()) {
    std::vector<std::string> known;
    if (analysis.context.relation != nullptr) {
      for (const ColumnInScope& column : analysis.context.relation->columns) known.emplace_back(column.name);
    }
    for (const Scope* scope = analysis.scope; scope != nullptr; scope = scope->outer) {
      for (const ScopeItem& item : scope->items) {
        for (const ScopeColumn& column : item.columns) known.push_back(column.name);
      }
    }
    return schema::WithHint(schema::ErrorAt(analysis.Span(location, name.size()), "E0107", "column \"", name, "\" does not exist"), schema::DidYouMean(name, known));
  }
  if (analysis.context.relation == nullptr) {
    return schema::ErrorAt(analysis.Span(location, name.size()), "E0114", "cannot use column reference \"", name, "\" here");
  }
  std::vector<std::string> names;
  for (const ColumnInScope& column : analysis.context.relation->columns) names.emplace_back(column.name);
  absl::Status error = schema::ErrorAt(analysis.Span(location, name.size()), "E0107", "column \"", name, "\" does not exist in table ",
                                       analysis.context.relation->key.QualifiedName());
  return schema::WithHint(std::move(error), schema::DidYouMean(name, names));
}

// The table's row as a whole: "orders" or "orders.*".
absl::StatusOr<Value> WholeRow(const Analysis& analysis, const RelationInScope& relation, int location) {
  std::vector<absl::string_view> names = relation.key.parts();
  TypeId type = analysis.catalog.Id({std::string(names[0]), std::string(names.back()), -1, false});
  Value value = analysis.Make(Op::kColumn, type, "*", {}, location);
  value.node->object = relation.key;
  return value;
}

// `names` is [schema,] table: whether they mean the relation in scope.
bool MeansRelation(const RelationInScope& relation, absl::Span<const absl::string_view> names) {
  std::vector<absl::string_view> path = relation.key.parts();
  if (names.empty() || names.size() > 2 || path.size() < 2 || names.back() != path[1]) return false;
  return names.size() == 1 || names[0] == path[0];
}

// Inside a query: transformColumnRef with its levels. nullopt when no level knows the name; what is around the query may.
absl::StatusOr<std::optional<Value>> InQuery(const Analysis& analysis, absl::Span<const absl::string_view> names, bool star, int location) {
  if (names.empty()) return std::optional<Value>();
  if (names.size() == 1 && !star) {
    ASSIGN_OR_RETURN(std::optional<Value> column, FindColumnInScope(analysis, names[0], location));
    if (column.has_value()) return column;
  }
  absl::Span<const absl::string_view> qualifier = names.first(names.size() - (star ? 0 : 1));
  if (star || names.size() == 1) qualifier = names;
  FoundItem found = qualifier.size() > 3 ? FoundItem() : FindItem(analysis, qualifier.size() > 1 ? qualifier[qualifier.size() - 2] : "", qualifier.back());
  if (found.item == nullptr) return std::optional<Value>();
  if (star || names.size() == 1) return std::optional<Value>(WholeItem(analysis, found, location));
  std::optional<Value> column = ColumnOfItem(analysis, found, names.back(), location);
  if (column.has_value()) return column;
  std::vector<std::string> known;
  for (const ScopeColumn& other : found.item->columns) known.push_back(other.name);
  absl::Status error = schema::ErrorAt(analysis.Span(location, names[0].size()), "E0107", "column ", qualifier.back(), ".", names.back(), " does not exist");
  return schema::WithHint(std::move(error), schema::DidYouMean(names.back(), known));
}

}  // namespace

absl::StatusOr<Value> AnalyzeColumn(const Analysis& analysis, const ColumnRef& raw) {
  if (analysis.context.use == ExpressionUse::kTriggerWhen) return AnalyzeTriggerColumn(analysis, raw);
  std::vector<absl::string_view> names;
  bool star = false;
  for (int i = 0; i < list_length(raw.fields); ++i) {
    auto* field = static_cast<::Node*>(list_nth(raw.fields, i));
    if (IsA(field, A_Star)) star = true;
    else names.push_back(strVal(field));
  }
  if (analysis.scope != nullptr) {
    ASSIGN_OR_RETURN(std::optional<Value> found, InQuery(analysis, names, star, raw.location));
    if (found.has_value()) return *std::move(found);
  }
  if (analysis.context.use == ExpressionUse::kRule) return AnalyzeTriggerColumn(analysis, raw);
  const RelationInScope* relation = analysis.context.relation;
  if (names.size() == 1 && !star) {
    if (relation != nullptr) {
      if (const ColumnInScope* column = FindColumn(*relation, names[0])) return MakeColumn(analysis, *relation, *column, raw.location);
      if (std::optional<Value> column = FindSystemColumn(analysis, names[0], raw.location)) return *std::move(column);
      if (MeansRelation(*relation, names)) return WholeRow(analysis, *relation, raw.location);
    }
    // VALUE is an ordinary name to the parser; in a domain's check it means the value (replace_domain_constraint_value, typecmds.c).
    if (names[0] == "value" && analysis.context.value_type.has_value()) {
      Value value = analysis.Make(Op::kParam, analysis.catalog.Id(*analysis.context.value_type), "VALUE", {}, raw.location);
      value.typmod = analysis.context.value_type->typmod;
      return value;
    }
    if (std::optional<Value> argument = FindArgument(analysis, names[0], raw.location)) return *std::move(argument);
    return NoSuchColumn(analysis, names[0], raw.location);
  }
  if (names.size() == 2 && !star && analysis.context.arguments != nullptr && names[0] == analysis.context.routine) {
    if (std::optional<Value> argument = FindArgument(analysis, names[1], raw.location)) return *std::move(argument);
  }
  if (relation == nullptr || names.empty()) return NoSuchColumn(analysis, names.empty() ? "*" : names.back(), raw.location);
  if (star) {
    if (MeansRelation(*relation, names)) return WholeRow(analysis, *relation, raw.location);
    return Analysis::Unresolved("\"*\" of something other than the table");
  }
  absl::Span<const absl::string_view> qualifier = absl::MakeConstSpan(names).first(names.size() - 1);
  if (!MeansRelation(*relation, qualifier)) {
    return schema::ErrorAt(analysis.Span(raw.location, names[0].size()), "E0107", "missing FROM-clause entry for table \"", qualifier.back(), "\"");
  }
  const ColumnInScope* column = FindColumn(*relation, names.back());
  if (column == nullptr) {
    if (std::optional<Value> system = FindSystemColumn(analysis, names.back(), raw.location)) return *std::move(system);
    return NoSuchColumn(analysis, names.back(), raw.location);
  }
  return MakeColumn(analysis, *relation, *column, raw.location);
}

}  // namespace compiler::analyze
