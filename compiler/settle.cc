// SettleObject of expression_context.h, and the rules for operator classes and collations that it needs.
#include "absl/strings/str_cat.h"
#include "compiler/analyze/coerce.h"
#include "compiler/expression_context.h"

namespace compiler {
namespace {

using analyze::Analysis;
using schema::CollationName;
using schema::Kind;
using schema::Node;
using schema::Op;
using schema::TypeRef;

const ColumnInScope* FindColumn(const RelationInScope* relation, absl::string_view name) {
  if (relation == nullptr) return nullptr;
  for (const ColumnInScope& column : relation->columns) {
    if (column.name == name) return &column;
  }
  return nullptr;
}

// The collation that a type's values have by themselves: a domain's own, "C" for name, else the default one.
std::optional<CollationName> CollationOfType(const CatalogView& catalog, const TypeRef& type) {
  TypeId id = catalog.Id(type);
  if (!catalog.Facts(id).collatable) return std::nullopt;
  if (id < catalog.builtins().end_of_types() && catalog.builtins().Type(id).collation_is_c) return CollationName{"pg_catalog", "C"};
  const schema::Object* domain =
      type.array || catalog.builder() == nullptr ? nullptr : catalog.builder()->Find(schema::MakeKey(Kind::kDomain, {type.schema, type.name}));
  if (domain == nullptr) return CollationName{"pg_catalog", "default"};
  const auto& body = domain->As<schema::Domain>();
  return body.collation.has_value() ? body.collation : CollationOfType(catalog, body.type);
}

// A collation on its way up, with how it came about: explicit beats implicit, and among implicit ones any beats the default.
struct Collated {
  std::optional<CollationName> name;
  bool is_explicit = false;
};

Collated Merge(const Collated& a, const Collated& b) {
  if (!a.name.has_value()) return b;
  if (!b.name.has_value() || a.is_explicit != b.is_explicit) return !b.name.has_value() || a.is_explicit ? a : b;
  return a.name->name == "default" ? b : a;
}

CollationName SplitCollation(absl::string_view text) {
  size_t dot = text.find('.');
  return {std::string(text.substr(0, dot)), std::string(text.substr(dot + 1))};
}

class CollationFinder {
 public:
  CollationFinder(const CatalogView& catalog, const RelationInScope* relation) : catalog_(catalog), relation_(relation) {}

  Collated Of(const Node& node) const {
    if (node.op == Op::kCollate) return {SplitCollation(node.text), true};
    std::optional<CollationName> own = node.type.empty() ? std::nullopt : CollationOfType(catalog_, node.type);
    if (node.op == Op::kColumn) {
      const ColumnInScope* column = FindColumn(relation_, node.text);
      return {column != nullptr && column->collation.has_value() ? column->collation : own, false};
    }
    Collated merged;
    for (const schema::NodePtr& child : node.children) merged = Merge(merged, Of(*child));
    if (!node.type.empty() && !own.has_value()) return {};
    return merged.name.has_value() ? merged : Collated{own, false};
  }

 private:
  const CatalogView& catalog_;
  const RelationInScope* relation_;
};

bool IsBinaryCoercible(const Analysis& analysis, TypeId source, TypeId target) {
  const KnownTypes& known = analysis.known;
  TypeFacts facts = analysis.catalog.Facts(source);
  if (target == known.anyarray) return facts.is_array;
  if (target == known.anyenum) return facts.shape == TypeInfo::Shape::kEnum;
  if (target == known.anyrange) return facts.shape == TypeInfo::Shape::kRange;
  if (target == known.anymultirange) return facts.shape == TypeInfo::Shape::kMultirange;
  if (target == known.record) return facts.shape == TypeInfo::Shape::kComposite;
  return !Builtins::IsArray(source) && analyze::FindConversion(analysis, source, target, analyze::Coercion::kImplicit).pathway == analyze::Pathway::kRelabel;
}

struct OpclassFinder {
  const Analysis& analysis;
  absl::string_view method;

  bool Counts(const BuiltinOpclass& row) const {
    return row.method == method && (row.extension.empty() || analysis.catalog.ExtensionSchema(row.extension) != nullptr);
  }
  std::string SchemaOf(const BuiltinOpclass& row) const { return row.extension.empty() ? "pg_catalog" : *analysis.catalog.ExtensionSchema(row.extension); }

  const BuiltinOpclass* Default(TypeId type) const {
    type = analyze::BaseType(analysis, type);
    char category = analysis.catalog.Facts(type).category;
    const BuiltinOpclass* compatible = nullptr;
    for (const BuiltinOpclass& row : analysis.builtins.opclasses()) {
      if (!row.is_default || !Counts(row)) continue;
      if (row.type == type) return &row;
      if (!IsBinaryCoercible(analysis, type, row.type)) continue;
      TypeFacts facts = analysis.catalog.Facts(row.type);
      if (compatible == nullptr || (facts.preferred && facts.category == category)) compatible = &row;
    }
    return compatible;
  }

  // The schema of a class written without one; empty when it is not known.
  std::string FindSchema(absl::string_view name) const {
    for (const BuiltinOpclass& row : analysis.builtins.opclasses()) {
      if (row.name == name && Counts(row)) return SchemaOf(row);
    }
    return "";
  }
};

void SettlePart(const CatalogView& catalog, const RelationInScope* relation, absl::string_view method, schema::IndexPart& part) {
  // A COLLATE around the whole expression is the collation of the key (ComputeIndexAttrs).
  while (part.expression.has_value() && part.expression->tree != nullptr && part.expression->tree->op == Op::kCollate) {
    if (!part.collation.has_value()) part.collation = SplitCollation(part.expression->tree->text);
    schema::NodePtr inner = part.expression->tree->children[0];
    *part.expression = schema::MakeExpr(std::move(part.expression->sql), std::move(inner));
  }
  if (part.expression.has_value() && part.expression->tree != nullptr && part.expression->tree->op == Op::kColumn && part.expression->tree->text != "*") {
    part.column = part.expression->tree->text;
    part.expression.reset();
  }
  TypeRef type;
  std::optional<CollationName> own;
  if (part.column.has_value()) {
    const ColumnInScope* column = FindColumn(relation, *part.column);
    if (column == nullptr) return;
    type = column->type;
    own = column->collation.has_value() ? column->collation : CollationOfType(catalog, type);
  } else {
    if (!part.expression.has_value() || part.expression->tree == nullptr || part.expression->tree->type.empty()) return;
    type = ResultType(*part.expression->tree);
    own = ResultCollation(catalog, relation, *part.expression->tree);
  }
  if (part.collation.has_value() && part.collation == own) part.collation.reset();
  if (!part.opclass.has_value()) return;
  ExpressionContext context;
  context.catalog = &catalog;
  Analysis analysis(context);
  OpclassFinder finder{analysis, method};
  if (part.opclass->schema.empty()) part.opclass->schema = finder.FindSchema(part.opclass->name);
  std::optional<schema::QualifiedName> by_default = DefaultOperatorClass(catalog, method, type);
  // With parameters the class has to be named.
  if (part.opclass == by_default && part.opclass_options.empty()) part.opclass.reset();
}

bool NeedsMoreThanItsType(const CatalogView& catalog, const TypeRef& type) {
  return type.typmod >= 0 || catalog.Facts(catalog.Id(type)).shape == TypeInfo::Shape::kDomain;
}

bool IsNull(const std::optional<schema::Expr>& expr) {
  return expr.has_value() && expr->tree != nullptr && expr->tree->op == Op::kConst && expr->tree->Has(Node::kFlagNull);
}

}  // namespace

std::optional<schema::QualifiedName> DefaultOperatorClass(const CatalogView& catalog, absl::string_view method, const TypeRef& type) {
  ExpressionContext context;
  context.catalog = &catalog;
  Analysis analysis(context);
  OpclassFinder finder{analysis, method};
  if (std::optional<schema::QualifiedName> own = catalog.OwnDefaultOperatorClass(method, type); own.has_value()) return own;
  const BuiltinOpclass* row = finder.Default(catalog.Id(type));
  if (row == nullptr) return std::nullopt;
  return schema::QualifiedName{finder.SchemaOf(*row), std::string(row->name)};
}

std::optional<CollationName> ResultCollation(const CatalogView& catalog, const RelationInScope* relation, const Node& tree) {
  return CollationFinder(catalog, relation).Of(tree).name;
}

void SettleObject(const CatalogView& catalog, const RelationInScope* relation, schema::Object& object) {
  switch (object.key.kind) {
    case Kind::kColumn:
      // The server keeps no default that is a plain NULL; one that has to be cut to a length or checked by a domain is more than that
      // (AddRelationNewConstraints, heap.c).
      if (IsNull(object.As<schema::Column>().default_value) && !NeedsMoreThanItsType(catalog, object.As<schema::Column>().type)) object.As<schema::Column>().default_value.reset();
      return;
    case Kind::kDomain:
      if (IsNull(object.As<schema::Domain>().default_value)) object.As<schema::Domain>().default_value.reset();
      return;
    case Kind::kTable: {
      auto& key = object.As<schema::Table>().partition_by;
      if (!key.has_value()) return;
      absl::string_view method = key->strategy == schema::PartitionStrategy::kHash ? "hash" : "btree";
      for (schema::IndexPart& part : key->parts) SettlePart(catalog, relation, method, part);
      return;
    }
    case Kind::kIndex:
      for (schema::IndexPart& part : object.As<schema::Index>().parts) SettlePart(catalog, relation, object.As<schema::Index>().method, part);
      return;
    case Kind::kExclusion:
      for (schema::IndexPart& part : object.As<schema::Exclusion>().parts) SettlePart(catalog, relation, object.As<schema::Exclusion>().method, part);
      return;
    case Kind::kRangeType: {
      auto& range = object.As<schema::RangeType>();
      if (range.opclass.has_value() && range.opclass == DefaultOperatorClass(catalog, "btree", range.subtype)) range.opclass.reset();
      if (range.collation.has_value() && range.collation == CollationOfType(catalog, range.subtype)) range.collation.reset();
      return;
    }
    default: return;
  }
}

}  // namespace compiler
