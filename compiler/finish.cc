#include "compiler/finish.h"

#include <algorithm>
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "compiler/expression_context.h"
#include "compiler/kinds/grant.h"
#include "compiler/kinds/operator.h"
#include "compiler/kinds/view.h"
#include "compiler/nodes.h"
#include "compiler/raw_names.h"
#include "compiler/server_only.h"
#include "schema/signature_key.h"
#include "schema/support/status.h"

namespace compiler {
namespace {

using schema::Kind;
using schema::Object;

class Finisher {
 public:
  explicit Finisher(Workspace& workspace) : workspace_(workspace), catalog_(Fresh({})) {}

  // All views of the schema, which a query may read.
  void NoteViews(absl::Span<Object* const> views) {
    for (const Object* view : views) view_names_.insert(view->key.name());
  }

  // A view's query may read other views, whose columns must be known before.
  void FinishView(Object& view) {
    if (!views_begun_.insert(view.key).second) return;
    PendingExpression* pending = workspace_.expressions().Find(QueryOf(view));
    if (pending == nullptr) return;
    std::vector<schema::ObjectKey> read;
    WalkRaw(pending->raw, [&](::Node* node) {
      if (!IsA(node, RangeVar)) return true;
      const auto& range = *reinterpret_cast<const RangeVar*>(node);
      if (!view_names_.contains(range.relname)) return true;
      std::vector<std::string> name;
      if (range.schemaname != nullptr) name.emplace_back(range.schemaname);
      name.emplace_back(range.relname);
      std::optional<schema::ObjectKey> key = CatalogFor(pending->settings).FindRelation(name);
      if (key.has_value() && IsView(key->kind)) read.push_back(*std::move(key));
      return true;
    });
    for (const schema::ObjectKey& key : read) FinishView(*workspace_.builder().Find(key));
    PassOverOwnType(view, *pending);
    std::vector<QueryColumn> columns;
    ObjectExpression expression{&QueryOf(view), ExpressionUse::kQuery, {}, {}, false, &columns};
    Analyze(view, *pending, expression);
    std::vector<schema::ViewColumn> resolved;
    for (QueryColumn& column : columns) resolved.push_back({std::move(column.name), std::move(column.type), std::nullopt, {}, {}});
    SettleViewColumns(workspace_, view, std::move(resolved));
  }

  void Finish(Object& object) {
    if (IsView(object.key.kind)) FinishView(object);
    if (HasNothingToFinish(object)) return;
    std::optional<schema::ObjectKey> table = RelationOf(object);
    // Objects come sorted: what belongs to a table stands together.
    if (table.has_value()) LookAt(*table);
    bool changed = false;
    for (ObjectExpression& expression : ExpressionsOf(workspace_.builder(), object)) {
      PendingExpression* pending = workspace_.expressions().Find(*expression.expr);
      if (pending == nullptr) continue;
      if (!expression.relation.empty()) LookAt(expression.relation);
      Analyze(object, *pending, expression);
      changed = true;
    }
    bool partitioned = object.key.kind == Kind::kTable && object.As<schema::Table>().partition_by.has_value();
    if (object.key.kind == Kind::kIndex || object.key.kind == Kind::kExclusion || partitioned) {
      if (object.key.kind != Kind::kIndex || HasMoreThanColumns(object.As<schema::Index>())) FillRelation();
      SettleNames(object);
      SettleObject(catalog_, &relation_, object);
    } else if (changed || object.key.kind == Kind::kRangeType || object.key.kind == Kind::kStatistics) {
      SettleObject(catalog_, &relation_, object);
    }
    if (object.key.kind == Kind::kSequence) {
      // A column of a relation that is not modelled has no object to be owned by.
      auto& owned_by = object.As<schema::Sequence>().owned_by;
      if (owned_by.has_value() && workspace_.builder().Find(*owned_by) == nullptr) owned_by.reset();
      // It has its table's owner, always (change_owner_recurse_to_sequences, tablecmds.c).
      const Object* table_of_it = owned_by.has_value() ? workspace_.builder().Find(owned_by->Parent(Kind::kTable)) : nullptr;
      if (table_of_it != nullptr && table_of_it->common.owner.has_value()) object.common.owner = table_of_it->common.owner;
    }
    if (object.key.kind == Kind::kColumn) DropOwnCollation(object.As<schema::Column>());
    RemoveOwnersGrants(object);
    if (object.key.kind == Kind::kColumn && object.As<schema::Column>().identity.has_value()) {
      const Object* table_of_it = workspace_.builder().Find(object.key.Parent(Kind::kTable));
      if (table_of_it != nullptr && table_of_it->common.owner.has_value()) RemoveOwnersGrants(*table_of_it->common.owner, object.As<schema::Column>().identity->grants);
    }
  }

  // What only a server can make, once nothing looks at it any more.
  void RemoveLeft() {
    for (const schema::ObjectKey& key : left_to_server_) {
      if (workspace_.builder().Find(key) != nullptr) workspace_.Remove(key);
    }
  }

  // Once every partition key has its type.
  void FinishBound(Object& table) {
    for (ObjectExpression& expression : BoundExpressionsOf(workspace_.builder(), table)) {
      PendingExpression* pending = workspace_.expressions().Find(*expression.expr);
      if (pending != nullptr) Analyze(table, *pending, expression);
    }
    SettleBound(table);
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

  // A view test.xml has a row type, which stands before pg_catalog.xml on a search path of "test, pg_catalog", but is not there yet where its query is read.
  void PassOverOwnType(const Object& view, PendingExpression& pending) {
    const std::string name(view.key.name());
    if (workspace_.builtins().FindType(name) == kNoType) return;
    std::optional<TypeInfo> found = CatalogFor(pending.settings).FindType({name});
    if (!found.has_value() || found->type.schema != view.key.schema_name()) return;
    workspace_.expressions().Own(pending);
    workspace_.memory().WithLasting([&] {
      ForEachObjectName(pending.raw, [&](ObjectName& mentioned) {
        if (mentioned.is_type() && mentioned.parts().size() == 1 && mentioned.parts().front() == name) mentioned.Set("pg_catalog", name);
      });
    });
  }

  // Most objects: columns without expressions, keys, foreign keys, plain tables.
  static bool HasNothingToFinish(const Object& object) {
    if (object.common.owner.has_value() && !object.common.grants.empty()) return false;
    switch (object.key.kind) {
      case Kind::kColumn: {
        const auto& column = object.As<schema::Column>();
        return !column.default_value.has_value() && !column.generated.has_value() && !column.collation.has_value() && !column.identity.has_value();
      }
      case Kind::kTable: return !object.As<schema::Table>().partition_by.has_value();
      case Kind::kKeyConstraint:
      case Kind::kForeignKey: return true;
      default: return false;
    }
  }

  // Whether there is anything about the index's parts that depends on what its columns are.
  static bool HasMoreThanColumns(const schema::Index& index) {
    return std::any_of(index.parts.begin(), index.parts.end(), [](const schema::IndexPart& part) {
      bool collated = part.expression.has_value() && part.expression->tree != nullptr && part.expression->tree->op == schema::Op::kCollate;
      return collated || part.opclass.has_value() || part.collation.has_value();
    });
  }

  void LookAt(const schema::ObjectKey& table) {
    if (table.path != relation_.key.path) relation_ = {table, {}};
  }

  void FillRelation() {
    if (relation_.columns.empty()) relation_ = ScopeOf(workspace_.builder(), relation_.key);
  }

  void Analyze(const Object& object, const PendingExpression& pending, ObjectExpression& expression) {
    bool known = ReadKey(pending, expression);
    if (known) {
      if (auto it = analysed_.find(key_); it != analysed_.end()) {
        *expression.expr = ForRelation(it->second);
        return;
      }
    }
    if (expression.sees_columns) FillRelation();
    workspace_.memory().WithScratch([&] {
      // Printing may change the raw tree.
      ::Node* raw = pending.shape < 0 ? pending.raw : static_cast<::Node*>(copyObjectImpl(pending.raw));
      ExpressionContext context = expression.In(CatalogFor(pending.settings), &relation_, pending.base);
      context.renames = workspace_.RenamesSince(pending);
      absl::StatusOr<schema::NodePtr> tree = AnalyzeExpression(raw, context);
      std::string sql = PrintExpression(raw, context);
      if (!tree.ok()) {
        Report(object, pending, tree.status());
        tree = OpaqueExpression(sql);
        known = false;
      }
      *expression.expr = schema::MakeExpr(std::move(sql), *std::move(tree));
    });
    if (known) analysed_.emplace(key_, Analysed{*expression.expr, relation_.key.path});
  }

  // Puts into key_ all that the meaning of an expression of some shape depends on: what it is used as, the type that it is to have, the types of its
  // columns. False when it is not so simple.
  bool ReadKey(const PendingExpression& pending, const ObjectExpression& expression) {
    if (pending.shape < 0 || expression.value_type.has_value() || expression.query_columns != nullptr || expression.arguments != nullptr) return false;
    key_.clear();
    AppendBytes(pending.shape);
    AppendBytes(expression.use);
    if (expression.target.has_value()) AppendType(*expression.target);
    absl::Span<const std::string> columns = workspace_.expressions().ColumnsOfShape(pending.shape);
    if (!columns.empty() && !expression.sees_columns) return false;
    for (const std::string& name : columns) {
      const Object* column = workspace_.builder().Find(relation_.key.Child(Kind::kColumn, name));
      if (column == nullptr) return false;
      AppendType(column->As<schema::Column>().type);
    }
    return true;
  }

  template <typename T>
  void AppendBytes(T value) {
    key_.append(reinterpret_cast<const char*>(&value), sizeof(value));
  }

  void AppendType(const schema::TypeRef& type) {
    AppendBytes(type.typmod);
    key_ += type.array ? 'a' : ' ';
    key_.append(type.schema).push_back('\0');
    key_.append(type.name).push_back('\0');
  }

  struct Analysed {
    schema::Expr expr;
    std::string relation;  // whose columns it names
  };

  schema::Expr ForRelation(const Analysed& analysed) const {
    if (analysed.relation == relation_.key.path) return analysed.expr;
    schema::NodePtr tree = WithColumnsOf(analysed.expr.tree, analysed.relation);
    return tree == analysed.expr.tree ? analysed.expr : schema::MakeExpr(analysed.expr.sql, std::move(tree));
  }

  // The tree with the columns of another relation changed to those of the one that is looked at. Shares what does not change.
  schema::NodePtr WithColumnsOf(const schema::NodePtr& node, absl::string_view other) const {
    std::shared_ptr<schema::Node> copy;
    absl::string_view path = node->object.path;
    if (node->op == schema::Op::kColumn && path.size() > other.size() && path[other.size()] == '\0' && absl::StartsWith(path, other)) {
      copy = std::make_shared<schema::Node>(*node);
      copy->object.path = absl::StrCat(relation_.key.path, path.substr(other.size()));
    }
    for (size_t i = 0; i < node->children.size(); ++i) {
      schema::NodePtr child = WithColumnsOf(node->children[i], other);
      if (child == node->children[i]) continue;
      if (copy == nullptr) copy = std::make_shared<schema::Node>(*node);
      copy->children[i] = std::move(child);
    }
    return copy == nullptr ? node : copy;
  }

  void Report(const Object& object, const PendingExpression& pending, const absl::Status& status) {
    if (status.code() != absl::StatusCode::kUnimplemented) {
      if (std::string maker = MakerOf(object, status); !maker.empty()) {
        LeaveToServer(workspace_, pending.span, status, maker);
        left_to_server_.push_back(object.key);
        return;
      }
      schema::Diagnostic error = schema::FromStatus(status);
      if (!error.span.known()) error.span = Place(pending);
      workspace_.Report(std::move(error));
      return;
    }
    workspace_.Warn("W0303", Place(pending), absl::StrCat("an expression of ", object.key.ToString(), " is compared as text: ", status.message()));
  }

  // The place of what only a server can run and what may make what the expression misses: it speaks of the name at the place of the error, and of the
  // table where that is one of its columns. Such an object is not ours to describe; a column or a table is more than its expressions.
  std::string MakerOf(const Object& object, const absl::Status& status) {
    constexpr absl::string_view kMissing[] = {"E0104", "E0106", "E0107", "E0110"};
    schema::SourceSpan at = schema::FromStatus(status).span;
    bool missing = std::find(std::begin(kMissing), std::end(kMissing), schema::CodeOf(status)) != std::end(kMissing);
    if (!missing || at.length == 0 || object.key.kind == Kind::kColumn || object.key.kind == Kind::kTable) return "";
    std::vector<std::string> names = {workspace_.sources().files()[at.file].text().substr(at.offset, at.length)};
    if (!schema::Info(object.key.kind).top_level && !relation_.key.empty()) names.emplace_back(relation_.key.name());
    return MadeByServer(workspace_, names);
  }

  static schema::SourceSpan Place(const PendingExpression& pending) {
    int location = exprLocation(pending.raw);
    if (location < 0 || pending.base.length != 0) return pending.span;
    return {pending.base.file, pending.base.offset + static_cast<uint32_t>(location), 1};
  }

  // Schemas of operator classes and operators that were written without one.
  void SettleNames(Object& object) {
    if (object.key.kind == Kind::kIndex) {
      for (schema::IndexPart& part : object.As<schema::Index>().parts) SettleOpclass(object.As<schema::Index>().method, part);
      return;
    }
    if (object.key.kind == Kind::kTable) {
      auto& key = *object.As<schema::Table>().partition_by;
      for (schema::IndexPart& part : key.parts) SettleOpclass(key.strategy == schema::PartitionStrategy::kHash ? "hash" : "btree", part);
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

  static schema::Expr& QueryOf(Object& view) {
    return view.key.kind == Kind::kView ? view.As<schema::View>().query : view.As<schema::MaterializedView>().query;
  }

  Workspace& workspace_;
  CatalogView catalog_;
  absl::flat_hash_set<absl::string_view> view_names_;  // without their schemas
  absl::flat_hash_set<schema::ObjectKey> views_begun_;
  absl::flat_hash_map<const SettingsInUse*, std::unique_ptr<CatalogView>> catalogs_;
  RelationInScope relation_;
  std::vector<schema::ObjectKey> left_to_server_;
  absl::flat_hash_map<std::string, Analysed> analysed_;  // by what ReadKey puts together
  std::string key_;
};

}  // namespace

void FinishObjects(Workspace& workspace) {
  LinkOperators(workspace);
  Finisher finisher(workspace);
  schema::DatabaseBuilder& builder = workspace.builder();
  // What else reads a view (a policy's sub-select, a matview's index) finds its columns there.
  std::vector<Object*> views;
  if (workspace.HasViews()) {
    builder.ForEach([&](Object& object) {
      if (IsView(object.key.kind)) views.push_back(&object);
    });
  }
  finisher.NoteViews(views);
  for (Object* view : views) finisher.FinishView(*view);
  std::vector<Object*> partitions;
  builder.ForEach([&](Object& object) {
    finisher.Finish(object);
    if (object.key.kind == Kind::kTable && object.As<schema::Table>().partition_of.has_value()) partitions.push_back(&object);
  });
  for (Object* partition : partitions) finisher.FinishBound(*partition);
  finisher.RemoveLeft();
}

}  // namespace compiler
