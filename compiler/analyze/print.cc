// PrintExpression: the author's expression with the names that depend on a search path made to mean the same without one.
//
//   nextval('orders_id_seq'), similarity(a, b), 'x'::mood   ->   nextval('public.orders_id_seq'), public.similarity(a, b), 'x'::public.mood
//
// Names are written into the raw tree, which libpg_query's deparser then prints. What pg_catalog holds is never qualified.
#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "compiler/analyze/analysis.h"
#include "compiler/analyze/choose.h"
#include "compiler/analyze/literal.h"
#include "compiler/analyze/query.h"

extern "C" {
#include "postgres_deparse.h"
}

namespace compiler {
namespace {

using analyze::Analysis;

struct Printer {
  const Analysis& analysis;
  ::Node* root;
  bool too_deep = false;
  // Filled when a name or a "*" first needs it: which nodes mean something outside pg_catalog though pg_catalog has the name as well, and what "*" stands for.
  std::optional<analyze::PrintingNotes> notes;
  std::vector<absl::string_view> common_tables = {};  // names of WITH queries that are seen here
};

String* MakeString(absl::string_view text) {
  char* copy = static_cast<char*>(palloc(text.size() + 1));
  std::copy(text.begin(), text.end(), copy);
  copy[text.size()] = '\0';
  return makeString(copy);
}

void Qualify(::List*& names, absl::string_view schema) {
  if (list_length(names) == 1) names = lcons(MakeString(schema), names);
}

const analyze::PrintingNotes& NotesOf(Printer& printer) {
  if (!printer.notes.has_value()) {
    printer.notes.emplace();
    Analysis analysis(printer.analysis.context, &*printer.notes);
    // What cannot be resolved keeps the author's words.
    if (analysis.context.use == ExpressionUse::kFunctionBody) (void)analyze::AnalyzeBody(analysis, printer.root).ok();
    else if (analysis.context.use == ExpressionUse::kRule) (void)analyze::AnalyzeRule(analysis, printer.root).ok();
    else if (IsA(printer.root, SelectStmt)) (void)analyze::AnalyzeSelect(analysis, *reinterpret_cast<SelectStmt*>(printer.root), analyze::Unknowns::kAsText).ok();
    else (void)analyze::Analyze(analysis, printer.root).ok();
  }
  return *printer.notes;
}

const std::string* SchemaAt(Printer& printer, int location) {
  for (const analyze::OutsideName& name : NotesOf(printer).outside) {
    if (name.location == location) return &name.schema;
  }
  return nullptr;
}

// The name that the column has now, when it has been renamed since.
const std::string* NameNow(Printer& printer, const ColumnRef& reference) {
  if (printer.analysis.context.renames.empty()) return nullptr;
  for (const analyze::RenamedColumn& renamed : NotesOf(printer).renamed) {
    if (renamed.location == reference.location) return &renamed.name;
  }
  return nullptr;
}

// The columns in the place of each "*" of the query's targets.
void SpellOutStars(Printer& printer, SelectStmt& select) {
  ::List* targets = nullptr;
  bool any = false;
  for (int i = 0; i < list_length(select.targetList); ++i) {
    auto* target = list_nth_node(ResTarget, select.targetList, i);
    const analyze::ExpandedStar* expanded = nullptr;
    if (IsA(target->val, ColumnRef) && IsA(llast(reinterpret_cast<ColumnRef*>(target->val)->fields), A_Star)) {
      for (const analyze::ExpandedStar& star : NotesOf(printer).stars) {
        if (star.location == reinterpret_cast<ColumnRef*>(target->val)->location) expanded = &star;
      }
    }
    if (expanded == nullptr) {
      // Its own column keeps the name that it got from the table's.
      if (IsA(target->val, ColumnRef) && target->name == nullptr && NameNow(printer, *reinterpret_cast<ColumnRef*>(target->val)) != nullptr) {
        target->name = strVal(llast(reinterpret_cast<ColumnRef*>(target->val)->fields));
      }
      targets = lappend(targets, target);
      continue;
    }
    any = true;
    for (const auto& [alias, name, called] : expanded->columns) {
      ColumnRef* reference = makeNode(ColumnRef);
      reference->fields = list_make2(MakeString(alias), MakeString(name));
      reference->location = -1;
      ResTarget* column = makeNode(ResTarget);
      column->val = reinterpret_cast<::Node*>(reference);
      column->location = -1;
      if (!called.empty()) column->name = MakeString(called)->sval;
      targets = lappend(targets, column);
    }
  }
  if (any) select.targetList = targets;
}

template <typename Rows>
const CatalogView::RowsOfName& Known(const Analysis& analysis, const Rows& rows) {
  auto [it, inserted] = analysis.catalog.rows_cache().try_emplace(rows.data());
  CatalogView::RowsOfName& known = it->second;
  if (!inserted) return known;
  absl::string_view invisible;  // rows of an extension stand together
  for (const auto& row : rows) {
    known.builtin = known.builtin || row.extension.empty();
    if (known.extension_schema.has_value() || row.extension.empty() || row.extension == invisible) continue;
    if (analyze::IsVisible(analysis, row.extension, "")) known.extension_schema = *analysis.catalog.ExtensionSchema(row.extension);
    else invisible = row.extension;
  }
  return known;
}

// The schema to put before an unqualified function or operator name; nullopt: the name stays as it is.
template <typename Rows>
std::optional<std::string> SchemaOfRows(Printer& printer, const Rows& rows, int location) {
  const CatalogView::RowsOfName& known = Known(printer.analysis, rows);
  if (!known.extension_schema.has_value() || !known.builtin) return known.extension_schema;
  const std::string* found = SchemaAt(printer, location);
  if (found == nullptr) return std::nullopt;
  return *found;
}

std::optional<std::string> SchemaAtPlace(Printer& printer, int location) {
  const std::string* schema = SchemaAt(printer, location);
  if (schema == nullptr) return std::nullopt;
  return *schema;
}

template <typename Rows>
bool IsBuiltin(const Rows& rows) {
  return std::any_of(rows.begin(), rows.end(), [](const auto& row) { return row.extension.empty(); });
}

void QualifyFunction(Printer& printer, FuncCall& call) {
  if (list_length(call.funcname) != 1) return;
  absl::string_view name = strVal(list_nth(call.funcname, 0));
  absl::Span<const BuiltinFunction> rows = printer.analysis.builtins.Functions(name);
  std::optional<std::string> schema = SchemaOfRows(printer, rows, call.location);
  for (absl::string_view own : printer.analysis.catalog.LookupPath("")) {
    if (printer.analysis.catalog.OwnFunctions(own, name).empty()) continue;
    const std::string* meant = SchemaAt(printer, call.location);
    if (meant != nullptr) schema = *meant;
    else if (!schema.has_value() && !IsBuiltin(rows)) schema = std::string(own);
    break;
  }
  const schema::DatabaseBuilder* builder = printer.analysis.catalog.builder();
  if (!schema.has_value() && !IsBuiltin(rows) && builder != nullptr && !builder->range_types().empty()) {
    std::optional<TypeInfo> range = printer.analysis.catalog.FindType(std::vector<std::string>{std::string(name)});
    if (range.has_value() && !range->type.IsBuiltin() && (range->shape == TypeInfo::Shape::kRange || range->shape == TypeInfo::Shape::kMultirange)) schema = range->type.schema;
  }
  if (schema.has_value()) Qualify(call.funcname, *schema);
}

// LIKE, ILIKE and IN have no spelling with a qualified operator; the operator's own syntax has.
void SpellOut(A_Expr& expression) {
  if (expression.kind != AEXPR_IN) {
    expression.kind = AEXPR_OP;
    return;
  }
  bool negated = absl::string_view(strVal(list_nth(expression.name, 0))) == "<>";
  A_ArrayExpr* array = makeNode(A_ArrayExpr);
  array->elements = reinterpret_cast<::List*>(expression.rexpr);
  expression.rexpr = reinterpret_cast<::Node*>(array);
  expression.kind = negated ? AEXPR_OP_ALL : AEXPR_OP_ANY;
}

void QualifyOperator(Printer& printer, A_Expr& expression) {
  bool plain = expression.kind == AEXPR_OP || expression.kind == AEXPR_OP_ANY || expression.kind == AEXPR_OP_ALL;
  bool spelled = expression.kind == AEXPR_LIKE || expression.kind == AEXPR_ILIKE || expression.kind == AEXPR_IN;
  if ((!plain && !spelled) || list_length(expression.name) != 1) return;
  absl::string_view name = strVal(list_nth(expression.name, 0));
  absl::Span<const BuiltinOperator> rows = printer.analysis.builtins.Operators(name);
  std::optional<std::string> schema = SchemaOfRows(printer, rows, expression.location);
  if (!schema.has_value() && !printer.analysis.catalog.OwnOperators("", name).empty()) {
    schema = IsBuiltin(rows) ? SchemaAtPlace(printer, expression.location) : std::string(printer.analysis.catalog.OwnOperators("", name).front().key.schema_name());
  }
  if (!schema.has_value()) return;
  if (spelled) SpellOut(expression);
  Qualify(expression.name, *schema);
}

bool NamesRelation(const Analysis& analysis, const ::TypeName& type) {
  return list_length(type.names) > 0 && absl::string_view(strVal(list_nth(type.names, list_length(type.names) - 1))) == "regclass" && analysis.known.regclass != kNoType;
}

void QualifyType(const Analysis& analysis, ::TypeName& type) {
  if (list_length(type.names) != 1) return;
  std::vector<std::string> name = {strVal(list_nth(type.names, 0))};
  std::optional<TypeInfo> info = analysis.catalog.FindType(name);
  if (!info.has_value() || info->type.IsBuiltin()) return;
  Qualify(type.names, info->type.schema);
}

// The text of an untyped literal that will be read as regclass.
void QualifyRelation(const Analysis& analysis, ::Node* raw) {
  if (raw == nullptr || !IsA(raw, A_Const)) return;
  auto& constant = *reinterpret_cast<A_Const*>(raw);
  if (constant.isnull || nodeTag(&constant.val.node) != T_String) return;
  analyze::RegclassLiteral relation = analyze::NormalizeRegclass(analysis, constant.val.sval.sval);
  constant.val.sval.sval = MakeString(relation.text)->sval;
}

// Arguments that every function of this name takes as regclass: nextval('seq').
void QualifyRelationArguments(const Analysis& analysis, const FuncCall& call) {
  absl::Span<const BuiltinFunction> rows = analysis.builtins.Functions(strVal(list_nth(call.funcname, list_length(call.funcname) - 1)));
  for (int i = 0; i < list_length(call.args); ++i) {
    bool relation = false;
    for (const BuiltinFunction& row : rows) {
      if (i >= row.argument_count) continue;
      relation = analysis.builtins.Arguments(row)[i] == analysis.known.regclass;
      if (!relation) break;
    }
    if (relation) QualifyRelation(analysis, static_cast<::Node*>(list_nth(call.args, i)));
  }
}

bool Visit(::Node* raw, void* context);

// A relation in FROM, unless it is a WITH query.
void QualifyRange(const Printer& printer, RangeVar& range) {
  if (range.schemaname != nullptr || range.catalogname != nullptr) return;
  if (std::find(printer.common_tables.begin(), printer.common_tables.end(), range.relname) != printer.common_tables.end()) return;
  absl::StatusOr<const CatalogView::RelationColumns*> found = printer.analysis.catalog.ColumnsOfRelation("", range.relname);
  std::optional<schema::ObjectKey> key = found.ok() ? (*found)->key : printer.analysis.catalog.FindRelation(std::vector<std::string>{range.relname});
  if (key.has_value() && key->schema_name() != "pg_catalog") range.schemaname = MakeString(key->schema_name())->sval;
}

// The WITH queries see those before them, and themselves where they are RECURSIVE; the rest of the query sees all.
template <typename Statement>
bool VisitWith(Statement& select, Printer& printer) {
  size_t before = printer.common_tables.size();
  WithClause* with = select.withClause;
  for (int i = 0; with != nullptr && i < list_length(with->ctes); ++i) {
    auto* table = list_nth_node(CommonTableExpr, with->ctes, i);
    if (with->recursive) printer.common_tables.emplace_back(table->ctename);
    if (Visit(table->ctequery, &printer)) return true;
    if (!with->recursive) printer.common_tables.emplace_back(table->ctename);
  }
  select.withClause = nullptr;
  bool stopped = raw_expression_tree_walker_impl(reinterpret_cast<::Node*>(&select), Visit, &printer);
  select.withClause = with;
  printer.common_tables.resize(before);
  return stopped;
}

// The table that a statement changes is never a WITH query.
template <typename Statement>
bool VisitChange(Statement& statement, Printer& printer) {
  std::vector<absl::string_view> hidden = std::exchange(printer.common_tables, {});
  QualifyRange(printer, *statement.relation);
  printer.common_tables = std::move(hidden);
  return VisitWith(statement, printer);
}

bool Visit(::Node* raw, void* context) {
  if (raw == nullptr) return false;
  auto& printer = *static_cast<Printer*>(context);
  if (printer.too_deep || stack_is_too_deep()) {
    printer.too_deep = true;
    return true;
  }
  switch (nodeTag(raw)) {
    case T_ColumnRef:
      if (const std::string* now = NameNow(printer, *reinterpret_cast<ColumnRef*>(raw)); now != nullptr) {
        ::List* fields = list_copy(reinterpret_cast<ColumnRef*>(raw)->fields);
        llast(fields) = MakeString(*now);
        reinterpret_cast<ColumnRef*>(raw)->fields = fields;
      }
      break;
    case T_FuncCall:
      QualifyRelationArguments(printer.analysis, *reinterpret_cast<FuncCall*>(raw));
      QualifyFunction(printer, *reinterpret_cast<FuncCall*>(raw));
      break;
    case T_A_Expr: QualifyOperator(printer, *reinterpret_cast<A_Expr*>(raw)); break;
    case T_TypeCast: {
      auto& cast = *reinterpret_cast<TypeCast*>(raw);
      if (NamesRelation(printer.analysis, *cast.typeName)) QualifyRelation(printer.analysis, cast.arg);
      QualifyType(printer.analysis, *cast.typeName);
      break;
    }
    case T_RangeVar: QualifyRange(printer, *reinterpret_cast<RangeVar*>(raw)); break;
    case T_ReturnStmt: return Visit(reinterpret_cast<ReturnStmt*>(raw)->returnval, context);
    case T_SelectStmt:
      SpellOutStars(printer, *reinterpret_cast<SelectStmt*>(raw));
      return VisitWith(*reinterpret_cast<SelectStmt*>(raw), printer);
    case T_InsertStmt: return VisitChange(*reinterpret_cast<InsertStmt*>(raw), printer);
    case T_UpdateStmt: return VisitChange(*reinterpret_cast<UpdateStmt*>(raw), printer);
    case T_DeleteStmt: return VisitChange(*reinterpret_cast<DeleteStmt*>(raw), printer);
    case T_ColumnDef: QualifyType(printer.analysis, *reinterpret_cast<ColumnDef*>(raw)->typeName); break;
    case T_JsonOutput: QualifyType(printer.analysis, *reinterpret_cast<JsonOutput*>(raw)->typeName); break;
    case T_JsonTableColumn:
      if (reinterpret_cast<JsonTableColumn*>(raw)->typeName != nullptr) QualifyType(printer.analysis, *reinterpret_cast<JsonTableColumn*>(raw)->typeName);
      break;
    case T_RangeTableFuncCol:
      if (reinterpret_cast<RangeTableFuncCol*>(raw)->typeName != nullptr) QualifyType(printer.analysis, *reinterpret_cast<RangeTableFuncCol*>(raw)->typeName);
      break;
    case T_XmlSerialize: QualifyType(printer.analysis, *reinterpret_cast<XmlSerialize*>(raw)->typeName); break;
    default: break;
  }
  return raw_expression_tree_walker_impl(raw, Visit, context);
}

// The deparser may elog(ERROR), which leaves by longjmp: only plain C values live in this frame.
char* DeparseOrNull(RawStmt* raw, MemoryContext context) {
  char* volatile result = nullptr;
  PG_TRY();
  {
    StringInfoData out;
    initStringInfo(&out);
    deparseRawStmt(&out, raw);
    result = out.data;
  }
  PG_CATCH();
  {
    MemoryContextSwitchTo(context);
    FlushErrorState();
  }
  PG_END_TRY();
  return result;
}

}  // namespace

namespace {

std::string Printed(::Node* statement) {
  RawStmt* raw = makeNode(RawStmt);
  raw->stmt = statement;
  const char* text = DeparseOrNull(raw, CurrentMemoryContext);
  return text == nullptr ? "" : text;
}

std::string PrintedExpression(::Node* expression) {
  ResTarget* target = makeNode(ResTarget);
  target->val = expression;
  SelectStmt* select = makeNode(SelectStmt);
  select->targetList = list_make1(target);
  std::string printed = Printed(reinterpret_cast<::Node*>(select));
  constexpr absl::string_view kSelect = "SELECT ";
  return absl::StartsWith(printed, kSelect) ? printed.substr(kSelect.size()) : printed;
}

// A statement of a routine's body.
std::string PrintedInBody(::Node* statement) {
  return IsA(statement, ReturnStmt) ? absl::StrCat("RETURN ", PrintedExpression(reinterpret_cast<ReturnStmt*>(statement)->returnval)) : Printed(statement);
}

std::string PrintedBody(::Node* raw) {
  if (!IsA(raw, List)) return PrintedInBody(raw);
  const auto* statements = static_cast<const ::List*>(linitial(reinterpret_cast<const ::List*>(raw)));
  std::string text = "BEGIN ATOMIC\n";
  for (int i = 0; i < list_length(statements); ++i) absl::StrAppend(&text, " ", PrintedInBody(static_cast<::Node*>(list_nth(statements, i))), ";\n");
  return text + "END";
}

// What stands behind the table of a CREATE RULE.
std::string PrintedRule(::Node* raw) {
  const auto* parts = reinterpret_cast<const ::List*>(raw);
  std::string text;
  if (list_nth(parts, 2) != nullptr) absl::StrAppend(&text, "WHERE (", PrintedExpression(static_cast<::Node*>(list_nth(parts, 2))), ") ");
  absl::StrAppend(&text, "DO ", boolVal(list_nth(parts, 1)) ? "INSTEAD " : "ALSO ");
  std::vector<std::string> actions;
  for (int i = 3; i < list_length(parts); ++i) {
    auto* action = static_cast<::Node*>(list_nth(parts, i));
    if (!IsA(action, List)) {
      actions.push_back(Printed(action));
      continue;
    }
    const auto* notify = reinterpret_cast<const ::List*>(action);
    std::string payload = list_length(notify) > 1 ? absl::StrCat(", ", schema::QuoteLiteral(strVal(lsecond(notify)))) : "";
    actions.push_back(absl::StrCat("NOTIFY ", schema::QuoteIdentifier(strVal(linitial(notify))), payload));
  }
  if (actions.empty()) return text + "NOTHING";
  return actions.size() == 1 ? text + actions[0] : absl::StrCat(text, "(", absl::StrJoin(actions, "; "), ")");
}

}  // namespace

std::string PrintExpression(::Node* raw, const ExpressionContext& context) {
  Analysis analysis(context);
  Printer printer{analysis, raw, false, std::nullopt};
  Visit(raw, &printer);
  switch (context.use) {
    case ExpressionUse::kQuery: return Printed(raw);
    case ExpressionUse::kFunctionBody: return PrintedBody(raw);
    case ExpressionUse::kRule: return PrintedRule(raw);
    default: return PrintedExpression(raw);
  }
}

}  // namespace compiler
