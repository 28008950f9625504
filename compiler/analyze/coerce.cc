#include "compiler/analyze/coerce.h"

#include "compiler/analyze/literal.h"
#include "compiler/analyze/polymorphic.h"

namespace compiler::analyze {
namespace {

using Shape = TypeInfo::Shape;

bool IsComposite(const Analysis& analysis, TypeId type) { return !Builtins::IsArray(type) && analysis.catalog.Facts(type).shape == Shape::kComposite; }

bool Allows(Coercion context, char cast_context) {
  if (cast_context == 'i') return true;
  if (cast_context == 'a') return context != Coercion::kImplicit;
  return context == Coercion::kExplicit;
}

// The pg_cast row, unless its extension is not there.
const BuiltinCast* FindCast(const Analysis& analysis, TypeId source, TypeId target) {
  if (const CatalogView::OwnCast* own = analysis.catalog.FindOwnCast(source, target); own != nullptr) return &own->row;
  const BuiltinCast* row = analysis.builtins.FindCast(source, target);
  if (row == nullptr || (!row->extension.empty() && analysis.catalog.ExtensionSchema(row->extension) == nullptr)) return nullptr;
  return row;
}

// The part of find_coercion_pathway for pairs without a pg_cast row.
// The element type of an array; oidvector and int2vector are arrays too where they are converted (find_coercion_pathway).
TypeId ElementOfSource(const Analysis& analysis, TypeId source) {
  if (Builtins::IsArray(source)) return Builtins::ElementOf(source);
  schema::TypeRef type = analysis.catalog.Ref(source);
  return type.IsBuiltin("oidvector") || type.IsBuiltin("int2vector") ? analysis.catalog.Facts(source).element : kNoType;
}

Conversion WithoutCastRow(const Analysis& analysis, TypeId source, TypeId target, Coercion context) {
  TypeId source_element = Builtins::IsArray(target) ? ElementOfSource(analysis, source) : kNoType;
  if (source_element != kNoType) {
    Conversion element = FindConversion(analysis, source_element, Builtins::ElementOf(target), context);
    if (element.pathway != Pathway::kNone) return {Pathway::kArray, ""};
  }
  if (context != Coercion::kImplicit && analysis.catalog.Facts(target).category == 'S') return {Pathway::kInputOutput, ""};
  if (context == Coercion::kExplicit && analysis.catalog.Facts(source).category == 'S') return {Pathway::kInputOutput, ""};
  return {};
}

// The function that applies a typmod within one type (find_typmod_coercion_function); empty when the type has none.
absl::string_view TypmodFunction(const Analysis& analysis, TypeId type) {
  const BuiltinCast* row = FindCast(analysis, type, type);
  return row == nullptr ? absl::string_view() : row->function;
}

Value Cast(const Analysis& analysis, Value value, TypeId target, int32_t typmod, std::string how) {
  int location = value.location;
  std::vector<Value> children;
  children.push_back(std::move(value));
  Value cast = analysis.Make(Op::kCast, target, std::move(how), std::move(children), location);
  cast.node->type.typmod = typmod;
  cast.typmod = typmod;
  return cast;
}

absl::StatusOr<Value> ApplyTypmod(const Analysis& analysis, Value value, TypeId type, int32_t typmod);

bool IsText(const KnownTypes& known, TypeId type) { return type == known.text || type == known.varchar; }

// A constant that a conversion only gives another type: NULL, and text that is relabelled. The server keeps the cast, as in NULL::character varying or
// ('a'::character varying)::text, when a column's type or an operator came later than the constant; the value is the same.
bool TakesTypeInPlace(const Analysis& analysis, const Value& value, TypeId target) {
  if (value.node->op != Op::kConst) return false;
  if (value.node->Has(schema::Node::kFlagNull)) return true;
  bool arrays = Builtins::IsArray(value.type) && Builtins::IsArray(target);
  if (!arrays) return IsText(analysis.known, value.type) && IsText(analysis.known, target);
  return IsText(analysis.known, Builtins::ElementOf(value.type)) && IsText(analysis.known, Builtins::ElementOf(target));
}

Value Retyped(const Analysis& analysis, Value value, TypeId target, int32_t typmod) {
  value.type = target;
  value.typmod = typmod;
  value.node->type = analysis.catalog.Ref(target);
  return value;
}

// What a conversion of one element is called in the text of an array's conversion.
std::string ElementConversion(const Analysis& analysis, TypeId source, TypeId target) {
  Conversion conversion = FindConversion(analysis, source, target, Coercion::kExplicit);
  switch (conversion.pathway) {
    case Pathway::kFunction: return std::string(conversion.function);
    case Pathway::kInputOutput: return "io";
    default: return "relabel";
  }
}

Value ChildValue(const Analysis& analysis, const schema::NodePtr& child) {
  return {std::make_shared<schema::Node>(*child), analysis.catalog.Id(child->type), child->type.typmod, -1};
}

// ArrayCoerceExpr. The server prints the cast around a constructor, `(ARRAY[a, b])::text[]`, and reads that print as casts of its elements
// (transformTypeCast): so that is the form here.
absl::StatusOr<Value> ConvertArray(const Analysis& analysis, Value value, TypeId target, int32_t typmod, Coercion context) {
  TypeId element = Builtins::ElementOf(target);
  if (value.node->op != Op::kArray) {
    std::string how = absl::StrCat("array ", ElementConversion(analysis, ElementOfSource(analysis, BaseType(analysis, value.type)), element));
    value = Cast(analysis, std::move(value), target, -1, std::move(how));
    return ApplyTypmod(analysis, std::move(value), target, typmod);
  }
  for (schema::NodePtr& child : value.node->children) {
    Value part = ChildValue(analysis, child);
    bool nested = Builtins::IsArray(part.type);
    absl::StatusOr<Value> converted = nested ? CoerceToTarget(analysis, std::move(part), target, typmod, context, "array element")
                                             : CoerceToTarget(analysis, std::move(part), element, typmod, context, "array element");
    if (!converted.ok()) return converted.status();
    child = std::move(converted->node);
  }
  return Retyped(analysis, std::move(value), target, typmod);
}

// coerce_to_domain.
absl::StatusOr<Value> ToDomain(const Analysis& analysis, Value value, TypeId base, int32_t base_typmod, TypeId domain) {
  ASSIGN_OR_RETURN(value, ApplyTypmod(analysis, std::move(value), base, base_typmod));
  return Cast(analysis, std::move(value), domain, -1, "domain");
}

// An untyped literal takes the type by its input function.
absl::StatusOr<Value> TypeLiteral(const Analysis& analysis, Value value, TypeId target, int32_t typmod) {
  int32_t base_typmod = typmod;
  TypeId base = BaseType(analysis, target, &base_typmod);
  schema::Node& node = *value.node;
  value.type = base;
  value.typmod = base == analysis.known.interval ? base_typmod : -1;
  node.type = analysis.catalog.Ref(base, value.typmod);
  if (!node.Has(schema::Node::kFlagNull)) {
    if (base == analysis.known.regclass) {
      RegclassLiteral relation = NormalizeRegclass(analysis, node.text);
      // The object says it all, and a rename finds it there; the text is for what the schema does not have.
      node.text = relation.object.empty() ? std::move(relation.text) : "";
      node.object = std::move(relation.object);
    } else {
      LiteralResult literal = NormalizeLiteral(analysis, base, value.typmod, node.text);
      if (literal.invalid) {
        return analysis.Error(value.location, "E0112", "invalid input syntax for type ", analysis.TypeText(base), ": \"", node.text, "\"");
      }
      node.text = std::move(literal.text);
    }
  }
  if (base == target) return value;
  return ToDomain(analysis, std::move(value), base, base_typmod, target);
}

// coerce_record_to_complex: a row constructor field by field; which takes the attributes of the target; its fields are not converted here.
absl::StatusOr<Value> RowToComposite(const Analysis& analysis, Value value, TypeId target) {
  if (value.node->op != Op::kRow) return Analysis::Unresolved("a record is cast to ", analysis.TypeText(target));
  return Cast(analysis, std::move(value), target, -1, "row");
}

// coerce_type_typmod. A typmod that is only dropped leaves no node: the value is the same, and a literal loses it (applyRelabelType, nodeFuncs.c).
absl::StatusOr<Value> ApplyTypmod(const Analysis& analysis, Value value, TypeId type, int32_t typmod) {
  if (value.typmod == typmod) return value;
  bool is_null = value.node->op == Op::kConst && value.node->Has(schema::Node::kFlagNull);
  if (is_null) return Retyped(analysis, std::move(value), type, typmod);
  TypeId element = Builtins::ElementOf(type);
  absl::string_view function = typmod < 0 ? absl::string_view() : TypmodFunction(analysis, element);
  if (function.empty()) {
    if (value.node->op == Op::kConst) return Retyped(analysis, std::move(value), type, typmod);
    value.typmod = typmod;
    return value;
  }
  if (!Builtins::IsArray(type)) return Cast(analysis, std::move(value), type, typmod, std::string(function));
  if (value.node->op == Op::kArray) return ConvertArray(analysis, std::move(value), type, typmod, Coercion::kImplicit);
  return Cast(analysis, std::move(value), type, typmod, absl::StrCat("array ", function));
}

absl::StatusOr<Value> Convert(const Analysis& analysis, Value value, TypeId target, int32_t typmod, Coercion context, const Conversion& conversion) {
  int32_t base_typmod = typmod;
  TypeId base = BaseType(analysis, target, &base_typmod);
  if (base == target && TakesTypeInPlace(analysis, value, target)) return Retyped(analysis, std::move(value), target, -1);
  switch (conversion.pathway) {
    case Pathway::kRelabel:
      if (base != target) {
        // Only a value of the base type itself goes into the domain as it is; a binary-coercible one is relabelled by the same node.
        return ToDomain(analysis, std::move(value), base, base_typmod, target);
      }
      return Cast(analysis, std::move(value), target, -1, "relabel");
    case Pathway::kFunction: {
      const BuiltinCast* row = FindCast(analysis, BaseType(analysis, value.type), base);
      int32_t applied = row != nullptr && row->argument_count > 1 ? base_typmod : -1;
      const CatalogView::OwnCast* own = analysis.catalog.FindOwnCast(BaseType(analysis, value.type), base);
      value = Cast(analysis, std::move(value), base, applied, std::string(conversion.function));
      if (own != nullptr) value.node->object = own->key;
      break;
    }
    case Pathway::kArray: {
      ASSIGN_OR_RETURN(value, ConvertArray(analysis, std::move(value), base, base_typmod, context));
      break;
    }
    default:
      value = Cast(analysis, std::move(value), base, -1, "io");
      break;
  }
  if (base == target) return value;
  return ToDomain(analysis, std::move(value), base, base_typmod, target);
}

}  // namespace

TypeId BaseType(const Analysis& analysis, TypeId type, int32_t* typmod) {
  // The bound is for source text that defines domains in a circle.
  for (int depth = 0; depth < 64 && !Builtins::IsArray(type); ++depth) {
    TypeFacts facts = analysis.catalog.Facts(type);
    if (facts.shape != Shape::kDomain || facts.over == kNoType) break;
    type = facts.over;
    if (typmod != nullptr) *typmod = facts.over_typmod;
  }
  return type;
}

Conversion FindConversion(const Analysis& analysis, TypeId source, TypeId target, Coercion context) {
  source = BaseType(analysis, source);
  target = BaseType(analysis, target);
  if (source == target) return {Pathway::kRelabel, ""};
  const BuiltinCast* row = FindCast(analysis, source, target);
  if (row == nullptr) return WithoutCastRow(analysis, source, target, context);
  if (!Allows(context, row->context)) return {};
  switch (row->method) {
    case 'b': return {Pathway::kRelabel, ""};
    case 'i': return {Pathway::kInputOutput, ""};
    default: return {Pathway::kFunction, row->function};
  }
}

bool CanCoerce(const Analysis& analysis, TypeId source, TypeId target, Coercion context) {
  const KnownTypes& known = analysis.known;
  if (source == target || target == known.any || source == known.unknown) return true;
  if (IsPolymorphic(known, target)) return PolymorphicFits(analysis, {&source, 1}, {&target, 1});
  if (FindConversion(analysis, source, target, context).pathway != Pathway::kNone) return true;
  if (source == known.record) return IsComposite(analysis, BaseType(analysis, target));
  return target == known.record && IsComposite(analysis, BaseType(analysis, source));
}

bool CanCoerceAll(const Analysis& analysis, absl::Span<const TypeId> sources, absl::Span<const TypeId> targets, Coercion context) {
  bool polymorphic = false;
  for (size_t i = 0; i < sources.size(); ++i) {
    if (IsPolymorphic(analysis.known, targets[i])) {
      polymorphic = true;
      continue;
    }
    if (!CanCoerce(analysis, sources[i], targets[i], context)) return false;
  }
  return !polymorphic || PolymorphicFits(analysis, sources, targets);
}

absl::StatusOr<Value> CoerceType(const Analysis& analysis, Value value, TypeId target, int32_t typmod, Coercion context) {
  const KnownTypes& known = analysis.known;
  if (value.type == target || target == known.any || target == known.anyelement || target == known.anynonarray || target == known.anycompatible ||
      target == known.anycompatiblenonarray) {
    return value;
  }
  // Polymorphic container types take the value as it is, but never as a domain.
  if (IsPolymorphic(known, target)) {
    TypeId base = BaseType(analysis, value.type);
    return base == value.type ? std::move(value) : Cast(analysis, std::move(value), base, -1, "relabel");
  }
  if (value.node->op == Op::kCollate) {
    // The coercion goes below the COLLATE.
    Value inner = ChildValue(analysis, value.node->children[0]);
    inner.location = value.location;
    if (value.type == known.unknown) inner.type = known.unknown;
    ASSIGN_OR_RETURN(inner, CoerceType(analysis, std::move(inner), target, typmod, context));
    if (!analysis.catalog.Facts(target).collatable) return inner;
    std::string collation = value.node->text;
    int32_t inner_typmod = inner.typmod;
    std::vector<Value> children;
    children.push_back(std::move(inner));
    Value collate = analysis.Make(Op::kCollate, target, std::move(collation), std::move(children), value.location);
    collate.typmod = inner_typmod;
    return collate;
  }
  if (value.type == known.unknown) {
    if (value.node->op != Op::kConst) return Analysis::Unresolved("a value of type unknown");
    return TypeLiteral(analysis, std::move(value), target, typmod);
  }
  Conversion conversion = FindConversion(analysis, value.type, target, context);
  if (conversion.pathway != Pathway::kNone) return Convert(analysis, std::move(value), target, typmod, context, conversion);
  if (value.type == known.record) return RowToComposite(analysis, std::move(value), target);
  if (target == known.record) return value;
  return absl::InternalError("CoerceType without a conversion");
}

absl::StatusOr<Value> CoerceToTarget(const Analysis& analysis, Value value, TypeId target, int32_t typmod, Coercion context, absl::string_view what) {
  if (!CanCoerce(analysis, value.type, target, context)) {
    if (analysis.IsExternal(value.type) || analysis.IsExternal(target)) {
      return Analysis::Unresolved("how ", analysis.TypeText(value.type), " becomes ", analysis.TypeText(target), " is not known");
    }
    return analysis.Error(value.location, "E0113", what, " is of type ", analysis.TypeText(value.type), ", which cannot be converted to ",
                          analysis.TypeText(target), context == Coercion::kExplicit ? "" : " here");
  }
  ASSIGN_OR_RETURN(value, CoerceType(analysis, std::move(value), target, typmod, context));
  if (BaseType(analysis, target) != target) return value;  // a domain's own typmod has been applied
  if (value.node->op == Op::kCollate && value.typmod != typmod && typmod >= 0) {
    Value inner = ChildValue(analysis, value.node->children[0]);
    inner.typmod = value.typmod;
    ASSIGN_OR_RETURN(inner, ApplyTypmod(analysis, std::move(inner), target, typmod));
    value.node->children[0] = std::move(inner.node);
    value.typmod = typmod;
    return value;
  }
  return ApplyTypmod(analysis, std::move(value), target, typmod);
}

absl::StatusOr<Value> CoerceToBoolean(const Analysis& analysis, Value value, absl::string_view construct) {
  if (value.type == analysis.known.boolean) return value;
  return CoerceToTarget(analysis, std::move(value), analysis.known.boolean, -1, Coercion::kAssignment, absl::StrCat("the argument of ", construct));
}

TypeId TryCommonType(const Analysis& analysis, absl::Span<const TypeId> types) {
  const TypeId unknown = analysis.known.unknown;
  TypeId chosen = types[0];
  bool all_same = chosen != unknown;
  for (TypeId type : types) all_same = all_same && type == chosen;
  if (all_same) return chosen;
  chosen = BaseType(analysis, chosen);
  TypeFacts facts = analysis.catalog.Facts(chosen);
  for (TypeId type : types.subspan(1)) {
    type = BaseType(analysis, type);
    if (type == unknown || type == chosen) continue;
    TypeFacts other = analysis.catalog.Facts(type);
    bool take = chosen == unknown;
    if (!take && other.category != facts.category) return kNoType;
    take = take || (!facts.preferred && CanCoerce(analysis, chosen, type, Coercion::kImplicit) && !CanCoerce(analysis, type, chosen, Coercion::kImplicit));
    if (!take) continue;
    chosen = type;
    facts = other;
  }
  return chosen == unknown ? analysis.known.text : chosen;
}

absl::StatusOr<TypeId> CommonType(const Analysis& analysis, absl::Span<const Value> values, absl::string_view construct) {
  std::vector<TypeId> types;
  for (const Value& value : values) types.push_back(value.type);
  TypeId common = TryCommonType(analysis, types);
  if (common != kNoType) return common;
  std::string list;
  for (TypeId type : types) absl::StrAppend(&list, list.empty() ? "" : ", ", analysis.TypeText(type));
  return analysis.Error(values[0].location, "E0113", construct, " types cannot be matched: ", list);
}

absl::StatusOr<Value> CoerceToCommonType(const Analysis& analysis, Value value, TypeId type, absl::string_view construct) {
  if (value.type == type) return value;
  if (!CanCoerce(analysis, value.type, type, Coercion::kImplicit)) {
    if (analysis.IsExternal(value.type) || analysis.IsExternal(type)) return Analysis::Unresolved("types of ", construct, " are not known");
    return analysis.Error(value.location, "E0113", construct, " could not convert type ", analysis.TypeText(value.type), " to ", analysis.TypeText(type));
  }
  return CoerceType(analysis, std::move(value), type, -1, Coercion::kImplicit);
}

Value UnknownAsText(const Analysis& analysis, Value value) {
  if (value.type != analysis.known.unknown) return value;
  value.type = analysis.known.text;
  value.node->type = analysis.catalog.Ref(value.type);
  return value;
}

}  // namespace compiler::analyze
