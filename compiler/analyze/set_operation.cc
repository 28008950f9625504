// UNION, INTERSECT, EXCEPT and VALUES: transformSetOperationStmt, transformValuesClause (analyze.c).
#include "compiler/analyze/coerce.h"
#include "compiler/analyze/query.h"

namespace compiler::analyze {
namespace {

const char* WordOf(SetOperation op) {
  switch (op) {
    case SETOP_UNION: return "union";
    case SETOP_INTERSECT: return "intersect";
    default: return "except";
  }
}

// A side that has clauses of its own is a query by itself (transformSetOperationTree).
bool IsLeaf(const SelectStmt& raw) {
  return raw.op == SETOP_NONE || raw.sortClause != nullptr || raw.limitOffset != nullptr || raw.limitCount != nullptr || raw.lockingClause != nullptr ||
         raw.withClause != nullptr;
}

absl::StatusOr<Query> Side(const Analysis& analysis, const SelectStmt& raw) {
  if (stack_is_too_deep()) return Analysis::Unresolved("the query is nested too deeply");
  return IsLeaf(raw) ? AnalyzeSelect(analysis, raw, Unknowns::kKeep) : AnalyzeSetOperation(analysis, raw);
}

// An untyped literal of a leaf takes the column's type; all else is converted above the leaf.
absl::Status GiveType(const Analysis& analysis, Query& side, size_t column, TypeId type) {
  if (side.columns[column].type != analysis.known.unknown) return absl::OkStatus();
  side.columns[column].type = type;
  if (column >= side.targets.size()) return absl::OkStatus();
  Value& target = side.targets[column];
  ASSIGN_OR_RETURN(Value typed, CoerceType(analysis, {std::make_shared<schema::Node>(*target.node), target.type, target.typmod, target.location}, type, -1, Coercion::kImplicit));
  *target.node = schema::Node(*typed.node);
  target.type = type;
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Query> AnalyzeSetOperation(const Analysis& analysis, const SelectStmt& raw) {
  ASSIGN_OR_RETURN(Query left, Side(analysis, *raw.larg));
  ASSIGN_OR_RETURN(Query right, Side(analysis, *raw.rarg));
  if (left.columns.size() != right.columns.size()) {
    return analysis.Error(exprLocation(reinterpret_cast<const ::Node*>(raw.rarg->targetList)), "E0113", "each ", WordOf(raw.op), " query must have the same number of columns");
  }
  Query result;
  for (size_t i = 0; i < left.columns.size(); ++i) {
    TypeId types[] = {left.columns[i].type, right.columns[i].type};
    TypeId common = TryCommonType(analysis, types);
    if (common == analysis.known.unknown) common = analysis.known.text;
    if (common == kNoType) {
      bool external = analysis.IsExternal(types[0]) || analysis.IsExternal(types[1]);
      if (external) return Analysis::Unresolved("a type is not known");
      return analysis.Error(-1, "E0113", WordOf(raw.op), " types ", analysis.TypeText(types[0]), " and ", analysis.TypeText(types[1]), " cannot be matched");
    }
    RETURN_IF_ERROR(GiveType(analysis, left, i, common));
    RETURN_IF_ERROR(GiveType(analysis, right, i, common));
    int32_t typmod = types[0] == types[1] && left.columns[i].typmod == right.columns[i].typmod ? left.columns[i].typmod : -1;
    result.columns.push_back({left.columns[i].name, common, typmod, nullptr});
  }
  std::vector<Value> sides;
  sides.push_back({std::move(left.node), kNoType, -1, -1});
  sides.push_back({std::move(right.node), kNoType, -1, -1});
  Value node = analysis.Make(Op::kSetOperation, kNoType, WordOf(raw.op), std::move(sides));
  if (raw.all) node.node->flags |= schema::Node::kFlagAll;
  result.node = std::move(node.node);
  return result;
}

absl::StatusOr<Query> AnalyzeValues(const Analysis& analysis, const SelectStmt& raw) {
  std::vector<std::vector<Value>> rows;
  for (int i = 0; i < list_length(raw.valuesLists); ++i) {
    ASSIGN_OR_RETURN(std::vector<Value> row, AnalyzeList(analysis, static_cast<const ::List*>(list_nth(raw.valuesLists, i))));
    if (!rows.empty() && row.size() != rows[0].size()) return analysis.Error(-1, "E0113", "VALUES lists must all be the same length");
    rows.push_back(std::move(row));
  }
  Query query;
  for (size_t column = 0; column < rows[0].size(); ++column) {
    std::vector<Value> values;
    for (const std::vector<Value>& row : rows) values.push_back(row[column]);
    ASSIGN_OR_RETURN(TypeId type, CommonType(analysis, values, "VALUES"));
    for (size_t row = 0; row < rows.size(); ++row) {
      ASSIGN_OR_RETURN(rows[row][column], CoerceToCommonType(analysis, std::move(rows[row][column]), type, "VALUES"));
    }
    int32_t typmod = rows[0][column].typmod;
    for (const std::vector<Value>& row : rows) typmod = row[column].typmod == typmod ? typmod : -1;
    query.columns.push_back({absl::StrCat("column", column + 1), type, typmod, nullptr});
  }
  std::vector<Value> lists;
  for (std::vector<Value>& row : rows) lists.push_back(ListOf(analysis, "row", std::move(row)));
  query.node = std::move(analysis.Make(Op::kValues, kNoType, "", std::move(lists)).node);
  return query;
}

}  // namespace compiler::analyze
