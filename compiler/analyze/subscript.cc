// Subscripts and field selection: transformIndirection (parse_expr.c), transformContainerSubscripts (parse_node.c) and the subscripting methods of
// arrays (arraysubs.c), jsonb (jsonbsubs.c) and hstore (hstore_subs.c).
#include "compiler/analyze/analysis.h"
#include "compiler/analyze/coerce.h"

namespace compiler::analyze {
namespace {

// jsonb takes text keys and integer positions; an untyped literal is a key.
absl::StatusOr<Value> JsonbSubscript(const Analysis& analysis, Value subscript) {
  bool number = subscript.type != analysis.known.unknown && CanCoerce(analysis, subscript.type, analysis.known.int4, Coercion::kImplicit);
  TypeId target = number ? analysis.known.int4 : analysis.known.text;
  return CoerceToTarget(analysis, std::move(subscript), target, -1, number ? Coercion::kImplicit : Coercion::kAssignment, "a jsonb subscript");
}

absl::StatusOr<Value> Bound(const Analysis& analysis, const ::Node* raw, TypeId container, TypeId hstore) {
  ASSIGN_OR_RETURN(Value subscript, Analyze(analysis, raw));
  if (container == analysis.known.jsonb) return JsonbSubscript(analysis, std::move(subscript));
  TypeId target = container == hstore ? analysis.known.text : analysis.known.int4;
  return CoerceToTarget(analysis, std::move(subscript), target, -1, Coercion::kAssignment, "an array subscript");
}

// All subscripts that follow each other are one node; its text says for each one what is there: "i" index, "b" both bounds, "l", "u", "-" neither.
absl::StatusOr<Value> Subscript(const Analysis& analysis, Value container, absl::Span<const A_Indices* const> indices) {
  TypeId type = BaseType(analysis, container.type);
  TypeId hstore = analysis.builtins.FindType("hstore");
  TypeFacts facts = analysis.catalog.Facts(type);
  bool keyed = type == analysis.known.jsonb || type == hstore;
  if (!keyed && facts.element == kNoType) {
    if (facts.external) return Analysis::Unresolved("a subscript of a type that is not known");
    return analysis.Error(container.location, "E0113", "cannot subscript type ", analysis.TypeText(container.type), " because it does not support subscripting");
  }
  bool slice = false;
  for (const A_Indices* index : indices) slice = slice || index->is_slice;
  std::string shape;
  int location = container.location;
  int32_t typmod = container.typmod;
  std::vector<Value> children;
  children.push_back(std::move(container));
  for (const A_Indices* index : indices) {
    // In a slice a plain subscript n means 1:n.
    bool low = index->is_slice ? index->lidx != nullptr : slice;
    if (low) {
      Value bound = analysis.Constant(analysis.known.int4, "1");
      if (index->is_slice) {
        ASSIGN_OR_RETURN(bound, Bound(analysis, index->lidx, type, hstore));
      }
      children.push_back(std::move(bound));
    }
    if (index->uidx != nullptr) {
      ASSIGN_OR_RETURN(Value bound, Bound(analysis, index->uidx, type, hstore));
      children.push_back(std::move(bound));
    }
    shape += !slice ? 'i' : low ? (index->uidx != nullptr ? 'b' : 'l') : (index->uidx != nullptr ? 'u' : '-');
  }
  TypeId result = type == hstore ? analysis.known.text : keyed || slice ? type : facts.element;
  Value value = analysis.Make(Op::kSubscript, result, std::move(shape), std::move(children), location);
  value.typmod = typmod;
  return value;
}

absl::StatusOr<Value> SelectField(const Analysis& analysis, Value composite, absl::string_view field) {
  std::optional<schema::TypeRef> type = analysis.catalog.AttributeType(BaseType(analysis, composite.type), field);
  // What a function gives through OUT arguments has their names (get_expr_result_tupdesc, funcapi.c).
  if (!type.has_value() && composite.type == analysis.known.record) {
    for (CatalogView::RelationColumn& out : analysis.catalog.OutColumns(composite.function, composite.node->object)) {
      if (out.name == field) type = std::move(out.type);
    }
  }
  // (x).f can also mean f(x), and a record's fields are known only to the query around it.
  if (!type.has_value()) return Analysis::Unresolved("field \"", field, "\" of ", analysis.TypeText(composite.type));
  int location = composite.location;
  std::vector<Value> children;
  children.push_back(std::move(composite));
  Value value = analysis.Make(Op::kField, analysis.catalog.Id(*type), std::string(field), std::move(children), location);
  value.typmod = type->typmod;
  return value;
}

}  // namespace

absl::StatusOr<Value> AnalyzeIndirection(const Analysis& analysis, const A_Indirection& raw) {
  ASSIGN_OR_RETURN(Value value, Analyze(analysis, raw.arg));
  std::vector<const A_Indices*> pending;
  for (int i = 0; i < list_length(raw.indirection); ++i) {
    auto* step = static_cast<::Node*>(list_nth(raw.indirection, i));
    if (IsA(step, A_Indices)) {
      pending.push_back(reinterpret_cast<const A_Indices*>(step));
      continue;
    }
    if (!IsA(step, String)) return Analysis::Unresolved("row expansion");
    if (!pending.empty()) {
      ASSIGN_OR_RETURN(value, Subscript(analysis, std::move(value), pending));
      pending.clear();
    }
    ASSIGN_OR_RETURN(value, SelectField(analysis, std::move(value), strVal(step)));
  }
  if (pending.empty()) return value;
  return Subscript(analysis, std::move(value), pending);
}

}  // namespace compiler::analyze
