// compiler::Resolve (compile.h): trees for the expressions of a database that came without source text. What a live server prints has every name
// outside pg_catalog qualified, so the search path is empty.
#include <cstdlib>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "compiler/compile.h"
#include "compiler/expression_context.h"
#include "compiler/kinds/rule.h"
#include "compiler/nodes.h"
#include "compiler/prune_inherited.h"

namespace compiler {
namespace {

using schema::Object;

// Parses many small texts with one memory context, given back from time to time: entering and leaving one costs as much as a short parse.
class ExpressionParser {
 public:
  ExpressionParser() { context_ = pg_query_enter_memory_context(); }
  ~ExpressionParser() { pg_query_exit_memory_context(context_); }
  ExpressionParser(const ExpressionParser&) = delete;
  ExpressionParser& operator=(const ExpressionParser&) = delete;

  // The raw expression, or null and the reason. Good until the next call.
  ::Node* Parse(absl::string_view sql, ExpressionUse use, std::string& reason) {
    if (++parsed_ % kBatch == 0) {
      pg_query_exit_memory_context(context_);
      context_ = pg_query_enter_memory_context();
    }
    MemoryContextSwitchTo(context_);
    text_.assign(Before(use));
    text_.append(sql.data(), sql.size());
    PgQueryInternalParsetreeAndError result = pg_query_raw_parse(text_.c_str(), PG_QUERY_PARSE_DEFAULT);
    std::free(result.stderr_buffer);
    if (result.error != nullptr) {
      reason = result.error->message;
      pg_query_free_error(result.error);
      return nullptr;
    }
    ::Node* expression = Only(use, result.tree);
    if (expression == nullptr) reason = "it is not one expression";
    return expression;
  }

 private:
  static constexpr int kBatch = 512;

  // What makes a statement of the text.
  static const char* Before(ExpressionUse use) {
    switch (use) {
      case ExpressionUse::kQuery: return "";
      case ExpressionUse::kFunctionBody: return "CREATE FUNCTION f() RETURNS int LANGUAGE sql ";
      case ExpressionUse::kRule: return "CREATE RULE r AS ON UPDATE TO t ";
      default: return "SELECT ";
    }
  }

  static ::Node* Only(ExpressionUse use, const ::List* statements) {
    switch (use) {
      case ExpressionUse::kQuery: return OnlyStatement(statements);
      case ExpressionUse::kFunctionBody: return OnlyBody(statements);
      case ExpressionUse::kRule: return OnlyRule(statements);
      default: return OnlyTarget(statements);
    }
  }

  static ::Node* OnlyRule(const ::List* statements) {
    ::Node* statement = OnlyStatement(statements);
    return statement == nullptr || !IsA(statement, RuleStmt) ? nullptr : RawRule(*reinterpret_cast<RuleStmt*>(statement));
  }

  static ::Node* OnlyStatement(const ::List* statements) {
    return list_length(statements) == 1 ? list_nth_node(RawStmt, statements, 0)->stmt : nullptr;
  }

  static ::Node* OnlyBody(const ::List* statements) {
    ::Node* statement = OnlyStatement(statements);
    return statement == nullptr || !IsA(statement, CreateFunctionStmt) ? nullptr : reinterpret_cast<CreateFunctionStmt*>(statement)->sql_body;
  }

  static ::Node* OnlyTarget(const ::List* statements) {
    ::Node* statement = OnlyStatement(statements);
    if (statement == nullptr || !IsA(statement, SelectStmt)) return nullptr;
    const ::List* targets = reinterpret_cast<SelectStmt*>(statement)->targetList;
    return list_length(targets) == 1 ? list_nth_node(ResTarget, targets, 0)->val : nullptr;
  }

  MemoryContext context_;
  std::string text_;
  int parsed_ = 0;
};

class Resolver {
 public:
  Resolver(schema::DatabaseBuilder& builder, std::vector<schema::Diagnostic>& diagnostics)
      : builder_(builder), diagnostics_(diagnostics), catalog_(Builtins::For(builder.origin().server_version), &builder, &builder.origin(), {}) {}

  void ResolveObject(Object& object) {
    std::optional<schema::ObjectKey> table = RelationOf(object);
    // Objects come sorted: what belongs to a table stands together.
    if (table.has_value() && table->path != relation_.key.path) relation_ = {*table, {}};
    bool changed = false;
    for (ObjectExpression& expression : ExpressionsOf(builder_, object)) {
      if (expression.expr->tree != nullptr || expression.expr->sql.empty()) continue;
      if (!expression.relation.empty() && expression.relation.path != relation_.key.path) relation_ = {expression.relation, {}};
      if (expression.sees_columns && relation_.columns.empty()) relation_ = ScopeOf(builder_, relation_.key);
      ResolveExpression(object, expression);
      changed = true;
    }
    bool partitioned = object.key.kind == schema::Kind::kTable && object.As<schema::Table>().partition_by.has_value();
    if (!changed && object.key.kind != schema::Kind::kIndex && object.key.kind != schema::Kind::kExclusion && !partitioned) return;
    if (table.has_value() && relation_.columns.empty()) relation_ = ScopeOf(builder_, relation_.key);
    SettleObject(catalog_, &relation_, object);
  }

  // Once every partition key has its type.
  void ResolveBound(Object& table) {
    for (ObjectExpression& expression : BoundExpressionsOf(builder_, table)) {
      if (expression.expr->tree == nullptr && !expression.expr->sql.empty()) ResolveExpression(table, expression);
    }
    SettleBound(table);
  }

 private:
  // Of a default, which names no columns: all that its meaning depends on. Schemas have many columns and few different defaults. Empty for others.
  static std::string KeyOf(const ObjectExpression& expression) {
    if (expression.use != ExpressionUse::kDefault || expression.sees_columns || !expression.target.has_value()) return "";
    absl::string_view nul("\0", 1);
    const schema::TypeRef& type = *expression.target;
    return absl::StrCat(type.schema, nul, type.name, nul, type.typmod, type.array ? "[]" : "", nul, expression.expr->sql);
  }

  void ResolveExpression(const Object& object, ObjectExpression& expression) {
    std::string key = KeyOf(expression);
    if (auto it = defaults_.find(key); it != defaults_.end()) {
      *expression.expr = it->second;
      return;
    }
    std::string reason;
    const ::Node* raw = parser_.Parse(expression.expr->sql, expression.use, reason);
    if (raw != nullptr) {
      absl::StatusOr<schema::NodePtr> tree = AnalyzeExpression(raw, expression.In(catalog_, &relation_, {}));
      if (tree.ok()) {
        *expression.expr = schema::MakeExpr(std::move(expression.expr->sql), *std::move(tree));
        if (!key.empty()) defaults_.emplace(std::move(key), *expression.expr);
        return;
      }
      reason = std::string(tree.status().message());
    }
    schema::NodePtr opaque = OpaqueExpression(expression.expr->sql);
    *expression.expr = schema::MakeExpr(std::move(expression.expr->sql), std::move(opaque));
    schema::Diagnostic warning;
    warning.severity = schema::Severity::kWarning;
    warning.code = "W0303";
    warning.span = object.span;
    warning.message = absl::StrCat("an expression of ", object.key.ToString(), " is compared as text: ", reason);
    diagnostics_.push_back(std::move(warning));
  }

  schema::DatabaseBuilder& builder_;
  std::vector<schema::Diagnostic>& diagnostics_;
  CatalogView catalog_;
  RelationInScope relation_;
  ExpressionParser parser_;
  absl::flat_hash_map<std::string, schema::Expr> defaults_;  // by KeyOf
};

}  // namespace

void Resolve(schema::DatabaseBuilder& builder, std::vector<schema::Diagnostic>& diagnostics) {
  Resolver resolver(builder, diagnostics);
  std::vector<Object*> partitions;
  builder.ForEach([&](Object& object) {
    resolver.ResolveObject(object);
    if (object.key.kind == schema::Kind::kTable && object.As<schema::Table>().partition_of.has_value()) partitions.push_back(&object);
  });
  for (Object* partition : partitions) resolver.ResolveBound(*partition);
  PruneInheritedColumns(builder);
}

}  // namespace compiler
