#include "compiler/kinds/partition.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "compiler/kinds/inherit.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::Kind;
using schema::ObjectKey;
using schema::PartitionStrategy;
using schema::Table;

PartitionStrategy StrategyOf(char letter) {
  return letter == PARTITION_STRATEGY_LIST ? PartitionStrategy::kList : letter == PARTITION_STRATEGY_HASH ? PartitionStrategy::kHash : PartitionStrategy::kRange;
}

absl::StatusOr<schema::IndexPart> ReadElement(Context& context, const ObjectKey& table, const PartitionElem& element) {
  schema::IndexPart part;
  const ::Node* expr = element.expr;
  const auto* ref = AsOrNull<ColumnRef>(expr, T_ColumnRef);  // a column in parentheses
  bool plain = ref != nullptr && list_length(ref->fields) == 1 && IsA(linitial(ref->fields), String);
  if (element.name != nullptr || plain) {
    part.column = element.name != nullptr ? std::string(element.name) : std::string(LastString(ref->fields));
    RETURN_IF_ERROR(FindColumn(context, table, *part.column, context.At(element.location, *part.column)).status());
  } else {
    ASSIGN_OR_RETURN(part.expression, context.Pend(expr, ExpressionUse::kIndexKey));
  }
  if (element.collation != nullptr) {
    ASSIGN_OR_RETURN(part.collation, ResolveCollation(context, element.collation, -1));
    if (!part.collation.has_value()) part.collation = schema::CollationName{"pg_catalog", "default"};
  }
  if (element.opclass != nullptr) {
    std::vector<std::string> name = Strings(element.opclass);
    part.opclass = schema::QualifiedName{name.size() > 1 ? name[name.size() - 2] : "", name.back()};
  }
  return part;
}

// A constant as the text that the type's input function would get: the server computes bounds once, and keeps values of the key's type.
std::optional<std::string> ConstantText(const ::Node* node) {
  if (const auto* cast = AsOrNull<::TypeCast>(node, T_TypeCast)) return ConstantText(cast->arg);
  if (const auto* negative = AsOrNull<A_Expr>(node, T_A_Expr); negative != nullptr && negative->lexpr == nullptr && absl::string_view(LastString(negative->name)) == "-") {
    std::optional<std::string> text = ConstantText(negative->rexpr);
    return text.has_value() ? std::optional<std::string>(absl::StrCat("-", *text)) : std::nullopt;
  }
  const auto* constant = AsOrNull<A_Const>(node, T_A_Const);
  if (constant == nullptr || constant->isnull) return std::nullopt;
  const ::Node* value = &constant->val.node;
  switch (nodeTag(value)) {
    case T_Integer: return absl::StrCat(constant->val.ival.ival);
    case T_Float: return std::string(constant->val.fval.fval);
    case T_Boolean: return std::string(constant->val.boolval.boolval ? "true" : "false");
    case T_String: return std::string(constant->val.sval.sval);
    default: return std::nullopt;
  }
}

absl::StatusOr<schema::Expr> ReadValue(Context& context, const ::Node* node) {
  std::optional<std::string> text = ConstantText(node);
  if (!text.has_value()) return context.Pend(node, ExpressionUse::kDefault);
  A_Const constant{};
  constant.type = T_A_Const;
  constant.val.sval = *reinterpret_cast<const String*>(MakeString(*text));
  constant.location = -1;
  return context.Pend(reinterpret_cast<const ::Node*>(&constant), ExpressionUse::kDefault);
}

absl::StatusOr<std::vector<schema::BoundValue>> ReadRange(Context& context, const List* values) {
  std::vector<schema::BoundValue> bound;
  for (int i = 0; i < list_length(values); ++i) {
    const ::Node* node = NodeAt(values, i);
    schema::BoundValue value;
    const auto* ref = AsOrNull<ColumnRef>(node, T_ColumnRef);
    absl::string_view word = ref != nullptr && list_length(ref->fields) == 1 && IsA(linitial(ref->fields), String) ? LastString(ref->fields) : absl::string_view();
    if (word == "maxvalue") {
      value.is_max = true;
    } else if (word != "minvalue") {
      ASSIGN_OR_RETURN(value.value, ReadValue(context, node));
    }
    bound.push_back(std::move(value));
  }
  return bound;
}

absl::StatusOr<ObjectKey> FindParent(Context& context, const RangeVar& name) {
  ASSIGN_OR_RETURN(ObjectKey key, FindRelation(context, name));
  if (key.kind == Kind::kTable || key.kind == Kind::kUnmodelled) return key;
  return ErrorAt(context.At(name.location, WrittenName(name)), "E0105", "\"", name.relname, "\" is not a table");
}

absl::Status RequireTable(Context& context, const ObjectKey& key) {
  return key.kind == Kind::kTable ? absl::OkStatus() : ErrorAt(context.span(), "E0105", key.ToString(), " is no table");
}

}  // namespace

absl::StatusOr<schema::PartitionKey> ReadPartitionKey(Context& context, const ObjectKey& table, const PartitionSpec& spec) {
  schema::PartitionKey key;
  key.strategy = StrategyOf(static_cast<char>(spec.strategy));
  for (int i = 0; i < list_length(spec.partParams); ++i) {
    ASSIGN_OR_RETURN(schema::IndexPart part, ReadElement(context, table, As<PartitionElem>(*NodeAt(spec.partParams, i))));
    key.parts.push_back(std::move(part));
  }
  return key;
}

absl::StatusOr<schema::PartitionOf> ReadBound(Context& context, const ObjectKey& parent, const PartitionBoundSpec& bound) {
  const schema::Object* object = context.builder().Find(parent);
  if (object == nullptr || parent.kind != Kind::kTable || !object->As<Table>().partition_by.has_value()) {
    return ErrorAt(context.span(), "E0114", "\"", parent.name(), "\" is not partitioned");
  }
  const schema::PartitionKey& key = *object->As<Table>().partition_by;
  schema::PartitionOf result;
  result.parent = parent;
  result.is_default = bound.is_default;
  if (bound.is_default) return result;
  if (StrategyOf(bound.strategy) != key.strategy) {
    return ErrorAt(context.At(bound.location), "E0114", "invalid bound specification for a ", absl::string_view(schema::EnumName(key.strategy)), " partition");
  }
  result.modulus = bound.modulus;
  result.remainder = bound.remainder;
  for (int i = 0; i < list_length(bound.listdatums); ++i) {
    ASSIGN_OR_RETURN(schema::Expr value, ReadValue(context, NodeAt(bound.listdatums, i)));
    result.in.push_back(std::move(value));
  }
  ASSIGN_OR_RETURN(result.from, ReadRange(context, bound.lowerdatums));
  ASSIGN_OR_RETURN(result.to, ReadRange(context, bound.upperdatums));
  if (key.strategy == PartitionStrategy::kRange && (result.from.size() != key.parts.size() || result.to.size() != key.parts.size())) {
    return ErrorAt(context.At(bound.location), "E0114", "FROM and TO must specify exactly one value per partitioning column");
  }
  return result;
}

absl::Status AttachPartition(Context& context, const AlterCommand& command) {
  const auto& partition = As<PartitionCmd>(*command.node.def);
  if (command.table.kind == Kind::kIndex || command.table.kind == Kind::kKeyConstraint || command.table.kind == Kind::kExclusion) {
    return AttachIndex(context, command.table, *partition.name);
  }
  ASSIGN_OR_RETURN(ObjectKey child, FindRelation(context, *partition.name));
  RETURN_IF_ERROR(RequireTable(context, child));
  if (const auto& of = context.builder().Find(child)->As<Table>().partition_of; of.has_value()) {
    return ErrorAt(context.At(partition.name->location), "E0115", "\"", child.name(), "\" is already a partition of ", of->parent.ToString());
  }
  ASSIGN_OR_RETURN(schema::PartitionOf of, ReadBound(context, command.table, *partition.bound));
  BecomeChild(context, command.table, child, [&](Table& table) { table.partition_of = std::move(of); });
  return absl::OkStatus();
}

absl::Status DetachPartition(Context& context, const AlterCommand& command) {
  if (command.node.subtype == AT_DetachPartitionFinalize) return absl::OkStatus();
  const auto& partition = As<PartitionCmd>(*command.node.def);
  ASSIGN_OR_RETURN(ObjectKey child, FindRelation(context, *partition.name));
  RETURN_IF_ERROR(RequireTable(context, child));
  const auto& of = context.builder().Find(child)->As<Table>().partition_of;
  if (!of.has_value() || !(of->parent == command.table)) {
    return context.Missing(NameToken(child.name()), context.span(), "E0114", absl::StrCat("\"", child.name(), "\" is not a partition of ", command.table.ToString()));
  }
  LeaveParent(context, command.table, child, [](Table& table) { table.partition_of.reset(); });
  return absl::OkStatus();
}

absl::Status AddInherit(Context& context, const AlterCommand& command) {
  RETURN_IF_ERROR(RequireTable(context, command.table));
  ASSIGN_OR_RETURN(ObjectKey parent, FindParent(context, As<RangeVar>(*command.node.def)));
  const auto& inherits = context.builder().Find(command.table)->As<Table>().inherits;
  if (std::find(inherits.begin(), inherits.end(), parent) != inherits.end()) {
    return ErrorAt(context.span(), "E0115", "relation \"", parent.name(), "\" would be inherited from more than once");
  }
  BecomeChild(context, parent, command.table, [&](Table& table) { table.inherits.push_back(parent); });
  return absl::OkStatus();
}

absl::Status DropInherit(Context& context, const AlterCommand& command) {
  RETURN_IF_ERROR(RequireTable(context, command.table));
  ASSIGN_OR_RETURN(ObjectKey parent, FindParent(context, As<RangeVar>(*command.node.def)));
  LeaveParent(context, parent, command.table, [&](Table& table) { table.inherits.erase(std::remove(table.inherits.begin(), table.inherits.end(), parent), table.inherits.end()); });
  return absl::OkStatus();
}

absl::Status AddOf(Context& context, const AlterCommand& command) {
  RETURN_IF_ERROR(RequireTable(context, command.table));
  const auto& name = As<::TypeName>(*command.node.def);
  ASSIGN_OR_RETURN(schema::TypeRef type, ResolveType(context, name));
  ObjectKey composite = schema::MakeKey(Kind::kCompositeType, {type.schema, type.name});
  BecomeChild(context, composite, command.table, [&](Table& table) { table.of_type = std::move(type); });
  return absl::OkStatus();
}

absl::Status DropOf(Context& context, const AlterCommand& command) {
  RETURN_IF_ERROR(RequireTable(context, command.table));
  const auto& type = context.builder().Find(command.table)->As<Table>().of_type;
  if (!type.has_value()) return absl::OkStatus();
  LeaveParent(context, schema::MakeKey(Kind::kCompositeType, {type->schema, type->name}), command.table, [](Table& table) { table.of_type.reset(); });
  return absl::OkStatus();
}

}  // namespace compiler
