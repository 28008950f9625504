// Operators: transformAExprOp and its relatives (parse_expr.c), make_op and make_scalar_array_op (parse_oper.c).
#include "absl/strings/match.h"
#include "compiler/analyze/analysis.h"
#include "compiler/analyze/choose.h"
#include "compiler/analyze/coerce.h"
#include "compiler/analyze/polymorphic.h"

namespace compiler::analyze {
namespace {

std::string Written(const OperatorName& name) { return name.schema.empty() ? name.name : absl::StrCat(name.schema, ".", name.name); }

absl::Status NoOperator(const Analysis& analysis, const OperatorName& name, TypeId left, TypeId right, bool ambiguous, int location) {
  bool external = (left != kNoType && analysis.IsExternal(left)) || analysis.IsExternal(right) || analysis.catalog.HasUnknownExtension();
  if (external) {
    return Analysis::Unresolved("operator ", Written(name), " is not known for these types");
  }
  std::string text = absl::StrCat(left == kNoType ? "" : absl::StrCat(analysis.TypeText(left), " "), Written(name), " ", analysis.TypeText(right));
  absl::Status error = ambiguous ? analysis.Error(location, "E0111", "operator is not unique: ", text)
                                 : analysis.Error(location, "E0111", "operator does not exist: ", text);
  return schema::WithHint(std::move(error), "you might need to add explicit type casts");
}

struct Resolved {
  const BuiltinOperator* row;
  Instance instance;  // arguments in the operator's order
  std::string text;   // "pg_catalog.=(int4,int4)"
};

std::string OperatorText(const Analysis& analysis, const BuiltinOperator& row) {
  if (const schema::ObjectKey* own = analysis.catalog.OwnKey(&row); own != nullptr) return absl::StrCat(own->schema_name(), ".", own->name());
  const std::string* schema = row.extension.empty() ? nullptr : analysis.catalog.ExtensionSchema(row.extension);
  auto type_name = [&](TypeId type) { return absl::StrCat(analysis.builtins.Type(type).name, Builtins::IsArray(type) ? "[]" : ""); };
  return absl::StrCat(schema == nullptr ? "pg_catalog" : *schema, ".", row.name, "(", row.left == kNoType ? "" : type_name(row.left),
                      row.left == kNoType ? "" : ",", type_name(row.right), ")");
}

absl::StatusOr<Resolved> Resolve(const Analysis& analysis, const OperatorName& name, TypeId left, TypeId right, int location) {
  bool ambiguous = false;
  const BuiltinOperator* row = ChooseOperator(analysis, name, left, right, &ambiguous);
  if (row == nullptr) return NoOperator(analysis, name, left, right, ambiguous, location);
  if (const schema::ObjectKey* own = analysis.catalog.OwnKey(row); own != nullptr) analysis.NoteOutsideSchema(location, own->schema_name());
  analysis.NoteOutside(location, row->extension);
  std::vector<TypeId> actual = {left, right};
  std::vector<TypeId> declared = {row->left, row->right};
  if (left == kNoType) {
    actual.erase(actual.begin());
    declared.erase(declared.begin());
  }
  std::optional<Instance> instance = Instantiate(analysis, actual, declared, row->result);
  if (!instance.has_value()) return analysis.Error(location, "E0111", "could not determine the polymorphic type of operator ", Written(name));
  return Resolved{row, *std::move(instance), OperatorText(analysis, *row)};
}

// AEXPR_OP: rows compare field by field, all else is one operator.
absl::StatusOr<Value> PlainOperator(const Analysis& analysis, const A_Expr& raw, const OperatorName& name) {
  if (raw.lexpr != nullptr && IsA(raw.lexpr, RowExpr) && IsA(raw.rexpr, RowExpr)) {
    return MakeRowComparison(analysis, name, *reinterpret_cast<const RowExpr*>(raw.lexpr), *reinterpret_cast<const RowExpr*>(raw.rexpr), raw.location);
  }
  std::optional<Value> left;
  if (raw.lexpr != nullptr) {
    ASSIGN_OR_RETURN(left, Analyze(analysis, raw.lexpr));
  }
  ASSIGN_OR_RETURN(Value right, Analyze(analysis, raw.rexpr));
  return MakeOperator(analysis, name, std::move(left), std::move(right), raw.location);
}

bool IsNullLiteral(const ::Node* raw) { return IsA(raw, A_Const) && reinterpret_cast<const A_Const*>(raw)->isnull; }

// transformAExprDistinct: IS [NOT] DISTINCT FROM NULL is a null test.
absl::StatusOr<Value> Distinct(const Analysis& analysis, const A_Expr& raw, const OperatorName& name) {
  bool negated = raw.kind == AEXPR_NOT_DISTINCT;
  if (IsNullLiteral(raw.lexpr) || IsNullLiteral(raw.rexpr)) {
    ASSIGN_OR_RETURN(Value argument, Analyze(analysis, IsNullLiteral(raw.rexpr) ? raw.lexpr : raw.rexpr));
    std::vector<Value> children;
    children.push_back(UnknownAsText(analysis, std::move(argument)));
    Value test = analysis.Make(Op::kIsNull, analysis.known.boolean, "", std::move(children), raw.location);
    if (!negated) test.node->flags |= schema::Node::kFlagNot;
    return test;
  }
  if (IsA(raw.lexpr, RowExpr) && IsA(raw.rexpr, RowExpr)) {
    ASSIGN_OR_RETURN(Value row, MakeRowDistinct(analysis, *reinterpret_cast<const RowExpr*>(raw.lexpr), *reinterpret_cast<const RowExpr*>(raw.rexpr), raw.location));
    return negated ? MakeNot(analysis, std::move(row)) : std::move(row);
  }
  ASSIGN_OR_RETURN(Value left, Analyze(analysis, raw.lexpr));
  ASSIGN_OR_RETURN(Value right, Analyze(analysis, raw.rexpr));
  ASSIGN_OR_RETURN(Value distinct, MakeDistinct(analysis, name, std::move(left), std::move(right), raw.location));
  return negated ? MakeNot(analysis, std::move(distinct)) : std::move(distinct);
}

// transformAExprNullIf: the operator decides the types; the result is the first argument.
absl::StatusOr<Value> NullIf(const Analysis& analysis, const A_Expr& raw, const OperatorName& name) {
  ASSIGN_OR_RETURN(Value left, Analyze(analysis, raw.lexpr));
  ASSIGN_OR_RETURN(Value right, Analyze(analysis, raw.rexpr));
  ASSIGN_OR_RETURN(Value result, MakeOperator(analysis, name, std::move(left), std::move(right), raw.location));
  if (result.type != analysis.known.boolean) return analysis.Error(raw.location, "E0113", "NULLIF requires = operator to yield boolean");
  result.node->op = Op::kNullIf;
  result.node->type = result.node->children[0]->type;
  result.type = analysis.catalog.Id(result.node->type);
  return result;
}

absl::StatusOr<Value> AnyOrAll(const Analysis& analysis, const A_Expr& raw, const OperatorName& name) {
  ASSIGN_OR_RETURN(Value left, Analyze(analysis, raw.lexpr));
  ASSIGN_OR_RETURN(Value right, Analyze(analysis, raw.rexpr));
  return MakeScalarArray(analysis, name, raw.kind == AEXPR_OP_ALL, std::move(left), std::move(right), raw.location);
}

}  // namespace

OperatorName NameOfOperator(const ::List* names) {
  OperatorName name;
  name.name = strVal(list_nth(names, list_length(names) - 1));
  if (list_length(names) > 1) name.schema = strVal(list_nth(names, list_length(names) - 2));
  // The grammar allows != and gives it as <> already; other spellings stay.
  return name;
}

absl::StatusOr<Value> MakeOperator(const Analysis& analysis, const OperatorName& name, std::optional<Value> left, Value right, int location) {
  ASSIGN_OR_RETURN(Resolved resolved, Resolve(analysis, name, left.has_value() ? left->type : kNoType, right.type, location));
  std::vector<Value> arguments;
  if (left.has_value()) arguments.push_back(*std::move(left));
  arguments.push_back(std::move(right));
  for (size_t i = 0; i < arguments.size(); ++i) {
    ASSIGN_OR_RETURN(arguments[i], CoerceType(analysis, std::move(arguments[i]), resolved.instance.arguments[i], -1, Coercion::kImplicit));
  }
  Value value = analysis.Make(Op::kOperator, resolved.instance.result, std::move(resolved.text), std::move(arguments), location);
  if (const schema::ObjectKey* own = analysis.catalog.OwnKey(resolved.row); own != nullptr) value.node->object = *own;
  return value;
}

absl::StatusOr<Value> MakeScalarArray(const Analysis& analysis, const OperatorName& name, bool all, Value left, Value right, int location) {
  const KnownTypes& known = analysis.known;
  TypeId array = right.type == known.unknown ? right.type : BaseType(analysis, right.type);
  TypeId element = known.unknown;
  if (array != known.unknown) {
    TypeFacts facts = analysis.catalog.Facts(array);
    bool is_vector = array == known.int2vector || array == known.oidvector;
    if (!facts.is_array && !is_vector) return analysis.Error(location, "E0113", "op ANY/ALL (array) requires array on right side");
    element = facts.element;
  }
  ASSIGN_OR_RETURN(Resolved resolved, Resolve(analysis, name, left.type, element, location));
  if (resolved.instance.result != known.boolean) return analysis.Error(location, "E0113", "op ANY/ALL (array) requires operator to yield boolean");
  ASSIGN_OR_RETURN(left, CoerceType(analysis, std::move(left), resolved.instance.arguments[0], -1, Coercion::kImplicit));
  // A polymorphic operator takes the array as it is.
  TypeId wanted = resolved.instance.arguments[1];
  if (!IsPolymorphic(known, wanted)) {
    ASSIGN_OR_RETURN(right, CoerceType(analysis, std::move(right), Builtins::ArrayOf(wanted), -1, Coercion::kImplicit));
  }
  std::vector<Value> arguments;
  arguments.push_back(std::move(left));
  arguments.push_back(std::move(right));
  Value value = analysis.Make(Op::kScalarArray, known.boolean, std::move(resolved.text), std::move(arguments), location);
  if (const schema::ObjectKey* own = analysis.catalog.OwnKey(resolved.row); own != nullptr) value.node->object = *own;
  if (all) value.node->flags |= schema::Node::kFlagAll;
  return value;
}

absl::StatusOr<Value> MakeDistinct(const Analysis& analysis, const OperatorName& name, Value left, Value right, int location) {
  ASSIGN_OR_RETURN(Value value, MakeOperator(analysis, name, std::move(left), std::move(right), location));
  if (value.type != analysis.known.boolean) return analysis.Error(location, "E0113", "IS DISTINCT FROM requires = operator to yield boolean");
  value.node->op = Op::kDistinctFrom;
  return value;
}

absl::StatusOr<Value> AnalyzeOperator(const Analysis& analysis, const A_Expr& raw) {
  switch (raw.kind) {
    case AEXPR_OP:
    case AEXPR_LIKE:
    case AEXPR_ILIKE:
    case AEXPR_SIMILAR: return PlainOperator(analysis, raw, NameOfOperator(raw.name));
    case AEXPR_OP_ANY:
    case AEXPR_OP_ALL: return AnyOrAll(analysis, raw, NameOfOperator(raw.name));
    case AEXPR_DISTINCT:
    case AEXPR_NOT_DISTINCT: return Distinct(analysis, raw, NameOfOperator(raw.name));
    case AEXPR_NULLIF: return NullIf(analysis, raw, NameOfOperator(raw.name));
    case AEXPR_IN:
    case AEXPR_BETWEEN:
    case AEXPR_NOT_BETWEEN:
    case AEXPR_BETWEEN_SYM:
    case AEXPR_NOT_BETWEEN_SYM: return AnalyzeMembership(analysis, raw);
  }
  return Analysis::Unresolved("an operator of this form");
}

}  // namespace compiler::analyze
