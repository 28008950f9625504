#include "compiler/default_names.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "compiler/nodes.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

// How sure FigureColname is of a name: a type's name or CASE gives way to a column's or function's further in.
enum class Strength { kNone, kWeak, kStrong };
struct Figured {
  Strength strength = Strength::kNone;
  std::string name;
};

Figured Figure(const ::Node* node, int depth);

Figured FigureCast(const TypeCast& cast, int depth) {
  Figured inner = Figure(cast.arg, depth + 1);
  if (inner.strength == Strength::kStrong || cast.typeName == nullptr || list_length(cast.typeName->names) == 0) return inner;
  return {Strength::kWeak, std::string(LastString(cast.typeName->names))};
}

Figured FigureCase(const CaseExpr& expr, int depth) {
  Figured inner = Figure(reinterpret_cast<const ::Node*>(expr.defresult), depth + 1);
  return inner.strength == Strength::kStrong ? inner : Figured{Strength::kWeak, "case"};
}

Figured FigureColumnRef(const ColumnRef& ref) {
  const auto* last = static_cast<const ::Node*>(llast(ref.fields));
  for (int i = list_length(ref.fields) - 1; i >= 0; --i) {
    last = static_cast<const ::Node*>(list_nth(ref.fields, i));
    if (IsA(last, String)) return {Strength::kStrong, reinterpret_cast<const String*>(last)->sval};
  }
  return {};
}

Figured FigureIndirection(const A_Indirection& indirection, int depth) {
  for (int i = list_length(indirection.indirection) - 1; i >= 0; --i) {
    const auto* step = static_cast<const ::Node*>(list_nth(indirection.indirection, i));
    if (IsA(step, String)) return {Strength::kStrong, reinterpret_cast<const String*>(step)->sval};
  }
  return Figure(indirection.arg, depth + 1);
}

const char* SqlValueName(SQLValueFunctionOp op) {
  switch (op) {
    case SVFOP_CURRENT_DATE: return "current_date";
    case SVFOP_CURRENT_TIME:
    case SVFOP_CURRENT_TIME_N: return "current_time";
    case SVFOP_CURRENT_TIMESTAMP:
    case SVFOP_CURRENT_TIMESTAMP_N: return "current_timestamp";
    case SVFOP_LOCALTIME:
    case SVFOP_LOCALTIME_N: return "localtime";
    case SVFOP_LOCALTIMESTAMP:
    case SVFOP_LOCALTIMESTAMP_N: return "localtimestamp";
    case SVFOP_CURRENT_ROLE: return "current_role";
    case SVFOP_CURRENT_USER: return "current_user";
    case SVFOP_USER: return "user";
    case SVFOP_SESSION_USER: return "session_user";
    case SVFOP_CURRENT_CATALOG: return "current_catalog";
    case SVFOP_CURRENT_SCHEMA: return "current_schema";
  }
  return "";
}

const char* XmlName(XmlExprOp op) {
  switch (op) {
    case IS_XMLCONCAT: return "xmlconcat";
    case IS_XMLELEMENT: return "xmlelement";
    case IS_XMLFOREST: return "xmlforest";
    case IS_XMLPARSE: return "xmlparse";
    case IS_XMLPI: return "xmlpi";
    case IS_XMLROOT: return "xmlroot";
    default: return "";
  }
}

Figured Figure(const ::Node* node, int depth) {
  if (node == nullptr || depth > kMaxDepth) return {};
  auto strong = [](absl::string_view name) { return name.empty() ? Figured{} : Figured{Strength::kStrong, std::string(name)}; };
  switch (nodeTag(node)) {
    case T_ColumnRef: return FigureColumnRef(*reinterpret_cast<const ColumnRef*>(node));
    case T_A_Indirection: return FigureIndirection(*reinterpret_cast<const A_Indirection*>(node), depth);
    case T_FuncCall: return strong(LastString(reinterpret_cast<const FuncCall*>(node)->funcname));
    case T_A_Expr: return strong(reinterpret_cast<const A_Expr*>(node)->kind == AEXPR_NULLIF ? "nullif" : "");
    case T_TypeCast: return FigureCast(*reinterpret_cast<const TypeCast*>(node), depth);
    case T_CollateClause: return Figure(reinterpret_cast<const CollateClause*>(node)->arg, depth + 1);
    case T_CaseExpr: return FigureCase(*reinterpret_cast<const CaseExpr*>(node), depth);
    case T_A_ArrayExpr: return strong("array");
    case T_RowExpr: return strong("row");
    case T_CoalesceExpr: return strong("coalesce");
    case T_MinMaxExpr: return strong(reinterpret_cast<const MinMaxExpr*>(node)->op == IS_GREATEST ? "greatest" : "least");
    case T_SQLValueFunction: return strong(SqlValueName(reinterpret_cast<const SQLValueFunction*>(node)->op));
    case T_XmlExpr: return strong(XmlName(reinterpret_cast<const XmlExpr*>(node)->op));
    case T_XmlSerialize: return strong("xmlserialize");
    case T_JsonParseExpr: return strong("json");
    case T_JsonScalarExpr: return strong("json_scalar");
    case T_JsonSerializeExpr: return strong("json_serialize");
    case T_JsonObjectConstructor: return strong("json_object");
    case T_JsonArrayConstructor: return strong("json_array");
    default: return {};
  }
}

std::string IndexColumnName(const IndexElem& element) {
  if (element.indexcolname != nullptr) return element.indexcolname;
  if (element.name != nullptr) return element.name;
  Figured figured = Figure(element.expr, 0);
  return figured.strength == Strength::kNone ? "expr" : std::move(figured.name);
}

}  // namespace

std::string ChooseRelationName(const Workspace& workspace, absl::string_view schema, absl::string_view name1, absl::string_view name2, absl::string_view label,
                               AlsoConstraint also_constraint) {
  std::string numbered(label);
  for (int pass = 1;; ++pass) {
    std::string name = MakeObjectName(name1, name2, numbered);
    bool taken = workspace.FindRelation(schema, name) != nullptr || (also_constraint == AlsoConstraint::kYes && workspace.IsConstraintName(schema, name));
    if (!taken) return name;
    numbered = absl::StrCat(label, pass);
  }
}

std::string ChooseConstraintName(const Workspace& workspace, absl::string_view schema, absl::string_view name1, absl::string_view name2, absl::string_view label) {
  std::string numbered(label);
  for (int pass = 1;; ++pass) {
    std::string name = MakeObjectName(name1, name2, numbered);
    if (!workspace.IsConstraintName(schema, name)) return name;
    numbered = absl::StrCat(label, pass);
  }
}

std::vector<std::string> IndexColumnNames(const List* elements) {
  std::vector<std::string> names;
  for (int i = 0; i < list_length(elements); ++i) {
    std::string original = IndexColumnName(*reinterpret_cast<const IndexElem*>(list_nth(elements, i)));
    std::string name = original;
    for (int number = 1; std::find(names.begin(), names.end(), name) != names.end(); ++number) {
      std::string suffix = absl::StrCat(number);
      name = absl::StrCat(schema::ClipName(original, kMaxNameLength - suffix.size()), suffix);
    }
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace compiler
