// Inside of the analyzer: the state of one analysis and the steps that its files share. Callers use analyze.h.
//
// A step takes raw nodes and gives a Value: the resolved node, and its type as a TypeId. String literals stay of type `unknown` until a context
// decides their type, as in PostgreSQL; coerce.h then puts their text through the type's input. What cannot be resolved, by any step, is an
// absl::UnimplementedError; what PostgreSQL would refuse is an ErrorAt. Every recursion passes through Analyze (expression.cc), which guards the stack.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "compiler/analyze/analyze.h"
#include "compiler/catalog.h"
#include "compiler/nodes.h"
#include "schema/support/status.h"
#include "schema/tree.h"

namespace compiler::analyze {

using schema::Op;

// A resolved expression on its way up: the node may still be changed by who holds it alone.
struct Value {
  std::shared_ptr<schema::Node> node;
  TypeId type = kNoType;
  int32_t typmod = -1;  // exprTypmod()
  int location = -1;    // byte of the parsed text
  const BuiltinFunction* function = nullptr;  // that a call of a builtin function chose: FROM wants to know its OUT columns
};

// A function or operator outside pg_catalog that a node at this place turned out to mean.
struct OutsideName {
  int location;
  std::string schema;
};

struct Scope;  // scope.h

// What a "*" in a list of targets stands for: columns by the alias of their item of FROM and their name.
struct ExpandedStar {
  struct Column {
    std::string alias, name;
    std::string called;  // what it was called when the query was read, where that is something else
  };
  int location = -1;  // of the "*"
  std::vector<Column> columns;
};

// A column that is named by what it was called before.
struct RenamedColumn {
  int location = -1;
  std::string name;  // now
};

// What PrintExpression wants to know.
struct PrintingNotes {
  std::vector<RenamedColumn> renamed;
  std::vector<OutsideName> outside;
  std::vector<ExpandedStar> stars;
};

class Analysis {
 public:
  // `notes`, if given, collects what PrintExpression has to qualify and to spell out.
  explicit Analysis(const ExpressionContext& context, PrintingNotes* notes = nullptr)
      : context(context), catalog(*context.catalog), builtins(catalog.builtins()), known(builtins.known()), notes_(notes) {}

  // The same analysis inside a query.
  Analysis(const Analysis& outer, const Scope* inner)
      : context(outer.context), catalog(outer.catalog), builtins(outer.builtins), known(outer.known), scope(inner), notes_(outer.notes_) {}

  const ExpressionContext& context;
  const CatalogView& catalog;
  const Builtins& builtins;
  const KnownTypes& known;
  const Scope* scope = nullptr;  // of the query around the expression; null: none

  void NoteOutside(int location, absl::string_view extension) const {
    const std::string* schema = notes_ == nullptr || extension.empty() ? nullptr : catalog.ExtensionSchema(extension);
    if (schema != nullptr) notes_->outside.push_back({location, *schema});
  }

  void NoteOutsideSchema(int location, absl::string_view schema) const {
    if (notes_ != nullptr) notes_->outside.push_back({location, std::string(schema)});
  }

  void NoteRenamed(int location, absl::string_view name) const {
    if (notes_ != nullptr) notes_->renamed.push_back({location, std::string(name)});
  }
  bool notes_stars() const { return notes_ != nullptr; }
  void NoteStar(ExpandedStar star) const { notes_->stars.push_back(std::move(star)); }

  // The place of a node of the parsed text in the sources.
  schema::SourceSpan Span(int location, size_t length = 1) const;
  template <typename... Parts>
  absl::Status Error(int location, absl::string_view code, const Parts&... parts) const {
    return schema::ErrorAt(Span(location), code, parts...);
  }
  // Why an expression stays opaque.
  template <typename... Parts>
  static absl::Status Unresolved(const Parts&... parts) {
    return absl::UnimplementedError(absl::StrCat(parts...));
  }

  // "integer", "public.order_status[]": for messages.
  std::string TypeText(TypeId type) const { return schema::FormatType(catalog.Ref(type)); }
  bool IsUnknown(const Value& value) const { return value.type == known.unknown; }
  // True when the type, or what it is over, comes from somewhere whose functions, operators and casts are not known.
  bool IsExternal(TypeId type) const { return catalog.Facts(type).external; }

  // A node of this operation and result type, with no typmod in it.
  Value Make(Op op, TypeId type, std::string text, std::vector<Value> children = {}, int location = -1) const;
  // A constant in its type's output form.
  Value Constant(TypeId type, std::string text, int location = -1) const;
  Value NullConstant(TypeId type, int location = -1) const;

 private:
  PrintingNotes* notes_;
};

// expression.cc: parse_expr.c, transformExprRecurse.
absl::StatusOr<Value> Analyze(const Analysis& analysis, const ::Node* raw);
absl::StatusOr<std::vector<Value>> AnalyzeList(const Analysis& analysis, const ::List* list);

absl::StatusOr<Value> AnalyzeConstant(const Analysis& analysis, const A_Const& raw);              // constant.cc: make_const
absl::StatusOr<Value> AnalyzeColumn(const Analysis& analysis, const ColumnRef& raw);              // column.cc: transformColumnRef
absl::StatusOr<Value> AnalyzeTriggerColumn(const Analysis& analysis, const ColumnRef& raw);       // trigger_column.cc: NEW and OLD
Value ColumnOfRow(const Analysis& analysis, absl::string_view row, const ColumnInScope& column, int location);  // trigger_column.cc: a column of NEW or OLD
absl::StatusOr<Value> AnalyzeIndirection(const Analysis& analysis, const A_Indirection& raw);     // subscript.cc: transformIndirection
absl::StatusOr<Value> AnalyzeCall(const Analysis& analysis, const FuncCall& raw);                 // call.cc: transformFuncCall
absl::StatusOr<Value> AnalyzeOperator(const Analysis& analysis, const A_Expr& raw);               // operator.cc: transformAExpr…
absl::StatusOr<Value> AnalyzeMembership(const Analysis& analysis, const A_Expr& raw);             // membership.cc: IN, BETWEEN
absl::StatusOr<Value> AnalyzeTypeCast(const Analysis& analysis, const TypeCast& raw);             // cast.cc: transformTypeCast
absl::StatusOr<Value> AnalyzeCollate(const Analysis& analysis, const CollateClause& raw);         // cast.cc: transformCollateClause
absl::StatusOr<Value> AnalyzeBoolean(const Analysis& analysis, const BoolExpr& raw);              // boolean.cc: transformBoolExpr
absl::StatusOr<Value> AnalyzeNullTest(const Analysis& analysis, const NullTest& raw);             // boolean.cc
absl::StatusOr<Value> AnalyzeBooleanTest(const Analysis& analysis, const BooleanTest& raw);       // boolean.cc
absl::StatusOr<Value> AnalyzeCase(const Analysis& analysis, const CaseExpr& raw);                 // conditional.cc: transformCaseExpr
absl::StatusOr<Value> AnalyzeCoalesce(const Analysis& analysis, const CoalesceExpr& raw);         // conditional.cc
absl::StatusOr<Value> AnalyzeMinMax(const Analysis& analysis, const MinMaxExpr& raw);             // conditional.cc
absl::StatusOr<Value> AnalyzeSqlValue(const Analysis& analysis, const SQLValueFunction& raw);     // constant.cc
absl::StatusOr<Value> AnalyzeRow(const Analysis& analysis, const RowExpr& raw);                   // row.cc: transformRowExpr
absl::StatusOr<Value> AnalyzeXml(const Analysis& analysis, const XmlExpr& raw);                   // xml.cc: transformXmlExpr
absl::StatusOr<Value> AnalyzeXmlSerialize(const Analysis& analysis, const XmlSerialize& raw);     // xml.cc
absl::StatusOr<Value> AnalyzeJsonTest(const Analysis& analysis, const JsonIsPredicate& raw);      // json.cc: transformJsonIsPredicate
absl::StatusOr<Value> AnalyzeJsonConstructor(const Analysis& analysis, const ::Node* raw);        // json_constructor.cc: transformJsonObjectConstructor and others
absl::StatusOr<Value> AnalyzeJsonFunction(const Analysis& analysis, const JsonFuncExpr& raw);     // json_function.cc: transformJsonFuncExpr

// Array constructors: array.cc, transformArrayExpr. With a wanted array type (from a cast around it) the elements are cast to its element type.
absl::StatusOr<Value> AnalyzeArray(const Analysis& analysis, const A_ArrayExpr& raw, TypeId wanted, int32_t wanted_typmod);

// operator.cc: make_op and make_scalar_array_op (parse_oper.c). `left` is null for a prefix operator.
struct OperatorName {
  std::string schema;  // empty: by the path
  std::string name;
};
OperatorName NameOfOperator(const ::List* names);
absl::StatusOr<Value> MakeOperator(const Analysis& analysis, const OperatorName& name, std::optional<Value> left, Value right, int location);
absl::StatusOr<Value> MakeScalarArray(const Analysis& analysis, const OperatorName& name, bool all, Value left, Value right, int location);
// row.cc: make_row_comparison_op, make_row_distinct_op.
absl::StatusOr<Value> MakeRowComparison(const Analysis& analysis, const OperatorName& name, const RowExpr& left, const RowExpr& right, int location);
absl::StatusOr<Value> MakeRowDistinct(const Analysis& analysis, const RowExpr& left, const RowExpr& right, int location);
absl::StatusOr<Value> MakeDistinct(const Analysis& analysis, const OperatorName& name, Value left, Value right, int location);
// AND and OR are flattened: (a AND b) AND c, a AND (b AND c) and a BETWEEN inside an AND are one list.
Value MakeBoolean(const Analysis& analysis, Op op, std::vector<Value> parts, int location);
Value MakeNot(const Analysis& analysis, Value value);
// The same typmod of all, or -1.
int32_t CommonTypmod(absl::Span<const Value> values);

}  // namespace compiler::analyze
