#include "compiler/finish.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "compiler/expression_context.h"
#include "compiler/kinds/grant.h"
#include "compiler/kinds/operator.h"
#include "compiler/nodes.h"
#include "schema/signature_key.h"
#include "schema/support/status.h"

namespace compiler {
namespace {

using schema::Kind;
using schema::Object;

class Finisher {
 public:
  explicit Finisher(Workspace& workspace) : workspace_(workspace), catalog_(Fresh({})) {}

  void Finish(Object& object) {
    std::optional<schema::ObjectKey> table = RelationOf(object);
    // Objects come sorted: what belongs to a table stands together.
    if (table.has_value()) LookAt(*table);
    bool changed = false;
    for (ObjectExpression& expression : ExpressionsOf(workspace_.builder(), object)) {
      PendingExpression* pending = workspace_.expressions().Find(*expression.expr);
      if (pending == nullptr) continue;
      if (!expression.relation.empty()) LookAt(expression.relation);
      if (expression.sees_columns) FillRelation();
      Analyze(object, *pending, expression);
      changed = true;
    }
    if (object.key.kind == Kind::kIndex || object.key.kind == Kind::kExclusion) {
      FillRelation();
      SettleNames(object);
      SettleObject(catalog_, &relation_, object);
    } else if (changed || object.key.kind == Kind::kRangeType || object.key.kind == Kind::kStatistics) {
      SettleObject(catalog_, &relation_, object);
    }
    if (object.key.kind == Kind::kSequence) {
      // A column of a relation that is not modelled has no object to be owned by.
      auto& owned_by = object.As<schema::Sequence>().owned_by;
      if (owned_by.has_value() && workspace_.builder().Find(*owned_by) == nullptr) owned_by.reset();
    }
    if (object.key.kind == Kind::kColumn) DropOwnCollation(object.As<schema::Column>());
    RemoveOwnersGrants(object);
  }

 private:
  CatalogView Fresh(std::vector<std::string> search_path) const {
    return CatalogView(&workspace_.builtins(), &workspace_.builder(), workspace_.options().live, std::move(search_path));
  }

  // Name lookup as it is now that everything is there, under the settings of the statement.
  const CatalogView& CatalogFor(const SettingsInUse* settings) {
    std::unique_ptr<CatalogView>& view = catalogs_[settings];
    if (view == nullptr) view = std::make_unique<CatalogView>(Fresh(settings->settings.search_path));
    return *view;
  }

  void LookAt(const schema::ObjectKey& table) {
    if (table.path != relation_.key.path) relation_ = {table, {}};
  }

  void FillRelation() {
    if (relation_.columns.empty()) relation_ = ScopeOf(workspace_.builder(), relation_.key);
  }

  void Analyze(const Object& object, const PendingExpression& pending, ObjectExpression& expression) {
    workspace_.memory().WithScratch([&] {
      ExpressionContext context = expression.In(CatalogFor(pending.settings), &relation_, pending.base);
      absl::StatusOr<schema::NodePtr> tree = AnalyzeExpression(pending.raw, context);
      std::string sql = PrintExpression(pending.raw, context);
      if (!tree.ok()) {
        Report(object, pending, tree.status());
        tree = OpaqueExpression(sql);
      }
      *expression.expr = schema::MakeExpr(std::move(sql), *std::move(tree));
    });
  }

  void Report(const Object& object, const PendingExpression& pending, const absl::Status& status) {
    if (status.code() != absl::StatusCode::kUnimplemented) {
      schema::Diagnostic error = schema::FromStatus(status);
      if (!error.span.known()) error.span = Place(pending);
      workspace_.Report(std::move(error));
      return;
    }
    workspace_.Warn("W0303", Place(pending), absl::StrCat("an expression of ", object.key.ToString(), " is compared as text: ", status.message()));
  }

  static schema::SourceSpan Place(const PendingExpression& pending) {
    int location = exprLocation(pending.raw);
    if (location < 0) return pending.span;
    return {pending.base.file, pending.base.offset + static_cast<uint32_t>(location), 1};
  }

  // Schemas of operator classes and operators that were written without one.
  void SettleNames(Object& object) {
    if (object.key.kind == Kind::kIndex) {
      for (schema::IndexPart& part : object.As<schema::Index>().parts) SettleOpclass(object.As<schema::Index>().method, part);
      return;
    }
    auto& exclusion = object.As<schema::Exclusion>();
    for (schema::IndexPart& part : exclusion.parts) SettleOpclass(exclusion.method, part);
    for (schema::QualifiedName& operation : exclusion.operators) {
      if (operation.schema.empty()) operation.schema = OperatorSchema(operation.name);
    }
  }

  // A class of the schema's own comes before what settle.cc knows.
  void SettleOpclass(absl::string_view method, schema::IndexPart& part) {
    if (!part.opclass.has_value() || !part.opclass->schema.empty()) return;
    part.opclass->schema = OwnSchema(Kind::kOperatorClass, absl::StrCat(part.opclass->name, " using ", method));
    if (!part.opclass->schema.empty()) return;
    for (const BuiltinOpclass& row : workspace_.builtins().opclasses()) {
      bool counts = row.name == part.opclass->name && row.method == method && (row.extension.empty() || catalog_.ExtensionSchema(row.extension) != nullptr);
      if (counts) return;  // settle.cc finds it
    }
    part.opclass->schema = "public";  // of an extension that is not known
  }

  std::string OperatorSchema(absl::string_view name) {
    std::string extension;
    for (const BuiltinOperator& row : workspace_.builtins().Operators(name)) {
      if (row.extension.empty()) return "pg_catalog";
      const std::string* schema = catalog_.ExtensionSchema(row.extension);
      if (schema != nullptr) extension = *schema;
    }
    if (!extension.empty()) return extension;
    std::string own = OwnSchema(Kind::kOperator, name);
    return own.empty() ? "public" : own;
  }

  // The schema of the first operator or operator class of the schema itself with this name; empty when there is none.
  std::string OwnSchema(Kind kind, absl::string_view name) {
    for (const schema::ObjectKey& key : workspace_.ObjectsOf(kind)) {
      if (key.name() == name || (kind == Kind::kOperator && schema::NameBeforeTypes(key) == name)) return std::string(key.schema_name());
    }
    return "";
  }

  // A collation that the type has anyway is no property of the column.
  void DropOwnCollation(schema::Column& column) {
    if (!column.collation.has_value()) return;
    schema::Node value;
    value.op = schema::Op::kColumn;
    value.type = column.type;
    if (ResultCollation(catalog_, nullptr, value) == column.collation) column.collation.reset();
  }

  Workspace& workspace_;
  CatalogView catalog_;
  absl::flat_hash_map<const SettingsInUse*, std::unique_ptr<CatalogView>> catalogs_;
  RelationInScope relation_;
};

}  // namespace

void FinishObjects(Workspace& workspace) {
  LinkOperators(workspace);
  Finisher finisher(workspace);
  workspace.builder().ForEach([&](Object& object) { finisher.Finish(object); });
}

}  // namespace compiler
