#include "compiler/analyze/analyze.h"

#include "absl/strings/ascii.h"
#include "compiler/analyze/analysis.h"
#include "compiler/analyze/coerce.h"
#include "compiler/analyze/query.h"
#include "compiler/nodes.h"

namespace compiler {
namespace {

using analyze::Analysis;
using analyze::Coercion;
using analyze::Value;

// What the place of the expression makes of its value: cookDefault (heap.c), cookConstraint, transformIndexStmt, ….
absl::StatusOr<Value> Finish(const Analysis& analysis, Value value) {
  const ExpressionContext& context = analysis.context;
  switch (context.use) {
    case ExpressionUse::kCheck:
    case ExpressionUse::kDomainCheck: return CoerceToBoolean(analysis, std::move(value), "CHECK");
    case ExpressionUse::kPredicate: return CoerceToBoolean(analysis, std::move(value), "WHERE");
    case ExpressionUse::kTriggerWhen: return CoerceToBoolean(analysis, std::move(value), "WHEN");
    case ExpressionUse::kPolicy: return CoerceToBoolean(analysis, std::move(value), "POLICY");
    case ExpressionUse::kIndexKey: return UnknownAsText(analysis, std::move(value));
    case ExpressionUse::kDefault:
    case ExpressionUse::kGenerated:
    case ExpressionUse::kUsing:
    case ExpressionUse::kFunctionBody:
    case ExpressionUse::kQuery:
    case ExpressionUse::kRule: break;
  }
  if (!context.target.has_value()) return UnknownAsText(analysis, std::move(value));
  TypeId target = analysis.catalog.Id(*context.target);
  absl::string_view what = context.use == ExpressionUse::kDefault ? "the default" : "the expression";
  return CoerceToTarget(analysis, std::move(value), target, context.target->typmod, Coercion::kAssignment, what);
}

bool IsWordByte(char c) { return c == '_' || absl::ascii_isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80; }

}  // namespace

absl::StatusOr<schema::NodePtr> AnalyzeExpression(const ::Node* raw, const ExpressionContext& context) {
  Analysis analysis(context);
  if (context.use == ExpressionUse::kQuery) {
    if (!IsA(raw, SelectStmt)) return Analysis::Unresolved("a statement of this form");
    ASSIGN_OR_RETURN(analyze::Query query, analyze::AnalyzeSelect(analysis, *reinterpret_cast<const SelectStmt*>(raw), analyze::Unknowns::kAsText));
    for (const analyze::ScopeColumn& column : query.columns) {
      if (context.query_columns != nullptr) context.query_columns->push_back({column.name, analysis.catalog.Ref(column.type, column.typmod)});
    }
    return schema::NodePtr(std::move(query.node));
  }
  if (context.use == ExpressionUse::kFunctionBody) {
    ASSIGN_OR_RETURN(Value body, analyze::AnalyzeBody(analysis, raw));
    return schema::NodePtr(std::move(body.node));
  }
  if (context.use == ExpressionUse::kRule) {
    ASSIGN_OR_RETURN(Value rule, analyze::AnalyzeRule(analysis, raw));
    return schema::NodePtr(std::move(rule.node));
  }
  ASSIGN_OR_RETURN(Value value, analyze::Analyze(analysis, raw));
  ASSIGN_OR_RETURN(value, Finish(analysis, std::move(value)));
  return schema::NodePtr(std::move(value.node));
}

schema::TypeRef ResultType(const schema::Node& tree) { return tree.type; }

schema::NodePtr OpaqueExpression(absl::string_view sql) {
  auto node = std::make_shared<schema::Node>();
  node->op = schema::Op::kOpaque;
  node->flags = schema::Node::kFlagVolatile;  // for all that is known
  std::string text(sql);
  MemoryContext current = CurrentMemoryContext;  // which the scanner leaves changed
  PgQueryScanTokensResult scan = pg_query_scan_tokens(text.c_str());
  if (scan.error != nullptr) {
    node->text = std::move(text);
  } else {
    for (int i = 0; i < scan.n_tokens; ++i) {
      const PgQueryScanToken& token = scan.tokens[i];
      if (token.token == PG_QUERY_TOKEN_SQL_COMMENT || token.token == PG_QUERY_TOKEN_C_COMMENT) continue;
      absl::string_view word = absl::string_view(text).substr(token.start, token.end - token.start);
      // Names and keywords fold to lower case; quoted names and literals keep theirs.
      bool folds = IsWordByte(word[0]) && word.find_first_of("'\"") == absl::string_view::npos;
      absl::StrAppend(&node->text, node->text.empty() ? "" : " ", folds ? absl::AsciiStrToLower(word) : std::string(word));
    }
  }
  pg_query_free_scan_tokens_result(scan);
  if (current != nullptr) MemoryContextSwitchTo(current);
  return node;
}

}  // namespace compiler
