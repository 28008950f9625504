// CAST, ::, typed literals and COLLATE: transformTypeCast, transformCollateClause (parse_expr.c).
#include "compiler/analyze/analysis.h"
#include "compiler/analyze/coerce.h"
#include "compiler/type_name.h"

namespace compiler::analyze {
namespace {

// "pg_catalog.C". A collation of the schema itself is found by the path; every other name is taken to be one of the server's.
std::string CollationText(const Analysis& analysis, const ::List* names) {
  std::string last = strVal(list_nth(names, list_length(names) - 1));
  if (list_length(names) > 1) return absl::StrCat(strVal(list_nth(names, list_length(names) - 2)), ".", last);
  if (!analysis.builtins.HasCollation(last) && analysis.catalog.builder() != nullptr) {
    for (const std::string& schema : analysis.catalog.search_path()) {
      if (analysis.catalog.builder()->Find(schema::MakeKey(schema::Kind::kCollation, {schema, last})) != nullptr) {
        return absl::StrCat(schema, ".", last);
      }
    }
  }
  return absl::StrCat("pg_catalog.", last);
}

}  // namespace

absl::StatusOr<Value> AnalyzeTypeCast(const Analysis& analysis, const TypeCast& raw) {
  ASSIGN_OR_RETURN(schema::TypeRef type, ResolveTypeName(*raw.typeName, analysis.catalog, analysis.context.base));
  TypeId target = analysis.catalog.Id(type);
  Value value;
  int32_t base_typmod = type.typmod;
  TypeId base = BaseType(analysis, target, &base_typmod);
  if (IsA(raw.arg, A_ArrayExpr) && Builtins::IsArray(base)) {
    ASSIGN_OR_RETURN(value, AnalyzeArray(analysis, *reinterpret_cast<const A_ArrayExpr*>(raw.arg), base, base_typmod));
  } else {
    ASSIGN_OR_RETURN(value, Analyze(analysis, raw.arg));
  }
  if (value.location < 0) value.location = raw.location;
  return CoerceToTarget(analysis, std::move(value), target, type.typmod, Coercion::kExplicit, "the value");
}

absl::StatusOr<Value> AnalyzeCollate(const Analysis& analysis, const CollateClause& raw) {
  ASSIGN_OR_RETURN(Value argument, Analyze(analysis, raw.arg));
  if (argument.type != analysis.known.unknown && !analysis.catalog.Facts(argument.type).collatable) {
    if (analysis.IsExternal(argument.type)) return Analysis::Unresolved("COLLATE of a type that is not known");
    return analysis.Error(raw.location, "E0113", "collations are not supported by type ", analysis.TypeText(argument.type));
  }
  TypeId type = argument.type;
  int32_t typmod = argument.typmod;
  std::vector<Value> children;
  children.push_back(std::move(argument));
  Value value = analysis.Make(Op::kCollate, type, CollationText(analysis, raw.collname), std::move(children), raw.location);
  value.typmod = typmod;
  return value;
}

}  // namespace compiler::analyze
