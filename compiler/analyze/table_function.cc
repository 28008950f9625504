// XMLTABLE and JSON_TABLE: transformRangeTableFunc (parse_clause.c), transformJsonTable (parse_jsontable.c). Names of paths, which only a PLAN could use, are no
// part of the tree.
#include "compiler/analyze/coerce.h"
#include "compiler/analyze/json.h"
#include "compiler/analyze/literal.h"
#include "compiler/analyze/query.h"
#include "compiler/type_name.h"

namespace compiler::analyze {
namespace {

absl::StatusOr<Value> As(const Analysis& analysis, const ::Node* raw, TypeId type, absl::string_view what) {
  ASSIGN_OR_RETURN(Value value, Analyze(analysis, raw));
  return CoerceToTarget(analysis, std::move(value), type, -1, Coercion::kAssignment, what);
}

Value OneOf(const Analysis& analysis, absl::string_view text, Value child) {
  std::vector<Value> children;
  children.push_back(std::move(child));
  return ListOf(analysis, text, std::move(children));
}

// The node of a column: its name and options as text, what it is made of below.
Value Column(const Analysis& analysis, const ScopeColumn& column, absl::string_view options, std::vector<Value> parts) {
  Value node = analysis.Make(Op::kTarget, column.type, absl::StrCat(schema::QuoteIdentifier(column.name), options), std::move(parts));
  node.node->type = analysis.catalog.Ref(column.type, column.typmod);
  return node;
}

absl::StatusOr<Value> XmlColumn(const Analysis& analysis, const RangeTableFuncCol& raw, ScopeColumn& column) {
  column.name = raw.colname;
  if (raw.for_ordinality) {
    column.type = analysis.known.int4;
    return Column(analysis, column, " for ordinality", {});
  }
  ASSIGN_OR_RETURN(schema::TypeRef type, ResolveTypeName(*raw.typeName, analysis.catalog, analysis.context.base));
  column.type = analysis.catalog.Id(type);
  column.typmod = type.typmod;
  std::vector<Value> parts;
  Value path = analysis.Constant(analysis.known.text, column.name);  // by default
  if (raw.colexpr != nullptr) {
    ASSIGN_OR_RETURN(path, As(analysis, raw.colexpr, analysis.known.text, "PATH"));
  }
  parts.push_back(std::move(path));
  if (raw.coldefexpr != nullptr) {
    ASSIGN_OR_RETURN(Value value, Analyze(analysis, raw.coldefexpr));
    ASSIGN_OR_RETURN(value, CoerceToTarget(analysis, std::move(value), column.type, column.typmod, Coercion::kAssignment, "DEFAULT"));
    parts.push_back(OneOf(analysis, "default", std::move(value)));
  }
  return Column(analysis, column, raw.is_not_null ? " not null" : "", std::move(parts));
}

absl::StatusOr<Value> XmlTable(const Analysis& analysis, const RangeTableFunc& raw, std::vector<ScopeColumn>& columns) {
  std::vector<Value> parts;
  ASSIGN_OR_RETURN(Value row, As(analysis, raw.rowexpr, analysis.known.text, "XMLTABLE"));
  parts.push_back(std::move(row));
  ASSIGN_OR_RETURN(Value document, As(analysis, raw.docexpr, analysis.known.xml, "XMLTABLE"));
  parts.push_back(std::move(document));
  for (int i = 0; i < list_length(raw.namespaces); ++i) {
    const auto& space = *list_nth_node(ResTarget, raw.namespaces, i);
    ASSIGN_OR_RETURN(Value uri, As(analysis, space.val, analysis.known.text, "XMLNAMESPACES"));
    parts.push_back(OneOf(analysis, space.name == nullptr ? "namespace" : absl::StrCat("namespace ", space.name), std::move(uri)));
  }
  for (int i = 0; i < list_length(raw.columns); ++i) {
    ScopeColumn column;
    ASSIGN_OR_RETURN(Value node, XmlColumn(analysis, *list_nth_node(RangeTableFuncCol, raw.columns, i), column));
    columns.push_back(std::move(column));
    parts.push_back(std::move(node));
  }
  if (raw.columns == nullptr) columns.push_back({"xmltable", analysis.known.xml, -1, nullptr});
  return ListOf(analysis, "xmltable", std::move(parts));
}

// Values of these types are JSON documents, not scalars (isCompositeType).
bool IsComposite(const Analysis& analysis, TypeId type) {
  type = BaseType(analysis, type);
  return type == analysis.known.json || type == analysis.known.jsonb || type == analysis.known.record || Builtins::IsArray(type) || analysis.catalog.Attributes(type).has_value();
}

class JsonTableAnalyzer {
 public:
  JsonTableAnalyzer(const Analysis& analysis, std::vector<ScopeColumn>& columns) : analysis_(analysis), columns_(columns) {}

  absl::StatusOr<Value> Table(const JsonTable& raw) {
    std::vector<Value> parts;
    ASSIGN_OR_RETURN(Value item, AnalyzeJsonItem(analysis_, *raw.context_item));
    parts.push_back(std::move(item));
    ASSIGN_OR_RETURN(Value path, AnalyzeJsonPath(analysis_, raw.pathspec->string));
    parts.push_back(std::move(path));
    ASSIGN_OR_RETURN(Value passing, AnalyzeJsonPassing(analysis_, raw.passing));
    if (!passing.node->text.empty()) parts.push_back(std::move(passing));
    RETURN_IF_ERROR(AddColumns(raw.columns, parts));
    bool error = raw.on_error != nullptr && raw.on_error->btype == JSON_BEHAVIOR_ERROR;
    return ListOf(analysis_, error ? "json_table error on error" : "json_table", std::move(parts));
  }

 private:
  // First the columns of this level, then those of the nested ones (transformJsonTableColumns).
  absl::Status AddColumns(const ::List* raw, std::vector<Value>& parts) {
    if (stack_is_too_deep()) return Analysis::Unresolved("JSON_TABLE is nested too deeply");
    for (int i = 0; i < list_length(raw); ++i) {
      const auto& column = *list_nth_node(JsonTableColumn, raw, i);
      if (column.coltype == JTC_NESTED) continue;
      ASSIGN_OR_RETURN(Value node, OfLevel(column));
      parts.push_back(std::move(node));
    }
    for (int i = 0; i < list_length(raw); ++i) {
      const auto& column = *list_nth_node(JsonTableColumn, raw, i);
      if (column.coltype != JTC_NESTED) continue;
      std::vector<Value> nested;
      ASSIGN_OR_RETURN(Value path, AnalyzeJsonPath(analysis_, column.pathspec->string));
      nested.push_back(std::move(path));
      RETURN_IF_ERROR(AddColumns(column.columns, nested));
      parts.push_back(ListOf(analysis_, "nested", std::move(nested)));
    }
    return absl::OkStatus();
  }

  // transformJsonTableColumn: JSON_EXISTS, JSON_QUERY or JSON_VALUE of the row.
  absl::StatusOr<Value> OfLevel(const JsonTableColumn& raw) {
    ScopeColumn column;
    column.name = raw.name;
    if (raw.coltype == JTC_FOR_ORDINALITY) {
      column.type = analysis_.known.int4;
      Value node = Column(analysis_, column, " for ordinality", {});
      columns_.push_back(std::move(column));
      return node;
    }
    ASSIGN_OR_RETURN(schema::TypeRef type, ResolveTypeName(*raw.typeName, analysis_.catalog, analysis_.context.base));
    column.type = analysis_.catalog.Id(type);
    column.typmod = type.typmod;
    bool document = raw.coltype == JTC_FORMATTED || IsComposite(analysis_, column.type) || raw.quotes != JS_QUOTES_UNSPEC || raw.wrapper != JSW_UNSPEC;
    JsonOutput output{};
    output.type = T_JsonOutput;
    output.typeName = raw.typeName;
    A_Const path{};
    path.type = T_A_Const;
    path.val.sval.type = T_String;
    path.location = -1;
    std::string by_name = absl::StrCat("$.", QuoteJson(raw.name));
    path.val.sval.sval = by_name.data();
    JsonFuncExpr function{};
    function.type = T_JsonFuncExpr;
    function.op = raw.coltype == JTC_EXISTS ? JSON_EXISTS_OP : document ? JSON_QUERY_OP : JSON_VALUE_OP;
    function.pathspec = raw.pathspec != nullptr ? raw.pathspec->string : reinterpret_cast<::Node*>(&path);
    function.output = &output;
    function.on_empty = raw.on_empty;
    function.on_error = raw.on_error;
    function.wrapper = raw.wrapper;
    function.quotes = raw.quotes;
    function.location = raw.location;
    ASSIGN_OR_RETURN(Value value, MakeJsonFunction(analysis_, function, {}));
    std::vector<Value> parts;
    parts.push_back(std::move(value));
    Value node = Column(analysis_, column, "", std::move(parts));
    columns_.push_back(std::move(column));
    return node;
  }

  const Analysis& analysis_;
  std::vector<ScopeColumn>& columns_;
};

}  // namespace

absl::StatusOr<Value> AnalyzeTableFunction(const Analysis& analysis, const ::Node* raw, std::vector<ScopeColumn>& columns) {
  if (IsA(raw, RangeTableFunc)) return XmlTable(analysis, *reinterpret_cast<const RangeTableFunc*>(raw), columns);
  return JsonTableAnalyzer(analysis, columns).Table(*reinterpret_cast<const JsonTable*>(raw));
}

}  // namespace compiler::analyze
